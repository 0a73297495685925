import { castVote } from '../answer/feedback.ts';
import type { Vote } from '../answer/tables.ts';
import type { Action } from '../card.ts';
import { defineCommand, toCaller } from '../command.ts';
import { InvocationError } from '../invocation.ts';

/** Takes what somebody thinks of an answer, from the buttons below it. */
export const feedback = defineCommand({
  name: 'feedback',
  description: 'Say whether an answer helped',
  examples: [],
  options: {
    notes: { kind: 'text', description: 'The notes that the answer cites', required: true },
    on: { kind: 'text', description: 'What stands for the question', required: true },
    vote: { kind: 'text', description: 'helpful or not', required: true },
  },
  async run({ notes, on, vote }, { caller, store }) {
    if (!(vote in THANKS) || !/^[0-9a-f]{16}$/.test(on) || !/^[\w.,-]{1,100}$/.test(notes)) {
      throw new InvocationError('Votes are cast with the buttons below an answer.');
    }
    await castVote(store, caller, { question: on, notes }, vote as Vote);
    const reply = toCaller({
      title: THANKS[vote as Vote],
      blocks: [
        {
          kind: 'text',
          text: 'Kept are your vote, the notes it cites and a hash of the question, not its words. The other button changes your mind; `/shelf forget` deletes it.',
        },
      ],
      actions: [],
    });
    return { ...reply, beside: true };
  },
});

const THANKS: Record<Vote, string> = {
  helpful: 'Thank you, glad that it helped',
  not: 'Thank you, good to know that it did not help',
};

/** What of a button's 100 characters is left for the notes' ids. */
const IDS = 45;

/** The buttons that take votes on an answer. @param on see `hashOf`. @param cited ids, the first first. */
export function voteActions(on: string, cited: readonly string[]): Action[] {
  const notes = cited.reduce((ids, id) => {
    const more = ids === '' ? id : `${ids},${id}`;
    return more.length > IDS ? ids : more;
  }, '');
  if (notes === '') return [];
  const button = (label: string, vote: Vote): Action => ({
    kind: 'run',
    label,
    run: { command: feedback.name, options: { vote, on, notes } },
    vote,
  });
  return [button('Helpful', 'helpful'), button('Not helpful', 'not')];
}
