import fc from '../property.ts';
import { describe, expect, it } from 'vitest';
import { drawActivity } from '../../src/picture/activity.ts';
import { drawMap } from '../../src/picture/map.ts';
import { makePicture, renderPng } from '../../src/picture/png.ts';
import { drawProgress } from '../../src/picture/progress.ts';
import { checkSvg } from '../../src/picture/svg.ts';
import { pathTo } from '../../src/shelf/path.ts';
import type { Stats, Sums } from '../../src/stats/stats.ts';
import { notes } from '../adapters/world.ts';

const topic = fc.record({
  id: fc.constant('t'),
  name: fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
  colour: fc.constantFrom('#2563eb', '#4d7c0f'),
});

/** The right ends of all rectangles, and the widest reach of the panel itself. */
function ends(svg: string): { most: number; width: number } {
  const rects = [...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)];
  return {
    most: Math.max(...rects.map(([, x, width]) => Number(x) + Number(width))),
    width: Number(/width="([\d.]+)"/.exec(svg)?.[1]),
  };
}

describe('the picture of a shelf', () => {
  const row = fc
    .record({ topic, of: fc.nat(60), parts: fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)) })
    .map(({ topic: one, of, parts }) => {
      const read = Math.min(of, parts[0] % (of + 1));
      const reading = Math.min(of - read, parts[1] % (of + 1));
      const saved = Math.min(of - read - reading, parts[2] % (of + 1));
      return { topic: one, of, read, reading, saved };
    });

  it('is sound and stays within its panel, for any topics', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
        const svg = drawProgress(rows, 'How far you are', 'any');
        expect(checkSvg(svg)).toEqual([]);
        const { most, width } = ends(svg);
        expect(most).toBeLessThanOrEqual(width);
      }),
      { numRuns: 100 },
    );
  });

  it('has a square for each note, full for each that is read', () => {
    const [one] = notes.topics;
    if (!one) throw new Error('no topic');
    const svg = drawProgress([{ topic: one, read: 3, reading: 1, saved: 1, of: 7 }], 'a', 'b');
    const { length } = svg.match(/<rect [^>]*width="28" height="28"/g) ?? [];
    expect(length).toBe(7 + 4);
    const filled = svg.match(new RegExp(`width="28"[^>]*fill="${one.colour}"`, 'g'));
    expect(filled).toHaveLength(3);
    expect(svg).toContain('>3 of 7<');
  });
});

describe('the picture of the counts', () => {
  const sums = fc.record({
    shown: fc.nat(1e6),
    picked: fc.nat(100),
    answered: fc.nat(1e6),
    refused: fc.nat(1000),
    saved: fc.nat(1000),
    read: fc.nat(1000),
  }) satisfies fc.Arbitrary<Sums>;
  const day = fc.record({
    day: fc.constant('2026-01-01'),
    cards: fc.nat(1e5),
    questions: fc.nat(1e5),
  });
  const stats: fc.Arbitrary<Stats> = fc.record({
    days: fc.constant(30),
    all: sums,
    topics: fc.array(fc.record({ topic, sums }), { maxLength: 20 }),
    byDay: fc.array(day, { minLength: 30, maxLength: 30 }),
  });

  it('is sound and stays within its panel, for any counts', () => {
    fc.assert(
      fc.property(stats, (any) => {
        const svg = drawActivity(any, 'The last 30 days', 'any');
        expect(checkSvg(svg)).toEqual([]);
        const { most, width } = ends(svg);
        expect(most).toBeLessThanOrEqual(width);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the picture of a way', () => {
  it('numbers its steps, lights its arrows alone and fades all others', () => {
    for (const goal of notes.notes) {
      const path = pathTo(goal, notes).map(({ note }) => note.id);
      const { svg, layout, text } = drawMap(notes, { path });
      expect(checkSvg(svg)).toEqual([]);
      for (const { node, label } of layout.pills) {
        const at = path.indexOf(node.note.id);
        expect(label.text).toBe(at < 0 ? node.note.name : `${at + 1}. ${node.note.name}`);
        const emphasis = node.note.id === goal.id ? 'focus' : at < 0 ? 'faded' : 'plain';
        expect(node.emphasis).toBe(emphasis);
      }
      for (const { from, to, emphasis } of layout.arrows) {
        const on = path.includes(from.note.id) && path.includes(to.note.id);
        expect(emphasis).toBe(on ? 'plain' : 'faded');
      }
      expect(text.split('\n')).toHaveLength(path.length);
    }
  });

  it('is drawn, as the others are', async () => {
    const picture = makePicture('path', drawMap(notes, { path: ['bert', 'dpr'] }).svg, 'a way');
    expect((await renderPng(picture)).subarray(1, 4).toString()).toBe('PNG');
  });
});
