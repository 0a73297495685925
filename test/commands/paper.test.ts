import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/card.ts';
import { loadCatalog } from '../../src/catalog/library.ts';
import type { SuggestContext, Surface } from '../../src/command.ts';
import { paper } from '../../src/commands/paper.ts';
import { root } from '../../src/package.ts';
import { callerOn, daily, store } from '../adapters/world.ts';

const surface: Surface = { name: 'Test', choices: 5, typed: () => '' };
let context: SuggestContext;
beforeAll(async () => {
  const catalog = await loadCatalog(join(root, 'notes'));
  context = { catalog, caller: callerOn(surface), store };
});

async function run(query: string): Promise<Reply> {
  const status = { version: '1', notes: 22, problems: [] };
  return paper.run(
    { query },
    {
      ...context,
      daily,
      commands: [],
      status,
      counts: {
        add: () => undefined,
        flush: () => Promise.resolve(),
        drop: () => Promise.resolve(),
        stop: () => Promise.resolve(),
      },
    },
  );
}

const names = ({ card }: Reply): string[] =>
  card.blocks.flatMap((block) =>
    block.kind === 'choices' ? block.choices.map(({ label }) => label) : [],
  );
const text = ({ card }: Reply): string =>
  card.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n');

describe('/paper', () => {
  it('shows everybody the note that is meant for sure', async () => {
    expect(await run('attention is all u need')).toMatchObject({
      to: 'channel',
      card: { title: 'Attention Is All You Need' },
      again: { options: { query: expect.stringContaining('transformer') as string } },
    });
  });

  it('asks the caller alone when a note fits only a description', async () => {
    const reply = await run('optimizer with momentum and bias correction');
    expect(reply).toMatchObject({
      to: 'caller',
      card: { title: 'The closest match for “optimizer with momentum and bias correction”' },
    });
    expect(names(reply)[0]).toBe('Adam');
  });

  it('asks which when several fit', async () => {
    const reply = await run('patrick lewis');
    expect([reply.to, names(reply)]).toEqual(['caller', ['RAG', 'DPR']]);
  });

  it('says where a paper is that has no note, and which notes lead to it', async () => {
    const reply = await run('qlora paper');
    expect(reply.card.title).toBe('There is no note on QLoRA yet');
    expect(text(reply)).toContain('https://arxiv.org/abs/2305.14314');
    expect(names(reply).sort()).toEqual(['LLaMA', 'LoRA']);
  });

  it('offers names in at most 100 characters, with what was typed', async () => {
    const { suggest } = paper.options.query;
    for (const typed of ['', 'peft', 'a', 'kingma', 'skip conn', 'contrastive']) {
      for (const { label } of await suggest(typed, context)) {
        expect(label.length).toBeLessThanOrEqual(100);
      }
    }
    const first = async (typed: string): Promise<string> =>
      (await suggest(typed, context))[0]?.label ?? '';
    expect(await first('peft')).toMatch(/^LoRA: Low-Rank .* · alias peft$/);
    expect(await first('kingma')).toContain('author Diederik P. Kingma');
  });
});
