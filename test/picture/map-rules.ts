import type { Arrow, Box, Label, MapLayout, Point } from '../../src/picture/map-layout.ts';

/** Two lines closer than this look like one, px. */
const TOO_CLOSE = 4.5;
/** What rounding may add up to, px. */
const ROUNDING = 0.3;

/** Everything in a layout that could be read wrongly or not at all, each in a sentence. */
export function mapFaults(layout: MapLayout): string[] {
  return [...placeFaults(layout), ...arrowFaults(layout), ...sharedFaults(layout.arrows)];
}

function placeFaults({ width, height, heading, legend, bands, pills }: MapLayout): string[] {
  const faults: string[] = [];
  const panel = { x: 0, y: 0, width, height };
  const texts = [
    ...heading,
    ...legend.map(({ label }) => label),
    ...bands.map(({ label }) => label),
  ];
  for (const { node, box, label } of pills) {
    const { id, year } = node.note;
    const band = bands.find(({ from, to, empty }) => !empty && from === year && to === year);
    if (!band || !inside(box, band.box)) faults.push(`${id} is outside its year`);
    if (!inside(label.box, box)) faults.push(`the name of ${id} is outside its pill`);
  }
  const boxes: [string, Box][] = [
    ...texts.map(({ text, box }): [string, Box] => [text, box]),
    ...legend.map(({ dot, label }): [string, Box] => [`dot of ${label.text}`, dot]),
    ...pills.map(({ node, box }): [string, Box] => [node.note.id, box]),
  ];
  for (const [name, box] of boxes) if (!inside(box, panel)) faults.push(`${name} is cut off`);
  boxes.forEach(([a, one], i) => {
    for (const [b, other] of boxes.slice(i + 1)) {
      if (overlap(one, other)) faults.push(`${a} covers ${b}`);
    }
  });
  bands.forEach((band, i) => {
    const next = bands[i + 1];
    if (!inside(band.label.box, band.box)) faults.push(`year ${band.from} is beside its band`);
    if (!next) return;
    if (next.from !== band.to + 1) faults.push(`years are missing after ${band.to}`);
    if (next.box.y < band.box.y + band.box.height - ROUNDING) {
      faults.push(`the bands ${band.from} and ${next.from} overlap`);
    }
  });
  return faults;
}

function arrowFaults({ heading, legend, bands, pills, arrows }: MapLayout): string[] {
  const faults: string[] = [];
  const labels: Label[] = [
    ...heading,
    ...legend.map(({ label }) => label),
    ...bands.map(({ label }) => label),
  ];
  for (const arrow of arrows) {
    const name = nameOf(arrow);
    const [start, end] = [arrow.points[0], arrow.points.at(-1)];
    const from = pills.find(({ node }) => node === arrow.from);
    const to = pills.find(({ node }) => node === arrow.to);
    if (!start || !from || !onEdge(start, from.box)) faults.push(`${name} starts elsewhere`);
    if (!end || !to || !onEdge(end, to.box)) faults.push(`${name} ends elsewhere`);
    for (const [a, b] of segments(arrow)) {
      if (a.x !== b.x && a.y !== b.y) faults.push(`${name} is slanted`);
      const line = spanned(a, b);
      for (const { node, box } of pills) {
        if (overlap(line, box)) faults.push(`${name} runs through ${node.note.id}`);
      }
      for (const { text, box } of labels) {
        if (overlap(line, box)) faults.push(`${name} runs through the words ${text}`);
      }
    }
  }
  return faults;
}

/** Arrows that run along each other, other than out of the same pill or into the same pill. */
function sharedFaults(arrows: readonly Arrow[]): string[] {
  const faults: string[] = [];
  arrows.forEach((one, i) => {
    for (const other of arrows.slice(i + 1)) {
      const first = one.from === other.from ? common(one.points, other.points) : 0;
      const last =
        one.to === other.to ? common([...one.points].reverse(), [...other.points].reverse()) : 0;
      let along = 0;
      for (const [a, b] of segments(one)) {
        for (const [c, d] of segments(other)) along += alongside(a, b, c, d);
      }
      if (along > first + last + 1) faults.push(`${nameOf(one)} runs along ${nameOf(other)}`);
    }
  });
  return faults;
}

/** How far two ways from one start are the same. */
function common(a: readonly Point[], b: readonly Point[]): number {
  let length = 0;
  for (let i = 1; i < a.length && i < b.length; i++) {
    const [p, q, r, s] = [a[i - 1], a[i], b[i - 1], b[i]];
    if (!p || !q || !r || !s || p.x !== r.x || p.y !== r.y) break;
    const same = Math.sign(q.x - p.x) === Math.sign(s.x - p.x);
    if (!same || Math.sign(q.y - p.y) !== Math.sign(s.y - p.y)) break;
    length += Math.min(apart(p, q), apart(r, s));
  }
  return length;
}

/** The length over which two parallel lines are too close to be told apart. */
function alongside(a: Point, b: Point, c: Point, d: Point): number {
  const upright = a.x === b.x;
  if (upright !== (c.x === d.x)) return 0;
  const across = upright ? Math.abs(a.x - c.x) : Math.abs(a.y - c.y);
  if (across >= TOO_CLOSE) return 0;
  const [p, q, r, s] = upright ? [a.y, b.y, c.y, d.y] : [a.x, b.x, c.x, d.x];
  return Math.max(
    0,
    Math.min(Math.max(p, q), Math.max(r, s)) - Math.max(Math.min(p, q), Math.min(r, s)),
  );
}

function segments({ points }: Arrow): [Point, Point][] {
  return points.slice(1).map((b, i) => [points[i] ?? b, b]);
}

function spanned(a: Point, b: Point): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

function apart(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function onEdge({ x, y }: Point, box: Box): boolean {
  const upright = Math.abs(x - box.x) < ROUNDING || Math.abs(x - box.x - box.width) < ROUNDING;
  const flat = Math.abs(y - box.y) < ROUNDING || Math.abs(y - box.y - box.height) < ROUNDING;
  const within = y > box.y - ROUNDING && y < box.y + box.height + ROUNDING;
  return flat ? x > box.x && x < box.x + box.width : upright && within;
}

function inside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x - ROUNDING &&
    inner.y >= outer.y - ROUNDING &&
    inner.x + inner.width <= outer.x + outer.width + ROUNDING &&
    inner.y + inner.height <= outer.y + outer.height + ROUNDING
  );
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width - ROUNDING &&
    b.x < a.x + a.width - ROUNDING &&
    a.y < b.y + b.height - ROUNDING &&
    b.y < a.y + a.height - ROUNDING
  );
}

function nameOf({ from, to }: Arrow): string {
  return `${from.note.id} → ${to.note.id}`;
}
