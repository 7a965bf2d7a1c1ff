import { describe, expect, test } from 'vitest';
import { escapeHtml, toHtml } from '../../../src/messages/rendering/html.ts';
import type { Rendering } from '../../../src/messages/rendering/model.ts';
import { renderMessage } from '../../../src/messages/rendering/render-message.ts';
import { toText, wrap } from '../../../src/messages/rendering/text.ts';
import { withDocument } from '../../../src/messages/xml/parse.ts';
import { fixtures, patient } from '../../fixtures/messages/build.ts';
import { missingFrom } from './completeness.ts';

const built = fixtures();

function render(name: string, ...replacements: [string | RegExp, string][]): Rendering {
  const text = Buffer.from(built[name]!).toString('utf8');
  const changed = replacements.reduce((each, [from, to]) => each.replace(from, to), text);
  const result = withDocument(Buffer.from(changed), ({ root }) => renderMessage(root));
  if (!('value' in result) || !result.value) throw new Error(`${name} was not rendered`);
  return result.value;
}

describe('a person sees everything that the message says', () => {
  test.for(Object.entries(built))('%s', ([name, bytes]) => {
    const text = toText(render(name));
    withDocument(bytes, ({ root }) => expect(missingFrom(text, root)).toEqual([]));
  });
});

test('a message reads like this', () => {
  expect(toText(render('log-utskrivningsklar'))).toBe(`Melding om utskrivningsklar pasient
===================================

Sendt:       06.03.2026 kl. 11.20
Avsender:    Fjordheim sykehus HF (HER-id 8140001), Ortopedisk avdeling (HER-id
             8140010)
Mottaker:    Åsgrend kommune (HER-id 8140002), Saksbehandlertjenesten (HER-id
             8140021)
Meldings-id: 5f3b6f1c-9d1e-4d46-8a51-000000000005

Pasient
-------
Navn:          Kåre Østgård
Født:          17.05.1951
Kjønn:         Mann
Fødselsnummer: ${patient.ids[0]!.id}

Om forsendelsen
---------------
Status: Ny

Ansvarlig enhet
---------------
Enhet
  Navn:    Ortopedisk avdeling
  HER-id:  8140010
  Telefon: 73000000 (arbeidsplass)

Ansvarlig for meldingen
-----------------------
Ansvarlig helsepersonell
  Navn:       Vigdis Vaktsen
  Profesjon:  Sykepleier
  Rolle:      Primærkontakt
  HPR-nummer: 9876543

Utskrivningsklar
----------------
Hendelser
  Hendelse                  Tidspunkt             Anslag
  ------------------------  --------------------  ------
  Pasient innlagt           02.03.2026 kl. 08.40  Nei
  Pasient utskrivningsklar  06.03.2026            Ja
`);
});

test('a code without a name gets the one of its list', () => {
  const text = toText(
    render('log-innlagt', ['<Sex V="1" DN="Mann"/>', '<Sex V="2"/>'], [' DN="Pasient innlagt"', '']),
  );
  expect(text).toMatch(/Kjønn: +Kvinne/);
  expect(text).toContain('Pasient innlagt');
});

test('a changed or cancelled message says so in its title', () => {
  expect(render('helseopplysninger-oppdatert').title).toBe('Helseopplysninger – endring');
});

test('a receipt says what happened to which message', () => {
  const text = toText(render('apprec-avvist'));
  expect(text).toContain('Resultat: Avvist');
  expect(text).toContain('Pasientopplysninger er utilstrekkelige: Fødselsdato og kjønn mangler.');
  expect(text).toContain('Melding om innlagt pasient');
});

describe('HTML for the dashboard', () => {
  const nasty = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'&';

  test('what the message says is text and never markup', () => {
    const escaped = escapeHtml(nasty).replaceAll('&#39;', '&apos;').replaceAll('&quot;', '&quot;');
    const html = toHtml(render('dialog-svar', [/<TekstNotatInnhold>[^<]*/, `<TekstNotatInnhold>${escaped}`]));
    expect(html).not.toMatch(/<script|<img|onerror="/i);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('formatted text keeps paragraphs, lists and tables, and loses scripts, styles, links and images', () => {
    const xhtml = `<div xmlns="http://www.w3.org/1999/xhtml"><p style="color:red">Ett <b>to</b></p>
      <ul><li>tre</li><li>fire</li></ul><table><tr><th>A</th></tr><tr><td>1</td></tr></table>
      <script>onde()</script><a href="javascript:onde()">lenke</a><img src="http://example.org/x.png"/></div>`;
    const html = toHtml(render('dialog-svar', [/<TekstNotatInnhold>[^<]*/, `<TekstNotatInnhold>${xhtml}`]));
    expect(html).toContain('<p>Ett to</p>');
    expect(html).toContain('<ul><li>tre</li><li>fire</li></ul>');
    expect(html).toContain('<th scope="col">A</th>');
    expect(html).toContain('lenke');
    expect(html).not.toMatch(/style=|href=|src=|<script|javascript:/i);
  });

  test.for(Object.keys(built))('%s has nothing that a strict content security policy would stop', (name) => {
    const html = toHtml(render(name));
    expect(html).not.toMatch(
      /<(script|style|img|iframe|object|link|form|input|svg)\b|\son\w+=|style=|href=|src=/i,
    );
    const tags = new Set(html.match(/<\/?(\w+)/g)?.map((tag) => tag.replace(/<\/?/, '')));
    const known = [
      'article',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'section',
      'dl',
      'div',
      'dt',
      'dd',
      'p',
      'br',
      'ul',
      'li',
    ];
    const tables = ['table', 'thead', 'tbody', 'tr', 'th', 'td'];
    expect([...tags].filter((tag) => ![...known, ...tables].includes(tag))).toEqual([]);
  });

  test('headings start where the page wants them and never go below h6', () => {
    const html = toHtml(render('innleggelsesrapport'), 4);
    expect(html).toContain('<h4>Innleggelsesrapport</h4>');
    expect(html).not.toMatch(/<h[123789]/);
  });
});

test('a document that is no message is not rendered', () => {
  expect(withDocument(Buffer.from('<a/>'), ({ root }) => renderMessage(root))).toEqual({ value: null });
});

test('lines are broken at spaces, and a word longer than the line stands alone', () => {
  expect(wrap('en to tre fire', 7)).toEqual(['en to', 'tre', 'fire']);
  expect(wrap('a abcdefghij b', 5)).toEqual(['a', 'abcdefghij', 'b']);
});
