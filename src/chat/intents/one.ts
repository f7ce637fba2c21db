import type { Appeal } from '../../domain/appeal.ts';
import { Refusal } from '../../domain/errors.ts';
import { mustBeAble } from '../../domain/lifecycle.ts';
import { authorize } from '../../domain/policy.ts';
import { line, muted } from '../../presenters/cards/facts.ts';
import { type FormName, formBlocks, forms } from '../../presenters/cards/forms.ts';
import { meant, type Wanted } from '../numbers.ts';
import { type Reply, speakerOf, type Turn } from '../turn.ts';
import { numbersIn, type Words } from './intent.ts';

/**
 * The one appeal that is meant. A press on a card drawn from an older version is refused, so that nobody decides on
 * what he has not seen. Throws Refusal `card.stale`, Choose.
 */
export async function oneMeant(turn: Turn, wanted: Wanted, words: Words): Promise<Appeal> {
  const [appeal] = await meant(turn, wanted, numbersIn(words));
  if (!appeal) throw new Refusal('appeal.none', { verb: wanted.event });
  if (turn.rev !== undefined && turn.rev !== appeal.version) {
    throw new Refusal('card.stale', { number: appeal.number, status: appeal.status });
  }
  return appeal;
}

/** The form to fill in private, when somebody types a verb that needs more words; `values` keep what was typed. */
export function formReply(turn: Turn, appeal: Appeal, form: FormName, values: Record<string, string> = {}): Reply {
  const blocks = formBlocks(form, appeal, { rules: turn.work.rules, values, closable: false });
  return {
    privately: {
      kind: 'card',
      title: `${form} ${appeal.number}`,
      tone: 'blue',
      blocks: [line(appeal.title), ...blocks, muted(`填好后点【${forms[form].submit}】。`)],
    },
  };
}

/** Rights and state are checked before a form opens, so that nobody fills it in vain. */
export function mayFill(turn: Turn, appeal: Appeal, { verb, event }: Wanted): void {
  authorize(speakerOf(turn), verb, appeal);
  mustBeAble(appeal, event);
}
