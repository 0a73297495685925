import { describe, expect, it } from 'vitest';
import { keepSame } from '../../src/catalog/same.ts';
import fc from '../property.ts';

const part = fc.oneof(
  ...[fc.constantFrom('a', 'b', 1, true, null, undefined), fc.string()],
  fc.uint8Array({ maxLength: 2 }).map((bytes) => Buffer.from(bytes)),
);
const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { maxDepth: 3 },
    part,
    fc.array(tie('data'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('x', 'y', 'z'), tie('data')),
  ),
}));

describe('keeping what is the same', () => {
  it('gives what there is now, whatever there was', () => {
    fc.assert(
      fc.property(data, data, (now, before) => {
        const [wanted, was] = structuredClone([now, before]);
        expect(structuredClone(keepSame(now, before))).toStrictEqual(wanted);
        expect(structuredClone(before)).toStrictEqual(was);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the old one where nothing differs, and its parts that don’t', () => {
    fc.assert(
      fc.property(data, (before) => {
        const now = structuredClone({ before, more: 1 });
        // A clone of a buffer is one no more.
        fc.pre(!JSON.stringify(before ?? null).includes('"Buffer"'));
        expect(keepSame(now.before, before)).toBe(before);
        expect(keepSame(now, { before, more: 2 }).before).toBe(before);
      }),
    );
    const [svg, same] = [Buffer.from('svg'), Buffer.from('svg')];
    expect(keepSame({ svg: same }, { svg }).svg).toBe(svg);
  });
});
