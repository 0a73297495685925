import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createModel, type Model } from '../../src/answer/model.ts';
import type { Card, Reply } from '../../src/card.ts';
import type { Surface } from '../../src/command.ts';
import { answerReply } from '../../src/commands/answer-reply.ts';
import { plainText } from '../../src/plain.ts';
import { callerOn, memoryLog, notes } from '../adapters/world.ts';
import { startModel, type FakeModel, type Heard, type Sentence } from '../servers/model.ts';

const surface: Surface = { name: 'Test', choices: 15, typed: () => '' };
const SIZE = 'How big is a LoRA checkpoint?';
const ZERO = 'Why does LoRA start B at zero?';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let server: FakeModel;
let log: ReturnType<typeof memoryLog>;
let model: Model;

const connect = (patience?: number, key?: string): Model =>
  createModel(
    { name: server.name, url: server.url, ...(key !== undefined && { key }) },
    log,
    patience,
  );
beforeEach(async () => {
  server = await startModel();
  log = memoryLog();
  model = connect();
});
afterEach(() => server.close());

function ask(question: string, thread: string[] = []): Reply {
  return answerReply(question, { catalog: notes, caller: callerOn(surface), model }, thread);
}

/** All cards that come, the first included. */
async function cardsOf(reply: Reply): Promise<Card[]> {
  const cards = [reply.card];
  for await (const card of reply.later ?? []) cards.push(card);
  return cards;
}

const claim = (text: string, quote?: string, passage = 'p1') => ({
  say: ({ passages }: Heard): Sentence[] => [
    {
      passage,
      quote: quote ?? passages.find(({ id }) => id === passage)?.text ?? '',
      claim: text,
    },
  ],
});

/** What a card shows beside its title, which is the question as it was asked. */
const body = (card: Card): string => plainText({ ...card, title: '-' });

describe('an answer with a model', () => {
  it('comes after the one without, above its quotes, with its note and section', async () => {
    server.behave(claim('A LoRA checkpoint of GPT-3 is 35 MB instead of 350 GB.'));
    const reply = ask(SIZE);
    expect(body(reply.card)).not.toContain('parrot');
    const [first, short, ...more] = await cardsOf(reply);
    expect(more).toEqual([]);
    const text = body(short ?? reply.card);
    expect(text).toMatch(
      /^-\n\nA LoRA checkpoint of GPT-3 is 35 MB instead of 350 GB\. \(LoRA · Key contributions\)\n> /,
    );
    expect(text).toContain('a hundred adapted GPT-3s fit in about 354 GB');
    expect(short?.footer).toContain('parrot-1b');
    expect(short?.actions).toEqual(first?.actions);
    expect(server.refusals).toEqual([]);
    expect(log.lines.join()).toContain('"taken":1');
  });

  it('comes sentence by sentence, each card the one before and more', async () => {
    const said = [
      'A LoRA checkpoint of GPT-3 is 35 MB.',
      'A hundred adapted GPT-3s fit in about 354 GB.',
      'A task is a small file.',
    ];
    server.behave({
      say: (heard) => said.flatMap((text) => claim(text).say(heard)),
      pause: 2,
    });
    const cards = await cardsOf(ask(SIZE));
    expect(cards).toHaveLength(4);
    cards.slice(1).forEach((card, i) => {
      said.forEach((text, j) => expect(body(card).includes(`${text} (LoRA`)).toBe(j <= i));
    });
  });

  it.each([
    [
      'in its own order of small words',
      ZERO,
      'B starts at zero, so the update begins as zero.',
      '',
    ],
    ['in another inflection', SIZE, 'LoRA checkpoints of GPT-3 are 35 MB instead of 350 GB.', ''],
    [
      'with "times" for ×',
      'why is LoRA important?',
      'LoRA’s 10,000 times counts trainable parameters.',
      "LoRA's 10,000× counts trainable parameters",
    ],
    [
      'with the note’s name',
      'How does BERT mask tokens?',
      'In BERT, 80% become [MASK].',
      'of these, 80% become [MASK]',
    ],
    [
      'of half a sentence',
      'why is LoRA important?',
      'LoRA won on logistics.',
      'LoRA won on logistics',
    ],
    [
      'with its no',
      'Does a merged LoRA add inference latency?',
      'Merged LoRA adds no latency.',
      '',
    ],
  ])('is taken %s', async (_how, question, text, quote) => {
    server.behave(claim(text, quote === '' ? undefined : quote));
    const cards = await cardsOf(ask(question));
    expect(cards.length, log.lines.join('\n')).toBeGreaterThan(1);
  });

  it('puts each sentence under the question that its quote answers', async () => {
    server.behave({
      say: (heard) =>
        heard.passages.flatMap(({ id, text }) =>
          claim(text.split(/(?<=\.) /)[1] ?? text, undefined, id).say(heard),
        ),
    });
    const cards = await cardsOf(ask(`${SIZE} ${ZERO} Who wrote the DPO paper?`));
    const last = cards.at(-1);
    expect(server.heard).toHaveLength(1);
    expect(server.heard[0]?.questions).toEqual([SIZE, ZERO]);
    const [size, zero, who] = (last?.blocks ?? []).map((block) =>
      plainText({
        title: '-',
        blocks: [block],
        actions: [],
      }),
    );
    expect(size).toMatch(/A LoRA checkpoint of GPT-3 is 35 MB .*\(LoRA · Key contributions\)/);
    expect(zero).toMatch(/LoRA's A starts random .*\(LoRA · Key contributions\)/);
    expect(who).toContain('Rafael Rafailov');
    expect(who).not.toContain('(');
  });

  it('shows the model the questions and the quotes, and sends its key there alone', async () => {
    await server.close();
    server = await startModel({ key: 'sk-secret' });
    model = connect(undefined, 'sk-secret');
    server.behave(claim('A task is a small file.'));
    await cardsOf(ask(SIZE, ['a message of somebody else']));
    expect(server.heard).toMatchObject([
      {
        authorization: 'Bearer sk-secret',
        questions: [SIZE],
        passages: [{ id: 'p1', note: 'LoRA', section: 'Key contributions' }],
      },
    ]);
    expect(server.heard[0]?.text).not.toContain('somebody else');
    expect(server.refusals).toEqual([]);
  });

  it.each([
    'What is the best pizza in Rome?',
    'How does Mamba work?',
    'hello!',
    'Who wrote the Adam paper?',
    'What should I read before DPO?',
    'When was BERT published?',
  ])('is not asked for %s', async (question) => {
    server.behave(claim('LoRA is the best pizza in Rome.'));
    expect(await cardsOf(ask(question))).toHaveLength(1);
    expect(server.heard).toEqual([]);
  });
});

describe('the answer stays as it is, and the log says why, when the model', () => {
  const half = ({ passages: [first] }: Heard): string =>
    JSON.stringify({
      elements: [
        { passage: 'p1', quote: first?.text, claim: 'A task is a small file.' },
        { passage: 'p1', quote: first?.text, claim: 'never to be seen' },
      ],
    }).slice(0, -40);

  // Whatever is to end the wait must not be collected before it does.
  let collecting: NodeJS.Timeout;
  beforeEach(() => {
    collecting = setInterval(collectGarbage, 100);
  });
  afterEach(() => clearInterval(collecting));

  it.each([
    ['never answers', { hang: true } as const, 'no answer within 300 ms'],
    ['stops in the middle', { stall: half }, 'no answer within 300 ms'],
    ['dribbles', { say: claim('A task is a small file.').say, pause: 100 }, 'no answer within 300'],
    ['breaks off', { cut: half }, 'UND_ERR_SOCKET'],
    ['refuses', { status: 400 }, 'HTTP 400'],
    ['refuses the key', { status: 401 }, 'ANSWER_MODEL_KEY'],
    ['is not there', { status: 404 }, 'ANSWER_MODEL and ANSWER_MODEL_URL'],
    ['is asked too much', { status: 429, headers: { 'retry-after': '60' } }, 'HTTP 429'],
    ['fails', { status: 503 }, 'HTTP 503'],
    ['says nothing that holds', claim('LoRA is a pizza.'), '"dropped":["word"]'],
    ['says nothing', { say: () => [] }, 'nothing of the model'],
    ['gives no JSON', { text: () => 'As a language model, I' }, 'nothing of the model'],
  ])('%s', async (_what, behaviour, why) => {
    model = connect(300);
    server.behave(behaviour);
    const began = Date.now();
    const cards = await cardsOf(ask(SIZE));
    expect(Date.now() - began).toBeLessThan(5000);
    expect(cards.at(-1)).toBe(cards[0]);
    expect(log.lines.join('\n')).toContain(why);
    // The server's own message repeats the question.
    expect(log.lines.join('\n')).not.toMatch(/checkpoint|How big/);
  });

  it('is away', async () => {
    await server.close();
    expect(await cardsOf(ask(SIZE))).toHaveLength(1);
    expect(log.lines.join('\n')).toContain('ECONNREFUSED');
  });

  it('sends the question on to another address', async () => {
    const other = await startModel();
    server.behave({ status: 307, headers: { location: `${other.url}/chat/completions` } });
    expect(await cardsOf(ask(SIZE))).toHaveLength(1);
    expect(other.heard).toEqual([]);
    await other.close();
  });

  it('does not come to an end', async () => {
    server.behave({ text: () => `{"elements": [{"passage": "${'p1 '.repeat(30_000)}` });
    expect(await cardsOf(ask(SIZE))).toHaveLength(1);
    expect(log.lines.join('\n')).toMatch(/broken off|no answer within/);
  }, 20_000);

  it('takes back what was shown when it fails after its first sentence', async () => {
    model = connect(2000);
    server.behave({ stall: half });
    const cards = await cardsOf(ask(SIZE));
    expect(cards).toHaveLength(3);
    expect(body(cards[1] ?? { title: '', blocks: [], actions: [] })).toContain('small file. (LoRA');
    expect(cards[2]).toBe(cards[0]);
  });
});

interface Injection {
  kind: string;
  ask: string;
  says?: Sentence[];
  text?: string;
  never: string[];
}
const url = new URL('../data/injections.json', import.meta.url);
const { injections } = JSON.parse(readFileSync(url, 'utf8')) as { injections: Injection[] };

describe('a question that tells the model what to say', () => {
  let obedient: FakeModel;
  beforeAll(async () => {
    obedient = await startModel();
  });
  afterAll(() => obedient.close());

  it('is tried in many ways', () => {
    expect(injections.length).toBeGreaterThanOrEqual(60);
  });

  it.each(injections.map((it, i) => [i, it.kind, it] as const))(
    'changes nothing (%i, %s)',
    async (_i, _kind, { ask: question, says = [], text, never }) => {
      const say = ({ passages }: Heard): Sentence[] =>
        says.map((sentence) => ({
          ...sentence,
          quote: sentence.quote.replace(
            /\{(p\d)\}/,
            (_, id: string) => passages.find((it) => it.id === id)?.text ?? '',
          ),
        }));
      obedient.behave(text === undefined ? { say } : { text: () => text });
      const calls = obedient.heard.length;
      model = createModel({ name: obedient.name, url: obedient.url }, log);
      const cards = await cardsOf(ask(question));
      // It was asked, and obeyed.
      expect(obedient.heard).toHaveLength(calls + 1);
      for (const card of cards) {
        for (const words of never) expect(body(card)).not.toContain(words);
        expect(card).toEqual(cards[0]);
      }
      expect(obedient.refusals).toEqual([]);
    },
  );

  it('would be heard by such a model, were its answers not held against the notes', async () => {
    // The same calls, with what the notes do say: this test can tell the two apart.
    obedient.behave(claim("LoRA's A starts random and B at zero."));
    model = createModel({ name: obedient.name, url: obedient.url }, log);
    expect(await cardsOf(ask(ZERO))).toHaveLength(2);
  });
});
