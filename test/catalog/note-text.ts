/** A note with nothing wrong with it, line by line; tests break it in one place. */
export const LINES = [
  '---', // 1
  'title: "LoRA: Low-Rank Adaptation"', // 2
  'name: LoRA', // 3
  'aliases:', // 4
  '  - low-rank adaptation', // 5
  'authors:', // 6
  '  - Edward J. Hu', // 7
  'year: 2021', // 8
  'venue: ICLR 2022', // 9
  'arxiv: "2106.09680"', // 10
  'code: https://github.com/microsoft/LoRA', // 11
  'numbers:', // 12
  '  - label: parameters', // 13
  '    value: 10,000× fewer', // 14
  '    source: Abstract', // 15
  '  - label: memory', // 16
  '    value: 3× less', // 17
  '    source: Section 4.2', // 18
  '  - label: latency', // 19
  '    value: none', // 20
  '    source: Section 4.1', // 21
  'reviewed: 2026-11-22', // 22
  'builds_on:', // 23
  '  - title: Adapters', // 24
  '    arxiv: "1902.00751"', // 25
  '---', // 26
  '', // 27
  '## TLDR', // 28
  '', // 29
  'It trains little.', // 30
  '', // 31
  '## Key contributions', // 32
  '', // 33
  '- **Low rank.** It is enough.', // 34
  '', // 35
  '## Why it still matters', // 36
  '', // 37
  'Everybody uses it.', // 38
  '', // 39
  '## Where to read next', // 40
  '', // 41
  '1. [QLoRA](arxiv:2305.14314): the same on 4 bits.', // 42
  '2. [A post](https://example.org/lora): how it feels.', // 43
] as const;

/** A note's text, with the lines of these numbers replaced, or left out where `undefined` stands. */
export function noteText(changes: Record<number, string | undefined> = {}): string {
  return LINES.flatMap((line, i) => {
    if (!(i + 1 in changes)) return [line];
    const changed = changes[i + 1];
    return changed === undefined ? [] : [changed];
  }).join('\n');
}
