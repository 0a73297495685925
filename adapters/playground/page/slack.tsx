import { useId, useMemo, type MouseEvent, type ReactNode } from 'react';
import type { Button, KnownBlock } from '@slack/types';
import { Message, type MessageProps } from 'slack-blocks-to-jsx';
import type { SlackMessage } from '../../slack/render.ts';
import { safeUrl } from './discord-markdown.ts';
import { phrases } from './language.tsx';
import { Avatar, clock, EyeIcon, type PaneProps } from './parts.tsx';

/** A message as Slack shows it, drawn from what Slack would be sent. */
export function SlackPane({
  message,
  alone,
  at,
  theme,
  press,
}: PaneProps & { message: SlackMessage; theme: 'light' | 'dark' }): ReactNode {
  const prefix = useId();
  const { blocks, buttons } = useMemo(
    () => tellApart(message.blocks, prefix),
    [message.blocks, prefix],
  );
  // The library knows no handler for buttons and opens addresses with access to this window.
  const onClickCapture = (event: MouseEvent): void => {
    const pressed = event.target instanceof Element ? event.target.closest('button') : null;
    const button = pressed && buttons.get(pressed.id);
    if (!button) return;
    event.stopPropagation();
    const url = button.url === undefined ? undefined : safeUrl(button.url);
    if (url !== undefined) window.open(url, '_blank', 'noopener,noreferrer');
    else if (button.value !== undefined) press(button.value, button.text.text);
  };
  return (
    <div className={alone ? 'sl sl-alone' : 'sl'}>
      {alone && (
        <p className="sl-only">
          <EyeIcon /> {phrases.onlyYou}
        </p>
      )}
      <div className="sl-message">
        <Avatar />
        <div className="sl-body">
          <p className="sl-who">
            <b>Paperboy</b> <span className="sl-app">APP</span>{' '}
            <time dateTime={at.toISOString()}>{clock(at)}</time>
          </p>
          <div onClickCapture={onClickCapture} ref={dropIds}>
            <Message
              blocks={blocks as MessageProps['blocks']}
              name="Paperboy"
              logo=""
              theme={theme}
              withoutWrapper
            />
          </div>
        </div>
      </div>
    </div>
  );
}

/** The blocks with buttons that can be told apart on a page of many messages, and those buttons. */
function tellApart(
  blocks: readonly KnownBlock[],
  prefix: string,
): { blocks: KnownBlock[]; buttons: Map<string, Button> } {
  const buttons = new Map<string, Button>();
  const own = blocks.map((block): KnownBlock => {
    if (block.type !== 'actions') return block;
    const elements = block.elements.map((element, i) => {
      if (element.type !== 'button') return element;
      const id = `${prefix}${buttons.size}-${element.action_id ?? i}`;
      buttons.set(id, element);
      const away = element.url !== undefined && {
        accessibility_label: phrases.newTab(element.text.text),
      };
      return { ...element, ...away, action_id: id };
    });
    return { ...block, elements };
  });
  return { blocks: own, buttons };
}

/** The library gives every message the same id, and a page may have an id once. */
function dropIds(element: HTMLElement | null): void {
  element?.querySelector('#slack_blocks_to_jsx')?.removeAttribute('id');
}
