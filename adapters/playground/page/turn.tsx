import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Turn } from './conversation.ts';
import { DiscordPane } from './discord.tsx';
import { SlackPane } from './slack.tsx';
import { button, phrases } from './language.tsx';
import type { Answer } from './talk.ts';

const TABS = [phrases.cards, phrases.plain, 'JSON'] as const;

interface AnswerProps {
  turn: Turn;
  answer: Answer;
  theme: 'light' | 'dark';
  press: (value: string, label: string) => void;
  dismiss: () => void;
}

/** A line of the conversation with its answer. */
export function TurnView({
  turn,
  retry,
  ...props
}: Omit<AnswerProps, 'answer'> & { retry: () => void }): ReactNode {
  const { state } = turn;
  const pressed = 'press' in turn.request;
  return (
    <article id={turn.id} className="turn" tabIndex={-1} aria-labelledby={`${turn.id}-said`}>
      <h2 className="said" id={`${turn.id}-said`}>
        <span className="said-who">{pressed ? phrases.youPressed : phrases.youTyped}</span>{' '}
        <span className={pressed ? 'said-button' : 'said-line'}>{turn.said}</span>
      </h2>
      {state.kind === 'asking' && <p className="asking">{phrases.asking}</p>}
      {state.kind === 'failed' && (
        <div className="failed">
          <p>{state.why}</p>
          <button type="button" className="plain-button" onClick={retry}>
            {button.tryAgain}
          </button>
        </div>
      )}
      {state.kind === 'answered' && <AnswerView {...props} turn={turn} answer={state.answer} />}
    </article>
  );
}

function AnswerView(props: AnswerProps): ReactNode {
  const id = useId();
  const [tab, setTab] = useState(0);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const to = {
      ArrowRight: (tab + 1) % TABS.length,
      ArrowLeft: (tab + TABS.length - 1) % TABS.length,
      Home: 0,
      End: TABS.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setTab(to);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus();
  };
  return (
    <>
      <div className="tabs" role="tablist" aria-label={phrases.howToShow} onKeyDown={onKeyDown}>
        {TABS.map((name, i) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}tab${i}`}
            aria-selected={i === tab}
            aria-controls={`${id}panel`}
            tabIndex={i === tab ? 0 : -1}
            onClick={() => setTab(i)}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" tabIndex={0} id={`${id}panel`} aria-labelledby={`${id}tab${tab}`}>
        {tab === 0 && <Cards {...props} />}
        {tab === 1 && <pre className="plain">{props.answer.plain}</pre>}
        {tab === 2 && (
          <div className="panes">
            <Payload name="Slack" payload={props.answer.slack} />
            <Payload name="Discord" payload={props.answer.discord} />
          </div>
        )}
      </div>
    </>
  );
}

function Cards({ turn, answer, theme, press, dismiss }: AnswerProps): ReactNode {
  const shared = { alone: answer.private, at: answer.at, press };
  const command = 'text' in turn.request ? commandOf(turn.request.text) : undefined;
  return (
    <div className="panes">
      <div className="pane" role="group" aria-label="Slack">
        <p className="pane-name">Slack</p>
        <SlackPane {...shared} message={answer.slack} theme={theme} />
      </div>
      <div className="pane" role="group" aria-label="Discord">
        <p className="pane-name">Discord</p>
        <DiscordPane
          {...shared}
          message={answer.discord}
          attachments={answer.attachments}
          command={command}
          dismiss={dismiss}
        />
      </div>
    </div>
  );
}

/** Words without a command ask for a paper. */
function commandOf(line: string): string {
  return /^\s*\/(\S+)/.exec(line)?.[1]?.toLowerCase() ?? 'paper';
}

function Payload({ name, payload }: { name: string; payload: object }): ReactNode {
  const [copied, setCopied] = useState('');
  const text = JSON.stringify(payload, null, 2);
  const copy = (): void => {
    // Absent on pages that were not loaded over HTTPS or from this machine.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    const copying = clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    copying.then(
      () => setCopied(phrases.copied),
      () => setCopied(phrases.selectToCopy),
    );
  };
  return (
    <div className="pane" role="group" aria-label={`${name} JSON`}>
      <p className="pane-name">
        {name}
        <span className="copying">
          <span role="status">{copied}</span>
          <button
            type="button"
            className="plain-button"
            aria-label={phrases.copyJson(name)}
            onClick={copy}
          >
            {phrases.copy}
          </button>
        </span>
      </p>
      <pre className="json" tabIndex={0} role="group" aria-label={phrases.whatIsSent(name)}>
        {text}
      </pre>
    </div>
  );
}
