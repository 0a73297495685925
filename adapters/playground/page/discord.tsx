import { Fragment, type ReactNode } from 'react';
import type { APIEmbed, APIEmbedField, APIStringSelectComponent } from 'discord-api-types/v10';
import type { Attachments, DiscordMessage } from '../api.ts';
import { readBlocks, readInline, safeUrl, type Block, type Inline } from './discord-markdown.ts';
import { phrases, withCode } from './language.tsx';
import { Avatar, clock, EyeIcon, OutIcon, type PaneProps } from './parts.tsx';

/** A message as Discord shows it, drawn from what Discord would be sent. */
export function DiscordPane({
  message,
  attachments,
  alone,
  at,
  command,
  press,
  dismiss,
}: PaneProps & {
  message: DiscordMessage;
  attachments: Attachments;
  command?: string;
  dismiss: () => void;
}): ReactNode {
  return (
    <div className={alone ? 'dc dc-alone' : 'dc'}>
      {command !== undefined && (
        <p className="dc-used">
          <span className="dc-spine" aria-hidden="true" />
          {withCode(phrases.youUsed, `/${command}`, 'dc-command')}
        </p>
      )}
      <div className="dc-message">
        <Avatar round />
        <div className="dc-body">
          <p className="dc-who">
            <b>Paperboy</b> <span className="dc-app">APP</span>{' '}
            <time dateTime={at.toISOString()}>{phrases.todayAt(clock(at))}</time>
          </p>
          {message.embeds.map((embed, i) => (
            <Embed key={i} embed={embed} attachments={attachments} />
          ))}
          {message.components.map((row, i) => (
            <Row key={i} row={row} press={press} />
          ))}
          {alone && (
            <p className="dc-only">
              <EyeIcon /> {phrases.onlyYouSee} •{' '}
              <button type="button" onClick={dismiss}>
                {phrases.dismissMessage}
              </button>
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

function Embed({ embed, attachments }: { embed: APIEmbed; attachments: Attachments }): ReactNode {
  const picture = attachments[embed.image?.url.replace('attachment://', '') ?? ''];
  const { title, url, description, fields = [], footer, color } = embed;
  const href = url === undefined ? undefined : safeUrl(url);
  return (
    <div
      className="dc-embed"
      style={color === undefined ? undefined : { borderInlineStartColor: hex(color) }}
    >
      {title !== undefined && (
        <h3 className="dc-title">
          {href === undefined ? (
            <Inlines inlines={readInline(title)} />
          ) : (
            <a href={href} target="_blank" rel="noopener noreferrer">
              <Inlines inlines={readInline(title, true)} />
            </a>
          )}
        </h3>
      )}
      {description !== undefined && (
        <div className="dc-description">
          <Blocks blocks={readBlocks(description)} />
        </div>
      )}
      {fields.length > 0 && (
        <div className="dc-fields">
          {placeFields(fields).map(({ field, column }, i) => (
            <div key={i} className="dc-field" style={{ gridColumn: column }}>
              <div className="dc-field-name">
                <Inlines inlines={readInline(field.name)} />
              </div>
              <div className="dc-field-value">
                <Blocks blocks={readBlocks(field.value)} />
              </div>
            </div>
          ))}
        </div>
      )}
      {picture && <img className="dc-image" src={picture.address} alt={picture.alt} />}
      {footer !== undefined && <p className="dc-footer">{footer.text}</p>}
    </div>
  );
}

function hex(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}

/** Inline fields stand up to three in a row and share its twelve columns; others have their own. */
function placeFields(fields: readonly APIEmbedField[]): { field: APIEmbedField; column: string }[] {
  const rows: APIEmbedField[][] = [];
  for (const field of fields) {
    const row = rows.at(-1);
    const joins = field.inline === true && row?.[0]?.inline === true && row.length < 3;
    if (joins) row.push(field);
    else rows.push([field]);
  }
  return rows.flatMap((row) => {
    const width = 12 / row.length;
    return row.map((field, i) => ({
      field,
      column: `${i * width + 1} / ${(i + 1) * width + 1}`,
    }));
  });
}

/** By Discord's numbers for a button's style. */
const STYLES: Record<number, string> = { 1: 'primary', 3: 'success', 4: 'danger' };

function Row({
  row,
  press,
}: {
  row: DiscordMessage['components'][number];
  press: PaneProps['press'];
}): ReactNode {
  return (
    <div className="dc-row">
      {row.components.map((button, i) => {
        if ('options' in button) return <Menu key={i} menu={button} press={press} />;
        const label = 'label' in button ? (button.label ?? '') : '';
        if ('url' in button) {
          return (
            <a
              key={i}
              className="dc-button"
              href={safeUrl(button.url)}
              target="_blank"
              rel="noopener noreferrer"
            >
              {label} <OutIcon />
            </a>
          );
        }
        const id = 'custom_id' in button ? button.custom_id : undefined;
        return (
          <button
            key={i}
            type="button"
            className={`dc-button dc-${STYLES[button.style] ?? 'secondary'}`}
            disabled={button.disabled === true || id === undefined}
            onClick={() => {
              if (id !== undefined) press(id, label);
            }}
          >
            {label}
          </button>
        );
      })}
    </div>
  );
}

function Menu({
  menu,
  press,
}: {
  menu: APIStringSelectComponent;
  press: PaneProps['press'];
}): ReactNode {
  return (
    <select
      className="dc-button dc-secondary"
      value=""
      onChange={({ target }) => press(target.value, target.selectedOptions[0]?.label ?? '')}
    >
      <option value="" disabled>
        {menu.placeholder}
      </option>
      {menu.options.map(({ label, value }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

function Blocks({ blocks }: { blocks: readonly Block[] }): ReactNode {
  return blocks.map((block, i) => <BlockView key={i} block={block} />);
}

function BlockView({ block }: { block: Block }): ReactNode {
  switch (block.kind) {
    case 'text':
      return (
        <div className="dc-text">
          <Inlines inlines={block.children} />
        </div>
      );
    case 'subtext':
      return (
        <small className="dc-subtext">
          <Inlines inlines={block.children} />
        </small>
      );
    case 'heading':
      return (
        <div className={`dc-heading dc-heading-${block.level}`}>
          <Inlines inlines={block.children} />
        </div>
      );
    case 'code':
      return (
        <pre className="dc-code">
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return (
        <blockquote className="dc-quote">
          <Blocks blocks={block.blocks} />
        </blockquote>
      );
    case 'list': {
      const items = block.items.map((item, i) => (
        <li key={i}>
          <Blocks blocks={item} />
        </li>
      ));
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
  }
}

function Inlines({ inlines }: { inlines: readonly Inline[] }): ReactNode {
  return inlines.map((inline, i) => (
    <Fragment key={i}>
      <InlineView inline={inline} />
    </Fragment>
  ));
}

function InlineView({ inline }: { inline: Inline }): ReactNode {
  if (inline.kind === 'text') return inline.text;
  if (inline.kind === 'code') return <code className="dc-inline-code">{inline.text}</code>;
  const children = <Inlines inlines={inline.children} />;
  switch (inline.kind) {
    case 'bold':
      return <strong>{children}</strong>;
    case 'italic':
      return <em>{children}</em>;
    case 'underline':
      return <u>{children}</u>;
    case 'strike':
      return <s>{children}</s>;
    case 'spoiler':
      return <span className="dc-spoiler">{children}</span>;
    case 'link':
      return (
        <a href={inline.url} target="_blank" rel="noopener noreferrer">
          {children}
        </a>
      );
  }
}
