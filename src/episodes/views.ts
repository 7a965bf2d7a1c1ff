import type { Clock } from './clocks.ts';
import { idOf } from './episodes.ts';
import type { ListedDeadline } from './list.ts';
import type { Episode } from './project.ts';

/** A stay as others read it (the contract's form). */
export function episodeView(episode: Episode) {
  const { payment } = episode;
  return {
    id: idOf(episode),
    state: episode.state,
    patientKey: episode.patientKey,
    hospital: episode.pair.hospital,
    kommune: episode.pair.kommune,
    category: episode.category,
    admittedAt: isoOrNull(episode.admittedAt),
    readyAt: isoOrNull(episode.readyAt),
    dischargedAt: isoOrNull(episode.dischargedAt),
    medicinesUntil: episode.medicinesUntil,
    payment: payment === null ? null : { ...payment },
    messages: episode.entries.map(({ msgId }) => msgId),
  };
}

/** A deadline as others read it. */
export function deadlineView(episode: Episode, clock: Clock) {
  return {
    rule: clock.rule.id,
    episode: idOf(episode),
    message: clock.entry.msgId,
    startedAt: iso(clock.startedAt),
    due: iso(clock.due),
    status: clock.status,
    metAt: isoOrNull(clock.metAt),
    responsible: clock.responsible,
    evidence: clock.evidence,
    severity: clock.rule.breach.severity,
    source: clock.rule.source,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}

/** A deadline from the list over all stays. */
export function listedDeadlineView(row: ListedDeadline) {
  const { rule, episode, status, responsible, evidence, severity, source } = row;
  return {
    rule,
    episode,
    message: row.msg_id,
    startedAt: row.started_at.toISOString(),
    due: row.due.toISOString(),
    status,
    metAt: row.met_at?.toISOString() ?? null,
    responsible,
    evidence,
    severity,
    source,
  };
}
