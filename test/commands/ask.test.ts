import { readFileSync } from 'node:fs';
import fc from '../property.ts';
import { describe, expect, it } from 'vitest';
import { answer } from '../../src/answer/answer.ts';
import type { Surface } from '../../src/command.ts';
import { answerReply } from '../../src/commands/answer-reply.ts';
import { plainText } from '../../src/plain.ts';
import { callerOn, notes } from '../adapters/world.ts';

interface Asked {
  q: string;
  gold: string[];
  must?: string[];
  abstain?: boolean;
}
const asked = (set = ''): Asked[] =>
  JSON.parse(
    readFileSync(new URL(`../data/questions${set}.json`, import.meta.url), 'utf8'),
  ) as Asked[];

const surface: Surface = { name: 'Test', choices: 15, typed: () => '' };
const context = { catalog: notes, caller: callerOn(surface) };
const reply = (question: string, thread?: string[]) => answerReply(question, context, thread);
const text = (question: string, thread?: string[]): string =>
  plainText(reply(question, thread).card);

describe('/ask', () => {
  it('quotes the note, names it and its section, and leads to it', () => {
    const { card, to } = reply('How many fewer parameters does LoRA train than full fine-tuning?');
    expect(to).toBe('channel');
    expect(plainText(card)).toContain('10,000');
    expect(plainText(card)).toContain('LoRA · ');
    expect(card.actions.some(({ label }) => label.startsWith('LoRA'))).toBe(true);
  });

  it('answers who, when and what next from the note itself', () => {
    expect(text('Who wrote the Adam paper?')).toContain('Diederik P. Kingma');
    expect(text('When was BERT published?')).toContain('2018');
    expect(text('What should I read before DPO?')).toContain('InstructGPT');
  });

  it('knows from the thread what "it" is', () => {
    expect(text('who wrote it?', ['What is DPO?'])).toContain('Rafael Rafailov');
  });

  it('says no, to the asker alone, where the notes don’t say', () => {
    for (const question of ['What is the best pizza in Rome?', 'How does Mamba work?']) {
      expect(reply(question).to).toBe('caller');
    }
    expect(text('What is the best pizza in Rome?')).toContain('That is not in the notes');
  });

  it('greets', () => {
    expect(reply('hello!').card.title).toContain('Hello!');
  });

  it('answers several questions of one message, each under its own heading', () => {
    const { card } = reply('Who wrote the Adam paper? When was BERT published?');
    expect(card.title).toBe('2 questions');
    expect(card.blocks).toHaveLength(2);
  });

  /** How well a set's questions are answered: parts of 1. */
  function measure(set?: string) {
    let right = 0;
    let complete = 0;
    let answerable = 0;
    let refused = 0;
    let unanswerable = 0;
    for (const { q, gold, must = [], abstain = false } of asked(set)) {
      const found = reply(q);
      if (abstain) {
        unanswerable += 1;
        refused += Number(found.to === 'caller');
        continue;
      }
      answerable += 1;
      const shown = plainText(found.card);
      right += Number(
        found.to === 'channel' &&
          found.card.actions.some(
            (action) =>
              action.kind === 'run' &&
              gold.some((id) => action.run.options['query'] === `id:${id}`),
          ),
      );
      complete += Number(must.every((pattern) => new RegExp(pattern, 'i').test(shown)));
    }
    expect(answerable).toBeGreaterThan(50);
    expect(unanswerable).toBeGreaterThan(15);
    return {
      right: right / answerable,
      complete: complete / answerable,
      refused: refused / unanswerable,
    };
  }

  it('answers the labelled questions as well as measured', () => {
    const { right, complete, refused } = measure();
    expect(right).toBeGreaterThan(0.95);
    expect(complete).toBeGreaterThan(0.93);
    expect(refused).toBeGreaterThan(0.93);
  });

  it('answers questions as people type them in a chat: in short, with what they do around them', () => {
    const { right, complete, refused } = measure('-informal');
    expect(right).toBeGreaterThan(0.85);
    expect(complete).toBeGreaterThan(0.8);
    expect(refused).toBeGreaterThan(0.9);
  });

  it('answers questions that nobody looked at while it learned to', () => {
    const { right, complete, refused } = measure('-judge');
    expect(right).toBeGreaterThan(0.93);
    expect(complete).toBeGreaterThan(0.88);
    expect(refused).toBeGreaterThan(0.88);
  });

  it('quotes word for word, whatever is asked, and never throws', () => {
    const words = fc.constantFrom(
      ...[
        'lora',
        'bert',
        'why',
        'who',
        'how many',
        'rank',
        'attention',
        'it',
        '?',
        '<!channel>',
        '\n',
        'مرحبا',
      ],
    );
    const messages = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.array(words, { maxLength: 30 }).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(messages, (message) => {
        for (const { answer: found } of answer(message, notes)) {
          if (found.kind !== 'quotes') continue;
          for (const { note, section, text: quote } of found.quotes) {
            const own =
              section === 'By the numbers'
                ? note.numbers.map((row) => `${row.value} ${row.label} ${row.source}`).join(' ')
                : [note.tldr, note.contributions, note.why].join('\n');
            for (const piece of quote.split('\n')) {
              const core = section === 'By the numbers' ? piece.split(/[:·(]/)[0] : piece;
              expect(own.replace(/\s+/g, ' ')).toContain((core ?? '').trim().replace(/\s+/g, ' '));
            }
          }
        }
        expect(reply(message).card.title.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
