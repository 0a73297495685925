import { describe, expect, it } from 'vitest';
import { questionsIn } from '../../src/answer/message.ts';
import { passagesOf } from '../../src/answer/passages.ts';
import { readQuestion } from '../../src/answer/question.ts';
import { indexOf } from '../../src/find/lookup.ts';
import { notes } from '../adapters/world.ts';

const index = indexOf(notes);
const read = (text: string) => readQuestion(text, index);
const focusOf = (text: string): string[] =>
  read(text).terms.flatMap(({ word, focus }) => (focus ? [word] : []));

describe('the focus of a question', () => {
  it.each([
    ['what batch size did ResNet use', ['batch', 'size']],
    ['how many search queries built the CLIP dataset', ['search', 'queries']],
    ['which tokens BERT replaces with [MASK]', ['tokens']],
    ['what range of model sizes did chinchilla train', ['sizes']],
    ['what is the email of Jason Wei', ['email']],
    ['how many models did the GPT-3 paper train', ['models']],
    ['how big is the reward model in InstructGPT', ['big']],
    ['how does DPO work', []],
    ['does ColBERT support Japanese queries', []],
  ])('of "%s"', (text, focus) => {
    expect(focusOf(text)).toEqual(focus);
  });

  it('has its circumstances beside it', () => {
    const { terms } = read('What does LoRA cost on an A100 at inference?');
    const conditions = terms.filter(({ condition }) => condition).map(({ word }) => word);
    expect(conditions).toEqual(['a100', 'inference']);
    expect(terms.find(({ word }) => word === 'a100')?.name).toBe(true);
  });

  it('weighs more than how it is put', () => {
    const { terms } = read('which negatives does DPR completely rely on');
    const weight = (said: string): number => terms.find(({ word }) => word === said)?.weight ?? 0;
    expect(weight('negatives')).toBeGreaterThan(3 * weight('rely'));
    expect(weight('completely')).toBe(weight('rely'));
  });

  it('weighs everyday words little, wherever a paper is named', () => {
    const weights = (text: string): Record<string, number> =>
      Object.fromEntries(read(text).terms.map(({ word, weight }) => [word, weight]));
    const { narrowing = 9, beam = 9 } = weights('How does narrowing the beam hurt ToT?');
    expect([narrowing, beam]).toEqual([0.3, 0.3]);
    // What is asked about counts, however everyday it is; and a name is none of these.
    expect(weights('what is the schedule of ViT')['schedule']).toBeGreaterThan(1);
    expect(weights('explain the Switch Transformer')['switch']).toBeGreaterThan(1);
  });

  it.each([
    ['which conference was it', 'conference'],
    ['is the draft supported', 'supported'],
    ['why would the protection matter', 'protection'],
  ])('leaves the everyday words of "%s" as they are', (text, word) => {
    expect(read(text).terms.map((term) => term.word)).toContain(word);
  });

  it('knows verbs in all their forms', () => {
    const [kept] = read('what was kept of CLIP').terms;
    expect(kept?.like?.has('keep')).toBe(true);
  });

  it.each([
    'in one or two sentences, what is DPO?',
    'what is DPO, in simple terms?',
    'quick one for the reading group: what is DPO?',
    'explain DPO like I’m new to this field',
  ])('is not for whom an answer is to be, nor how long, in "%s"', (text) => {
    expect(read(text).terms.filter(({ optional }) => !optional)).toEqual([]);
  });

  it('survives slips', () => {
    expect(read('how meny paramters does ViT have').terms.map(({ word }) => word)).toContain(
      'parameters',
    );
    expect(read('whats the rank of LoRA').wanted.has('definition')).toBe(true);
  });
});

describe('the questions of a message', () => {
  it('are its sentences that ask, at most three', () => {
    expect(questionsIn('I like RAG. What is it? Who wrote it?').questions).toEqual([
      'What is it?',
      'Who wrote it?',
    ]);
    expect(questionsIn('A? B? C? D? E?').questions).toHaveLength(3);
    expect(questionsIn('lora rank').questions).toEqual(['lora rank']);
  });

  it('take the sentence before them along when they say nothing themselves', () => {
    expect(questionsIn('RAG was beaten on FEVER. By how much?').questions).toEqual([
      'RAG was beaten on FEVER. By how much?',
    ]);
  });
});

describe('the passages of a note', () => {
  it('stand in it as they are, and where they say', () => {
    for (const note of notes.notes) {
      for (const { section, text, at } of passagesOf(note)) {
        const whole = {
          TLDR: note.tldr,
          'Key contributions': note.contributions,
          'Why it still matters': note.why,
          'By the numbers': undefined,
        }[section];
        if (whole !== undefined) expect(whole.slice(at, at + text.length)).toBe(text);
      }
    }
  });
});
