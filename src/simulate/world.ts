import { createToken, revokeToken } from '../auth/tokens.ts';
import { mergePartners } from '../delivery/merge-partners.ts';
import type { Partner, PartnerDocument } from '../delivery/partners.ts';
import type { Database } from '../ledger/database.ts';
import { changePartners } from '../ledger/partner-config.ts';
import { asPartners, type SimulatedParty } from './parties.ts';

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

function refuseTaken(current: PartnerDocument, { partners }: PartnerDocument): PartnerDocument {
  const numbers = ({ her, services }: Partner) => [her, ...services.map((service) => service.her)];
  const ours = new Set(partners.flatMap(numbers));
  for (const partner of current.partners) {
    // What an earlier play left behind has both the number and the name of a party of this one.
    if (partners.some(({ her, name }) => her === partner.her && name === partner.name)) continue;
    const taken = numbers(partner).find((her) => ours.has(her));
    if (taken !== undefined) {
      throw new TakenError(`HER-id ${taken} tilhører ${partner.name}, som ikke er med i øvelsen.`);
    }
  }
  return current;
}
