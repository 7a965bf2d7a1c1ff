import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Session } from '../auth/sessions.ts';
import type { Language } from '../http/problems.ts';
import { assetAddress } from './assets.ts';
import { createWording, type ShownTime, type Wording } from './format/wording.ts';
import { icon } from './icons.ts';
import type { Tag } from './models/state-tag.ts';
import { preferencesOf, type Scheme, schemes } from './preferences.ts';
import { languageNames, languages, type Texts } from './texts/texts.ts';

/** Where in the menu a page belongs. */
export type Section = 'now' | 'messages' | null;

export interface Page {
  view: 'now' | 'messages' | 'message' | 'login' | 'login-link' | 'notice' | 'again';
  title: string;
  section: Section;
  model: object;
  status?: number;
  /** Shows the alarm icon in the browser's tab. */
  alarm?: boolean;
}

/** The words for one request: in the language that the person chose, else the browser's, else bokmål. */
export function wordingFor(request: FastifyRequest, now: Date): Wording {
  return createWording(preferencesOf(request).language, now);
}

/**
 * htmx keeps what a person has opened open when a part of the page is replaced, leaves the page alone when an answer is
 * an error, and adds no styles of its own.
 */
const htmxConfig = JSON.stringify({
  includeIndicatorCSS: false,
  history: false,
  defaultTimeout: 10_000,
  noSwap: [204, 304, '4xx', '5xx'],
  morphIgnore: ['data-htmx-powered', 'open'],
});

/** Everything that the views are given; they hold no logic of their own beyond choosing and repeating. */
interface ViewData {
  lang: Language;
  scheme: Scheme;
  t: Texts;
  title: string;
  section: Section;
  alarm: boolean;
  person: Session | null;
  /** The page's own address, to come back to. */
  path: string;
  languages: Choice[];
  schemes: Choice[];
  htmxConfig: string;
  model: object;
  asset(name: string): string;
  icon: typeof icon;
  tag(tag: Tag): string;
  time(time: ShownTime): string;
}

interface Choice {
  value: string;
  text: string;
  chosen: boolean;
}

/** Answers with a page. */
export async function renderPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
): Promise<FastifyReply> {
  const { language, scheme } = preferencesOf(request);
  const { text } = createWording(language, new Date(0));
  const schemeTexts: Record<Scheme, string> = {
    auto: text.layout.schemeAuto,
    light: text.layout.schemeLight,
    dark: text.layout.schemeDark,
  };
  const data: ViewData = {
    lang: language,
    scheme,
    t: text,
    title: page.title,
    section: page.section,
    alarm: page.alarm ?? false,
    person: request.person,
    path: request.method === 'GET' ? request.url : '/',
    languages: languages.map((value) => ({ value, text: languageNames[value], chosen: value === language })),
    schemes: schemes.map((value) => ({ value, text: schemeTexts[value], chosen: value === scheme })),
    htmxConfig,
    model: page.model,
    asset: assetAddress,
    icon,
    tag,
    time,
  };
  return reply
    .code(page.status ?? 200)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('vary', 'Cookie, Accept-Language, HX-Request')
    .send(await reply.viewAsync(page.view, data));
}

/** Words of ours only, so nothing needs escaping; escaped all the same. */
function tag({ word, icon: name, tone }: Tag): string {
  return `<span class="ds-tag" data-color="${tone}">${icon(name)}${escapeHtml(word)}</span>`;
}

function time({ iso, text }: ShownTime): string {
  return `<time datetime="${iso}">${escapeHtml(text)}</time>`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
