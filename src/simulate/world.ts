import { createToken, revokeToken } from '../auth/tokens.ts';
import { mergePartners } from '../delivery/merge-partners.ts';
import type { PartnerDocument } from '../delivery/partners.ts';
import type { Database } from '../ledger/database.ts';
import { changePartners } from '../ledger/partner-config.ts';
import { asPartners, exerciseMark, type SimulatedParty } from './parties.ts';

/** A HER-id of the play belongs to a partner who is no part of it. */
export class TakenError extends Error {}

const actor = 'simulering';

/**
 * Makes the parties of the play partners of the service; everybody else stays as they were.
 * @throws TakenError when one of their HER-ids is somebody else's
 */
export async function enterWorld(
  db: Database,
  parties: readonly SimulatedParty[],
  url: (her: number) => string,
): Promise<void> {
  const document = asPartners(parties, url);
  await changePartners(db, actor, (current) =>
    mergePartners(refuseTaken(current, document), document, false),
  );
}

/** Ends the play: its parties stay known by name, but nothing is sent to the ports that they had. */
export async function leaveWorld(db: Database, parties: readonly SimulatedParty[]): Promise<void> {
  await changePartners(db, actor, (current) => mergePartners(current, asPartners(parties, null), false));
}

/** A token for the play, until it is revoked or `hours` have passed. */
export async function createPlayToken(
  db: Database,
  name: string,
  hours: number,
): Promise<{ id: string; token: string }> {
  return createToken(db, {
    name,
    scopes: ['ingest', 'read', 'admin'],
    expiresAt: new Date(Date.now() + hours * 3_600_000),
  });
}

export async function revokePlayToken(db: Database, idOrName: string): Promise<void> {
  await revokeToken(db, idOrName);
}

function refuseTaken(current: PartnerDocument, document: PartnerDocument): PartnerDocument {
  const ours = new Set(
    document.partners.flatMap(({ her, services }) => [her, ...services.map((service) => service.her)]),
  );
  for (const { her, name, services } of current.partners) {
    if (name.endsWith(exerciseMark)) continue;
    const taken = [her, ...services.map((service) => service.her)].find((each) => ours.has(each));
    if (taken !== undefined)
      throw new TakenError(`HER-id ${taken} tilhører ${name}, som ikke er del av øvelsen.`);
  }
  return current;
}
