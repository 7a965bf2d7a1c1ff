import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deadlinesPage } from '../../../src/agreement/describe/deadlines-page.ts';
import { eventWords, evidenceWords } from '../../../src/agreement/describe/event-words.ts';
import { limitWords, ruleLines } from '../../../src/agreement/describe/rule-lines.ts';
import { builtInPacks, packNamed } from '../../../src/agreement/packs/builtin.ts';
import { readPack } from '../../../src/agreement/packs/read.ts';
import { DECISIONS, EVIDENCE, type RuleEvent } from '../../../src/agreement/packs/schema.ts';
import { LANGUAGES } from '../../../src/agreement/text.ts';
import { rule } from '../helpers.ts';
import { PACK } from '../packs/packs.ts';

describe('docs/deadlines.md', () => {
  it('says what the packs say: run node scripts/generate-deadlines.ts after a change', () => {
    const page = deadlinesPage(builtInPacks().values());
    expect(readFileSync(new URL('../../../docs/deadlines.md', import.meta.url), 'utf8')).toBe(page);
  });

  it('has every rule with its paragraph', () => {
    const page = deadlinesPage(builtInPacks().values());
    for (const [id, { title, source }] of packNamed('hmr-2021').rules) {
      expect(page).toContain(`| \`${id}\` | ${title.nb} |`);
      expect(page).toContain(`| ${source} |`);
    }
  });

  it('describes in a derived pack only what differs', () => {
    const page = deadlinesPage(builtInPacks().values());
    expect(page.match(/^### R-SVAR-3T/gm)).toHaveLength(1);
    expect(page.match(/^### R-BETALING/gm)).toHaveLength(2);
  });

  it('can be made of one pack by itself, and keeps its tables whole', () => {
    const own = deadlinesPage([readPack(PACK.replace('Kommunen svarer.', 'A | B'), 'x')]);
    expect(own).toContain('| A \\| B | Kommunen svarar. | The municipality answers. |');
    expect(own).toContain(
      '* Window 07:30–15:30, half-open; weekdays by category (Monday 1): standard 1 2 3 4 5, heldogns 1 2 3 4 5 6, ',
    );
    expect(own).toContain('* Major feasts open for notice: yes (paskedag_2). Avtalen pkt. 2');
    const derived = deadlinesPage([packNamed('hmr-2015')]);
    expect(derived.match(/^### /gm)).toHaveLength(packNamed('hmr-2015').rules.size);
  });
});

describe('an event in words', () => {
  const said = (event: RuleEvent) => LANGUAGES.map((language) => eventWords(event, language));

  it('tells moment, message, topic, answer, what it is about and the evidence', () => {
    expect(
      said({
        message: 'svar',
        moment: 'mottak',
        topic: '7322/7',
        answer: 'kan',
        about: 'start',
        evidence: ['apprec', 'ack'],
      }),
    ).toEqual([
      'mottak av svar på forespørsel (5) med tema 7322/7 med svaret «kan ta imot» som gjelder meldingen som startet klokken vist ved applikasjonskvittering, ebXML-kvittering',
      'mottak av svar på førespurnad (5) med tema 7322/7 med svaret «kan ta imot» som gjeld meldinga som starta klokka vist ved applikasjonskvittering, ebXML-kvittering',
      'receipt of reply to request (5) with topic 7322/7 answering “can take over” about the message that set the clock shown by application receipt, ebXML acknowledgment',
    ]);
    expect(said({ message: 'dod', moment: 'hendelse', code: '9121/13' })[0]).toBe(
      'dødstidspunktet i orientering om dødsfall (12)',
    );
    expect(said({ message: 'ebxml_feil', moment: 'sendt' })).toEqual([
      'sending av ebXML-feilmelding (MessageError)',
      'sending av ebXML-feilmelding (MessageError)',
      'sending of ebXML message error',
    ]);
  });

  it('tells the expiry of another rule, and a time in the content', () => {
    expect(said({ expired: 'R-SVAR-3T' })).toEqual([
      'fristen i R-SVAR-3T er ute',
      'fristen i R-SVAR-3T er ute',
      'the limit of R-SVAR-3T has passed',
    ]);
    expect(said({ message: 'dod', moment: 'hendelse', code: '9121/13' }).slice(1)).toEqual([
      'dødstidspunktet i orientering om dødsfall (12)',
      'the time of death in notice of death (12)',
    ]);
  });

  it('has words for every decision and every kind of evidence', () => {
    expect(DECISIONS.map((decision) => said({ decision }).join(' / '))).toMatchInlineSnapshot(`
      [
        "tidspunktet en person har satt / tidspunktet ein person har sett / the time that a person has set",
        "en person registrerer at pasienten motsetter seg / ein person registrerer at pasienten set seg imot / a person records that the patient opposes",
        "en person merker langvarig behandling / ein person merkjer langvarig behandling / a person marks long treatment",
        "en person avgjør om det er samme problem / ein person avgjer om det er same problem / a person decides whether it is the same problem",
        "svaret en person har lest / svaret ein person har lese / the answer as read by a person",
        "datoen kommunen overtok / datoen kommunen overtok / the date on which the municipality took over",
        "datoen en person har satt for betalingsansvar / datoen ein person har sett for betalingsansvar / the date of liability that a person has set",
        "pasientens kategori / kategorien til pasienten / the patient's category",
        "en person melder at det er fulgt opp / ein person melder at det er følgt opp / a person reports it followed up",
      ]
    `);
    expect(
      EVIDENCE.map((evidence) => LANGUAGES.map((language) => evidenceWords(evidence, language)).join(' / ')),
    ).toMatchInlineSnapshot(`
      [
        "applikasjonskvittering / applikasjonskvittering / application receipt",
        "tidspunktet i applikasjonskvitteringen / tidspunktet i applikasjonskvitteringa / the time in the application receipt",
        "ebXML-kvittering / ebXML-kvittering / ebXML acknowledgment",
        "sendetidspunkt / sendetidspunkt / send time",
      ]
    `);
  });
});

describe('a rule in words', () => {
  it('leaves out lines without content', () => {
    const headings = (id: string) =>
      ruleLines(rule(id), packNamed('hmr-2021')).map(({ heading }) => heading.nb);
    expect(headings('R-DRIFT-AVVIK')).toEqual(['Art', 'Klokke', 'Ansvarlig', 'Brudd', 'Grunnlag', 'Kilde']);
    expect(headings('R-LANG-7D')).toEqual([
      'Art',
      'Start',
      'Klokke',
      'Grense',
      'Slutt',
      'Gjelder bare når',
      'Ansvarlig',
      'Brudd',
      'Grunnlag',
      'Kilde',
    ]);
  });

  it('shows a key that has no words as it stands', () => {
    const lines = ruleLines({ ...rule('R-LANG-7D'), onlyWhen: 'noe_nytt' }, packNamed('hmr-2021'));
    expect(lines.find(({ heading }) => heading.nb === 'Gjelder bare når')?.text.en).toBe('noe_nytt');
  });

  it('tells one of a unit and many of it', () => {
    const limit = (written: string, clock: 'C-24x7' | 'C-VIRKEDAG' | 'C-DOGN') =>
      LANGUAGES.map((language) => limitWords({ clock, limit: written }, language));
    expect(limit('1 min', 'C-24x7')).toEqual(['1 minutt', '1 minutt', '1 minute']);
    expect(limit('2 min', 'C-24x7')).toEqual(['2 minutter', '2 minutt', '2 minutes']);
    expect(limit('1 h', 'C-24x7')).toEqual(['1 time', '1 time', '1 hour']);
    expect(limit('1 d', 'C-DOGN')).toEqual(['1 dag', '1 dag', '1 day']);
    expect(limit('2 d', 'C-VIRKEDAG')).toEqual(['2 virkedager', '2 yrkedagar', '2 working days']);
  });
});
