import fc from '../property.ts';
import { expect, test } from 'vitest';
import { gistHash, readName, wholeHash } from '../../src/find/read-name.ts';
import { gist } from '../../src/find/text.ts';
import { wordsOfName } from '../../src/find/tokens.ts';

const word = fc.oneof(
  fc.constantFrom('the', 'of', 'in', 'a', 'I', 'open', 'LoRA', 'LoRA+', 'GPT-4', 'x×y', 'Größe'),
  fc.constantFrom('optimise', 'optimisers', 'realisation', 'rise', 'vision', 'boxes', 'studies'),
  fc.stringMatching(/^[a-z]{1,6}(s|es|ies|ise|ised|ising|isation|er|ed)?$/),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);

test('a name that is read as bytes has the key and the hashes of its words', () => {
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 12 }),
      fc.constantFrom(' ', '-', ': '),
      (words, gap) => {
        const text = words.join(gap);
        const own = wordsOfName(text);
        const key = own.join('').slice(0, 200);
        const said = gistHash(gist(own));
        expect(readName(text)).toEqual({ key, whole: wholeHash(key), said });
      },
    ),
  );
});

test('a very long name is known by its beginning', () => {
  const text = 'Learning '.repeat(100);
  expect(readName(text).key).toBe('learning'.repeat(25));
});
