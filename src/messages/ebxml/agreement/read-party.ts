import { X509Certificate } from 'node:crypto';
import { attributeIn, childIn, childrenIn, type Element, trimmed } from '../elements.ts';
import { NS } from '../names.ts';
import type { ActionBinding, AgreementCertificate, AgreementParty, Channel } from './agreement.ts';
import { CpaError, type Remark } from './cpa-error.ts';
import { readChannel } from './read-channel.ts';

/**
 * Reads one PartyInfo of a CPA or CPP.
 * @throws CpaError when it lacks what an exchange cannot do without
 */
export function readParty(info: Element, remark: Remark): AgreementParty {
  const ids = childrenIn(info, NS.cppa, 'PartyId').map((id) => ({
    type: attributeIn(id, NS.cppa, 'type'),
    value: id.text.trim(),
  }));
  if (ids.length === 0 || ids.some((id) => id.value === '')) throw new CpaError('party-id');
  const channels = new Map<string, Channel>();
  for (const element of childrenIn(info, NS.cppa, 'DeliveryChannel')) {
    channels.set(attributeIn(element, NS.cppa, 'channelId') ?? '', readChannel(element, info, remark));
  }
  const signalId = attributeIn(info, NS.cppa, 'defaultMshChannelId');
  const signalChannel = channels.get(signalId ?? '') ?? [...channels.values()][0] ?? null;
  return {
    name: attributeIn(info, NS.cppa, 'partyName') ?? '',
    ids,
    bindings: childrenIn(info, NS.cppa, 'CollaborationRole').flatMap((role) => readRole(role, channels)),
    certificates: childrenIn(info, NS.cppa, 'Certificate').flatMap((each) => readCertificate(each, remark)),
    signalChannel,
  };
}

function readRole(element: Element, channels: ReadonlyMap<string, Channel>): ActionBinding[] {
  const role = attributeIn(childIn(element, NS.cppa, 'Role'), NS.cppa, 'name');
  const binding = childIn(element, NS.cppa, 'ServiceBinding');
  const service = childIn(binding, NS.cppa, 'Service');
  const name = trimmed(service);
  if (role === null || name === null) throw new CpaError('role');
  const defaultEncryption = attributeIn(
    childIn(element, NS.cppa, 'ApplicationCertificateRef'),
    NS.cppa,
    'certId',
  );
  const base = { role, service: name, serviceType: attributeIn(service, NS.cppa, 'type'), defaultEncryption };
  return [...actions(binding, 'CanSend', 'send'), ...actions(binding, 'CanReceive', 'receive')].map(
    ({ direction, element: action }) => readBinding(action, direction, base, channels),
  );
}

type Direction = ActionBinding['direction'];

/** CanSend may hold CanReceive (for a synchronous answer) and the other way round (CPPA 2.0 8.4.14). */
function actions(
  parent: Element | null,
  name: 'CanSend' | 'CanReceive',
  direction: Direction,
): { direction: Direction; element: Element }[] {
  return childrenIn(parent, NS.cppa, name).flatMap((can) => {
    const own = childIn(can, NS.cppa, 'ThisPartyActionBinding');
    const inner =
      direction === 'send' ? actions(can, 'CanReceive', 'receive') : actions(can, 'CanSend', 'send');
    return [...(own ? [{ direction, element: own }] : []), ...inner];
  });
}

interface RoleBase {
  role: string;
  service: string;
  serviceType: string | null;
  defaultEncryption: string | null;
}

function readBinding(
  element: Element,
  direction: Direction,
  { defaultEncryption, ...base }: RoleBase,
  channels: ReadonlyMap<string, Channel>,
): ActionBinding {
  const action = attributeIn(element, NS.cppa, 'action');
  if (!action) throw new CpaError('role');
  const channel = channels.get(trimmed(childIn(element, NS.cppa, 'ChannelId')) ?? '');
  if (!channel) throw new CpaError('reference');
  const characteristics = childIn(element, NS.cppa, 'BusinessTransactionCharacteristics');
  const flag = (name: string) => attributeIn(characteristics, NS.cppa, name);
  return {
    ...base,
    direction,
    action,
    // Only an express «false» lets a message through unsigned.
    nonRepudiation: !isFalse(flag('isNonRepudiationRequired')),
    nonRepudiationOfReceipt: !isFalse(flag('isNonRepudiationReceiptRequired')),
    confidential: !['none', null].includes(flag('isConfidential')),
    channel: { ...channel, encryptionCertificate: channel.encryptionCertificate ?? defaultEncryption },
  };
}

function isFalse(written: string | null): boolean {
  return written?.trim() === 'false' || written?.trim() === '0';
}

/** A certificate that cannot be read proves nobody; the partner file may hold the right one. */
function readCertificate(element: Element, remark: Remark): AgreementCertificate[] {
  const id = attributeIn(element, NS.cppa, 'certId') ?? '';
  const keyInfo = childIn(element, NS.ds, 'KeyInfo');
  const text = trimmed(childIn(childIn(keyInfo, NS.ds, 'X509Data'), NS.ds, 'X509Certificate'));
  try {
    return [{ id, der: new X509Certificate(Buffer.from(text ?? '', 'base64')).raw }];
  } catch {
    remark('certificate');
    return [];
  }
}
