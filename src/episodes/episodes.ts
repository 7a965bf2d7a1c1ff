import type { PartnerDocument } from '../delivery/partners.ts';
import type { Database } from '../ledger/database.ts';
import { agreementFor } from './agreements.ts';
import type { DecisionKind } from './decisions.ts';
import { episodeId } from './episode-id.ts';
import { findAnchor, findByMsgId, loadPatient } from './load.ts';
import { type Episode, project } from './project.ts';

export interface EpisodeSource {
  db: Database;
  partners: { document(): Promise<PartnerDocument> };
}

/** The stays of one patient as they looked at `at`. */
export async function episodesOfPatient(
  { db, partners }: EpisodeSource,
  patientKey: string,
  at: Date,
): Promise<Episode[]> {
  const [known, document] = await Promise.all([loadPatient(db, patientKey), partners.document()]);
  return project({ ...known, agreementFor: (pair) => agreementFor(document, pair) }, at.getTime());
}

/** The stays that a message belonged to at `at`; most often one, for an epikrise also more. */
export async function episodesOfMessage(source: EpisodeSource, msgId: string, at: Date): Promise<Episode[]> {
  const found = await findByMsgId(source.db, msgId, at);
  const episodes: Episode[] = [];
  for (const { id, patientKey } of found) {
    const all = await episodesOfPatient(source, patientKey, at);
    episodes.push(...all.filter(({ entries }) => entries.some((entry) => entry.id === id)));
  }
  return episodes;
}

/**
 * The stay that an id names at `at`. A stay that was found to be the same as an older one is that one: its `id` then
 * differs from what was asked for.
 * @returns `null` when there was no such stay
 */
export async function findEpisode(source: EpisodeSource, id: string, at: Date): Promise<Episode | null> {
  const anchor = await findAnchor(source.db, id);
  if (anchor === null) return null;
  const episodes = await episodesOfPatient(source, anchor.patientKey, at);
  return episodes.find(({ entries }) => entries.some((entry) => entry.id === anchor.id)) ?? null;
}

/** Writes down what a person has decided about a stay. Nothing is ever changed or removed. */
export async function decide(
  { db }: EpisodeSource,
  episode: Episode,
  decision: { kind: DecisionKind; value: unknown; reason: string; actor: string; at: Date },
): Promise<void> {
  const { kind, value, reason, actor, at } = decision;
  await db.transaction(async (client) => {
    await client.query(
      'insert into decision (message_id, kind, value, reason, actor, at) values ($1, $2, $3, $4, $5, $6)',
      [episode.anchor.id, kind, JSON.stringify(value ?? true), reason, actor, at],
    );
    await client.query('insert into follow (message_id) values ($1)', [episode.anchor.id]);
  });
}

/** The id by which others know a stay. */
export function idOf(episode: Episode): string {
  return episodeId(episode.anchor.id);
}
