const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** RFC 2822 msg-id without its angle brackets: something on both sides of one @, and no white space. */
const ADDRESS_LIKE = /^[^\s@<>]+@[^\s@<>]+$/;

/** Whether a MessageId is a UUID, or a msg-id of RFC 2822 with or without angle brackets (HITS 1172 rule 102). */
export function isMessageId(value: string): boolean {
  return UUID.test(value) || ADDRESS_LIKE.test(value.replace(/^<(.*)>$/, '$1'));
}

/** Whether a CPAId has one of the forms that the profile knows: HER_HER, HER_HER_number, a UUID, or a URI. */
export function isKnownCpaIdForm(value: string): boolean {
  return UUID.test(value) || /^\d+_\d+(_\d+)?$/.test(value);
}
