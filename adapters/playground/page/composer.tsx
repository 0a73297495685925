import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react';
import type { SuggestResponse } from '../api.ts';
import { phrases } from './language.tsx';
import { suggest } from './talk.ts';

type Suggestion = SuggestResponse['suggestions'][number];

/** Milliseconds without a keystroke before suggestions are asked for. */
const PAUSE = 120;
/** More than these would hide the conversation. */
const MOST = 8;

/** The box where lines are typed, with suggestions as in the chats: an ARIA combobox. */
export function Composer({
  ask,
  input,
}: {
  ask: (line: string) => void;
  input: Ref<HTMLInputElement>;
}): ReactNode {
  const id = useId();
  const [text, setText] = useState('');
  /** What suggestions are wanted for; undefined when none are. */
  const [wanted, setWanted] = useState<string>();
  const [found, setFound] = useState<Suggestion[]>([]);
  const [active, setActive] = useState(-1);
  const list = useRef<HTMLUListElement>(null);
  const open = wanted !== undefined && found.length > 0;

  useEffect(() => {
    if (wanted === undefined) return;
    const stale = new AbortController();
    const pause = setTimeout(() => {
      suggest(wanted, stale.signal).then(
        (suggestions) => {
          if (stale.signal.aborted) return;
          setFound(suggestions.slice(0, MOST));
          setActive(-1);
        },
        // Suggestions are a help; a server that is away says so when it is asked.
        () => {
          if (!stale.signal.aborted) setFound([]);
        },
      );
    }, PAUSE);
    return () => {
      clearTimeout(pause);
      stale.abort();
    };
  }, [wanted]);

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const close = (): void => {
    setWanted(undefined);
    setFound([]);
    setActive(-1);
  };
  const type = (next: string): void => {
    setText(next);
    if (next.trim() === '') close();
    else setWanted(next);
  };
  const send = (line: string): void => {
    if (line.trim() === '') return;
    setText('');
    close();
    ask(line.trim());
  };
  /** A command alone is not a line yet: its words are still to come. */
  const pick = (suggestion: Suggestion): void => {
    if (suggestion.text.endsWith(' ')) type(suggestion.text);
    else {
      setText(suggestion.text);
      close();
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const chosen = found[active];
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault();
        if (!open) {
          if (text.trim() !== '') setWanted(text);
          return;
        }
        const step = event.key === 'ArrowDown' ? 1 : -1;
        // One place of the round is the text as typed, with nothing chosen.
        const places = found.length + 1;
        setActive(((active + 1 + step + places) % places) - 1);
        return;
      }
      case 'Enter':
        event.preventDefault();
        if (open && chosen && chosen.text.endsWith(' ')) pick(chosen);
        else send(open && chosen ? chosen.text : text);
        return;
      case 'Tab': {
        const offered = chosen ?? found[0];
        if (!open || event.shiftKey || !offered) return;
        event.preventDefault();
        pick(offered);
        return;
      }
      case 'Escape':
        if (open) event.preventDefault();
        close();
        return;
    }
  };

  return (
    <form
      className="composer"
      role="search"
      aria-label={phrases.askPaperboy}
      onSubmit={(event) => {
        event.preventDefault();
        send(text);
      }}
    >
      <ul
        ref={list}
        id={`${id}list`}
        role="listbox"
        aria-label={phrases.suggestions}
        hidden={!open}
      >
        {found.map((suggestion, i) => (
          <li
            key={suggestion.text}
            id={`${id}option${i}`}
            role="option"
            aria-selected={i === active}
            // The pointer must not take the focus from the box.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => {
              if (suggestion.text.endsWith(' ')) pick(suggestion);
              else send(suggestion.text);
            }}
          >
            <span className="option-label">{suggestion.label}</span>{' '}
            <code className="option-text">{suggestion.text.trim()}</code>
          </li>
        ))}
      </ul>
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={phrases.typeCommand}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}list`}
        aria-activedescendant={open && active >= 0 ? `${id}option${active}` : undefined}
        placeholder="/paper lora"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="send"
        maxLength={4000}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <button type="submit" className="ask" disabled={text.trim() === ''}>
        {phrases.ask}
      </button>
    </form>
  );
}
