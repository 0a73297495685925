import { useEffect, useState, type ReactNode, type RefObject } from 'react';
import type { Change, Turn } from './conversation.ts';
import { ask, problems } from './talk.ts';

/** Milliseconds between two looks at a note that somebody is writing. */
const PAUSE = 400;

/** Whether the page was opened by `paperboy preview`. */
export const previewing = new URLSearchParams(location.search).has('preview');

/** Keeps the last typed line's answer as the note's file is, and says what is wrong with that file. */
export function Preview({
  turns,
  dispatch,
}: {
  turns: RefObject<readonly Turn[]>;
  dispatch: (change: Change) => void;
}): ReactNode {
  const [wrong, setWrong] = useState<string[]>([]);
  useEffect(() => {
    let timer = 0;
    let over = false;
    const look = async (): Promise<void> => {
      const turn = turns.current.findLast(({ request }) => 'text' in request);
      if (turn && !document.hidden) {
        const [outcome, found] = await Promise.all([ask(turn.request), problems()]);
        const now = turns.current.find(({ id }) => id === turn.id);
        if ('answer' in outcome && now && now.state.kind !== 'asking' && !isSame(now, outcome)) {
          dispatch({ kind: 'put', turn: { ...now, state: { ...outcome, kind: 'answered' } } });
        }
        // A note's problems begin with its file's name.
        const id = turn.said.split(/\s+/).at(-1) ?? '';
        setWrong(found.filter((problem) => problem.includes(`/${id}.`)));
      }
      if (!over) timer = window.setTimeout(() => void look(), PAUSE);
    };
    timer = window.setTimeout(() => void look(), PAUSE);
    return () => {
      over = true;
      window.clearTimeout(timer);
    };
  }, [turns, dispatch]);
  return (
    <div className="preview" role="status" aria-label="Preview" data-wrong={wrong.length > 0}>
      {wrong.length === 0 ? (
        <p>This page follows the note as you save it.</p>
      ) : (
        <>
          <p>The last save can’t be shown; you see the note as it was before.</p>
          <ul>
            {wrong.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function isSame({ state }: Turn, { answer }: { answer: object }): boolean {
  if (state.kind !== 'answered') return false;
  const shown = (one: object): string => JSON.stringify({ ...one, at: undefined });
  return shown(state.answer) === shown(answer);
}
