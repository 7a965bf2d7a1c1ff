import type { FastifyRequest } from 'fastify';
import { type Language, languageOf } from '../http/problems.ts';
import { isLanguage } from './texts/texts.ts';

/** Light, dark, or what the system says. */
export const schemes = ['auto', 'light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

export const languageCookie = 'mv_language';
export const schemeCookie = 'mv_scheme';

export function isScheme(text: string | undefined): text is Scheme {
  return schemes.some((scheme) => scheme === text);
}

/** What the person chose in this browser; what was not chosen comes from the browser. */
export function preferencesOf(request: FastifyRequest): { language: Language; scheme: Scheme } {
  const language = request.cookies[languageCookie];
  const scheme = request.cookies[schemeCookie];
  return {
    language: isLanguage(language) ? language : languageOf(request.headers['accept-language']),
    scheme: isScheme(scheme) ? scheme : 'auto',
  };
}

/** A path on this site, and nothing that a browser would read as another one. */
export function localPath(text: string): string {
  return /^\/(?![/\\])[^\s\\]*$/.test(text) ? text : '/';
}
