import { join } from 'node:path';
import fc from '../property.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/library.ts';
import { mentions } from '../../src/find/lookup.ts';
import { root } from '../../src/package.ts';
import { anyText } from '../texts.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalog(join(root, 'notes'));
});

/** Each mention as `what stands in the text: the notes' ids`, with `?` where it is not sure. */
function mentioned(text: string): string[] {
  return mentions(text, catalog).map(
    (it) => `${it.text}${it.sure ? '' : '?'}: ${it.notes.map(({ id }) => id).join(' ')}`,
  );
}

describe('the papers a text speaks of', () => {
  it.each([
    ['what is adam?', ['adam: adam']],
    ['Is ColBERT faster than BERT re-rankers?', ['ColBERT: colbert', 'BERT: bert']],
    [
      'why do transformers not use batch norm',
      ['transformers: transformer', 'batch norm: batch-norm'],
    ],
    ['How large is Llama 65B?', ['Llama 65B: llama']],
    ['Was ResNet-50 better than a ViT-based model?', ['ResNet-50: resnet', 'ViT: vit']],
    ['what does Vaswani et al. (2017) say', ['Vaswani et al. (2017: transformer']],
    ['Kingma & Ba’s optimizer', ['Kingma & Ba: adam']],
    ['papers by Patrick Lewis', ['Patrick Lewis: rag dpr']],
    [
      'see arXiv:2106.09685v2, not https://arxiv.org/abs/1706.03762',
      ['arXiv:2106.09685v2: lora', 'https://arxiv.org/abs/1706.03762: transformer'],
    ],
    ['explain lroa to me', ['lroa?: lora']],
    [
      'chain of thougt vs tree of thoughts',
      ['chain of thougt?: chain-of-thought', 'tree of thoughts: tree-of-thoughts'],
    ],
    ['tokens per second of LoRA on a V100: lora v100', ['LoRA: lora', 'lora: lora']],
    ['dpr bm25 gain', ['dpr: dpr']],
    ["caveats of LoRA's 10,000x number", ['LoRA: lora']],
    ['what does a LoRA-adapted GPT-3 weigh', ['LoRA: lora', 'GPT-3: gpt-3']],
    ['what did Kaiming He write', ['Kaiming He: resnet']],
    ['what is the weather in Paris', []],
    ['', []],
  ])('finds in %j %j', (text, found) => {
    expect(mentioned(text)).toEqual(found);
  });

  it.each([
    ['does LoRA beat QLoRA', ['LoRA: lora', 'QLoRA: ']],
    ['is GPT-4 or gpt4 better than GPT-3', ['GPT-4: ', 'gpt4: ', 'GPT-3: gpt-3']],
    ['the licence of LLaMA 2 and llama3', ['LLaMA 2: ', 'llama3: ']],
    ['sentence-bert or ColBERTv2?', ['sentence-bert: ', 'ColBERTv2: ']],
    ['what about 2305.99999', ['2305.99999: ']],
  ])('knows which of %j the catalog lacks', (text, found) => {
    expect(mentioned(text)).toEqual(found);
  });

  it('gives the title of a paper that notes only refer to', () => {
    expect(mentions('does LLaMA 2 beat QLoRA', catalog).map(({ title }) => title)).toEqual([
      'Llama 2',
      'QLoRA',
    ]);
  });

  it('is not sure that a first name is a paper', () => {
    expect(mentioned('who was Adam Smith')).toEqual(['Adam?: adam']);
    expect(mentioned('is Adam Kingma’s optimizer')).toEqual(['Adam: adam']);
  });

  it('never throws, and gives places that are in the text, in its order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyText, fc.constantFrom(...catalog.notes.map(({ name }) => name)))),
        (pieces) => {
          const text = pieces.join(' ').slice(0, 4000);
          let end = 0;
          for (const { at, text: said } of mentions(text, catalog)) {
            expect(at).toBeGreaterThanOrEqual(end);
            expect(text.slice(at, at + said.length)).toBe(said);
            end = at + said.length;
          }
        },
      ),
    );
  });
});
