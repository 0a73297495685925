import type { Note, Paper } from '../catalog/note.ts';
import type { createNames } from './names.ts';
import type { Outside } from './owner.ts';
import { squash } from './text.ts';

/** The papers that notes refer to and that have no note: each is named as long as a note refers to it. */
export function createOutsides(names: ReturnType<typeof createNames>) {
  const known = new Map<string, { outside: Outside; names: number }>();
  return {
    /** Adds the papers that a note refers to. */
    add(note: Note): void {
      for (const paper of outsidePapers(note)) {
        const key = keyOf(paper);
        const from = known.get(key)?.outside.from;
        if (from) from.set(note.id, 1 + (from.get(note.id) ?? 0));
        else {
          const outside: Outside = { ...paper, from: new Map([[note.id, 1]]) };
          known.set(key, { outside, names: names.add({ outside }) });
        }
      }
    },
    /** Takes a note's references out. */
    remove(note: Note): void {
      for (const paper of outsidePapers(note)) {
        const key = keyOf(paper);
        const it = known.get(key);
        if (!it) continue;
        const { from } = it.outside;
        const times = from.get(note.id) ?? 0;
        if (times > 1) from.set(note.id, times - 1);
        else from.delete(note.id);
        if (from.size > 0) continue;
        names.remove(it.names);
        known.delete(key);
      }
    },
  };
}

/** Papers a note refers to that are not notes. */
function outsidePapers({ buildsOn, next }: Note): Paper[] {
  const papers: Paper[] = [];
  for (const to of buildsOn) if (!('id' in to)) papers.push(to);
  for (const { label, to } of next) if (!('id' in to)) papers.push({ ...to, title: label });
  return papers;
}

function keyOf({ title, arxiv }: Paper): string {
  return `${squash(title)} ${arxiv ?? ''}`;
}
