import { type Draft, HOUR, MINUTE } from '../draft.ts';
import { admission, discharge } from './admission.ts';
import { answer, ready } from './ready.ts';
import { dialogue, type Stay } from './stay.ts';

/** The kommune asks something underway, and the ward answers. */
export function asking(stay: Stay): Draft[] {
  const length = stay.end - stay.admitted;
  const admitted = admission(stay, 0);
  const question = dialogue(
    stay,
    1,
    'kommune',
    stay.office(admitted.at + HOUR, stay.admitted + 0.3 * length),
    null,
    {
      type: 'DIALOG_FORESPORSEL',
      topic: { code: '1', name: 'Helseopplysninger', list: 9152 },
      text: 'Når ventes pasienten å være utskrivningsklar?',
    },
  );
  const reply = dialogue(stay, 2, 'ward', question.at + stay.random.integer(30, 90) * MINUTE, question, {
    type: 'DIALOG_SVAR',
    topic: { code: '5', name: 'Svar på forespørsel', list: 9069 },
    text: 'Trolig i løpet av et døgn eller to.',
  });
  const notice = ready(
    stay,
    3,
    stay.office(Math.max(reply.at, stay.admitted + 0.45 * length), stay.admitted + 0.75 * length),
  );
  const place = answer(stay, 4, notice, 'can');
  return [
    admitted,
    question,
    reply,
    notice,
    place,
    discharge(stay, 5, stay.office(place.at + HOUR / 2, stay.end)),
  ];
}
