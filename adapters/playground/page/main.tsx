import { useCallback, useEffect, useReducer, useRef, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Composer } from './composer.tsx';
import { change, newTurnId, type Turn } from './conversation.ts';
import { phrases, withCode } from './language.tsx';
import { Avatar, MoonIcon } from './parts.tsx';
import { Preview, previewing } from './preview.tsx';
import { ask, type Answer } from './talk.ts';
import { useTheme } from './theme.ts';
import { TurnView } from './turn.tsx';

const EXAMPLES = [
  '/paper lora',
  '/paper atention is all you need',
  '/paper https://arxiv.org/abs/2005.11401',
  '/papers',
  '/ask how does DPO differ from PPO?',
  '/paper roberta',
  '/path rag',
  '/map lora',
  '/quiz',
  '/paper lora --hide',
  '/paperboy',
];

function App(): ReactNode {
  const [turns, dispatch] = useReducer(change, []);
  const [theme, setTheme] = useTheme();
  /** What a screen reader is told; counted, since the same text can be news again. */
  const [news, setNews] = useState({ text: '', count: 0 });
  const announce = useCallback((text: string): void => {
    setNews(({ count }) => ({ text, count: count + 1 }));
  }, []);
  /** The turn to bring into view, in a new object each time. */
  const [shown, show] = useState<{ id: string; focus: boolean }>();
  const input = useRef<HTMLInputElement>(null);
  const known = useRef(turns);
  const pressing = useRef(new Set<string>());
  useEffect(() => {
    known.current = turns;
  }, [turns]);

  useEffect(() => {
    const turn = shown && document.getElementById(shown.id);
    if (!turn) return;
    turn.scrollIntoView({ block: 'start' });
    if (shown.focus) turn.focus({ preventScroll: true });
  }, [shown]);

  /** A better answer, unless the first was dismissed. */
  const improve = useCallback(
    (turn: Turn, answer: Answer): void => {
      if (!known.current.some(({ id }) => id === turn.id)) return;
      dispatch({ kind: 'put', turn: { ...turn, state: { kind: 'answered', answer } } });
      announce(`In short. ${spoken(answer)}`);
    },
    [announce],
  );

  const settle = useCallback(
    async (turn: Turn): Promise<void> => {
      dispatch({ kind: 'put', turn: { ...turn, state: { kind: 'asking' } } });
      show({ id: turn.id, focus: false });
      const outcome = await ask(turn.request, (answer) => improve(turn, answer));
      if (outcome.kind === 'failed') {
        dispatch({ kind: 'put', turn: { ...turn, state: { kind: 'failed', why: outcome.why } } });
        announce(outcome.why);
      } else if ('answer' in outcome) {
        const { answer } = outcome;
        dispatch({ kind: 'put', turn: { ...turn, state: { kind: 'answered', answer } } });
        announce(spoken(answer));
      } else dispatch({ kind: 'remove', id: turn.id });
      show({ id: turn.id, focus: false });
    },
    [announce, improve],
  );

  const say = useCallback(
    (line: string, address: 'push' | 'keep'): void => {
      const turn = newTurn(line, { text: line });
      writeAddress(line, turn.id, address);
      void settle(turn);
    },
    [settle],
  );

  useEffect(() => {
    const line = lineOfAddress();
    if (line !== '') say(line, 'keep');
    // Where there is a keyboard; elsewhere the focus would bring one up over the page.
    else if (window.matchMedia('(pointer: fine)').matches) input.current?.focus();
    const onPopState = (event: PopStateEvent): void => {
      const line = lineOfAddress();
      document.title = titleOf(line);
      const id = turnOfState(event.state);
      if (line === '') window.scrollTo({ top: 0 });
      else if (known.current.some((turn) => turn.id === id)) show({ id, focus: true });
      else say(line, 'keep');
    };
    window.addEventListener('popstate', onPopState);
    return () => window.removeEventListener('popstate', onPopState);
  }, [say]);

  const dismiss = (turn: Turn): void => {
    dispatch({ kind: 'remove', id: turn.id });
    announce(phrases.dismissed);
    input.current?.focus();
  };

  const press = async (on: Turn, value: string, label: string): Promise<void> => {
    if (pressing.current.has(on.id)) return;
    pressing.current.add(on.id);
    const next = newTurn(label, { press: value });
    const outcome = await ask(next.request, (answer) => improve(next, answer));
    pressing.current.delete(on.id);
    const alone = on.state.kind === 'answered' && on.state.answer.private;
    switch (outcome.kind) {
      case 'link':
        return;
      case 'dismiss':
        dismiss(on);
        return;
      case 'failed':
        next.state = { kind: 'failed', why: outcome.why };
        dispatch({ kind: 'put', turn: next });
        announce(outcome.why);
        break;
      case 'share':
        next.state = { kind: 'answered', answer: outcome.answer };
        if (alone) dispatch({ kind: 'remove', id: on.id });
        dispatch({ kind: 'put', turn: next });
        announce(`${phrases.shared} ${spoken(outcome.answer)}`);
        break;
      case 'reply':
        next.state = { kind: 'answered', answer: outcome.answer };
        dispatch(
          alone && !outcome.beside
            ? { kind: 'replace', id: on.id, turn: next }
            : { kind: 'put', turn: next },
        );
        announce(spoken(outcome.answer));
        break;
    }
    // The pressed button is gone with its message; without the focus a keyboard would start over.
    show({ id: next.id, focus: alone });
  };

  return (
    <>
      <header className="top">
        <Avatar />
        <div>
          <h1>Paperboy</h1>
          <p>{phrases.slogan}</p>
        </div>
        <button
          type="button"
          className="plain-button theme"
          aria-pressed={theme === 'dark'}
          onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
        >
          <MoonIcon /> <span className="theme-name">{phrases.dark}</span>
        </button>
      </header>
      {previewing && <Preview turns={known} dispatch={dispatch} />}
      <main>
        <section className="conversation" aria-label={phrases.conversation}>
          {turns.length === 0 && (
            <div className="welcome">
              <p className="welcome-line">{withCode(phrases.welcome, '/paper')}</p>
              <p>{withCode(phrases.welcomeNext, '/papers')}</p>
            </div>
          )}
          {turns.map((turn) => (
            <TurnView
              key={turn.id}
              turn={turn}
              theme={theme}
              press={(value, label) => void press(turn, value, label)}
              dismiss={() => dismiss(turn)}
              retry={() => void settle(turn)}
            />
          ))}
        </section>
      </main>
      <footer className="bottom">
        <ul className="chips" aria-label={phrases.examples}>
          {EXAMPLES.map((line) => (
            <li key={line}>
              <button type="button" onClick={() => say(line, 'push')}>
                {line}
              </button>
            </li>
          ))}
        </ul>
        <Composer ask={(line) => say(line, 'push')} input={input} />
      </footer>
      <p className="unseen" role="status">
        <span key={news.count}>{news.text}</span>
      </p>
    </>
  );
}

function newTurn(said: string, request: Turn['request']): Turn {
  return { id: newTurnId(), said, request, state: { kind: 'asking' } };
}

/** The first lines of an answer: what it is, without reading a whole card out. */
function spoken({ plain, private: alone }: Answer): string {
  const [title = '', detail = ''] = plain.split('\n').filter((line) => line.trim() !== '');
  return [alone ? `${phrases.onlyYou}.` : '', `${title}.`, detail].filter(Boolean).join(' ');
}

function lineOfAddress(): string {
  return new URLSearchParams(location.search).get('q')?.trim() ?? '';
}

function writeAddress(line: string, turn: string, how: 'push' | 'keep'): void {
  // Slashes may stand in a query as they are, and are easier to read so.
  const query = new URLSearchParams({ q: line }).toString().replaceAll('%2F', '/');
  // A language that was asked for stays.
  const lang = new URLSearchParams(location.search).get('lang');
  const kept = lang === null ? '' : `${new URLSearchParams({ lang }).toString()}&`;
  const again = how === 'keep' || lineOfAddress() === line;
  history[again ? 'replaceState' : 'pushState'](
    { turn },
    '',
    `?${previewing ? 'preview&' : ''}${kept}${query}`,
  );
  document.title = titleOf(line);
}

function titleOf(line: string): string {
  return line === '' ? 'Paperboy' : `${line} · Paperboy`;
}

function turnOfState(state: unknown): string {
  const known = typeof state === 'object' && state !== null && 'turn' in state ? state.turn : '';
  return typeof known === 'string' ? known : '';
}

const place = document.getElementById('page');
if (place) createRoot(place).render(<App />);
