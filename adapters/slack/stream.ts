import type { KnownBlock } from '@slack/types';
import type { Block, Card, Reply } from '../../src/card.ts';
import type { Command } from '../../src/command.ts';
import { clip, oneLine } from '../../src/markdown.ts';
import { renderReply } from './render.ts';

/** A message that is written piece by piece, as Markdown, and ends with blocks. */
export interface SlackStream {
  pieces: string[];
  blocks: KnownBlock[];
}

/** Pieces shorter than this go together with the next one: each is a call. */
const SHORT = 300;
/** All of a stream's text, in characters; chat.startStream's page, with room to spare. */
const TEXT = 11_000;

/**
 * An answer to be streamed: its text in pieces, then its buttons. Pictures are left out; they stand
 * in the note that a button opens.
 */
export function streamOf(
  reply: Reply,
  find: (command: string) => Command | undefined,
): SlackStream {
  const pieces: string[] = [];
  let room = TEXT;
  for (const text of textsOf(reply.card)) {
    const inert = clip(withoutMentions(text), room);
    if (inert === '') break;
    room -= inert.length + 2;
    const last = pieces.at(-1);
    if (last !== undefined && last.length < SHORT)
      pieces[pieces.length - 1] = `${last}${inert}\n\n`;
    else pieces.push(`${inert}\n\n`);
    if (room <= 0) break;
  }
  const { blocks } = renderReply(reply, find);
  const footer = reply.card.footer === undefined ? [] : blocks.slice(-1);
  return {
    pieces,
    blocks: [
      ...blocks.filter(({ type }) => type === 'actions'),
      ...footer.filter(({ type }) => type === 'context'),
    ],
  };
}

function textsOf({ title, subtitle, blocks }: Card): string[] {
  return [
    `**${escaped(oneLine(title))}**`,
    ...(subtitle === undefined ? [] : [escaped(oneLine(subtitle))]),
    ...blocks.flatMap(textOf),
  ].filter((text) => text.trim() !== '');
}

function textOf(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return block.text.split(/\n{2,}/);
    case 'section':
      return [`**${escaped(oneLine(block.heading))}**`, ...block.text.split(/\n{2,}/)];
    case 'facts':
      return [
        `**${escaped(oneLine(block.heading))}**`,
        block.facts
          .map(({ label, value }) => `- **${escaped(oneLine(value))}**: ${escaped(oneLine(label))}`)
          .join('\n'),
      ];
    case 'choices':
      return [
        block.choices
          .map(
            ({ label, detail }) =>
              `- **${escaped(label)}**${detail === undefined ? '' : `: ${escaped(oneLine(detail))}`}`,
          )
          .join('\n'),
      ];
    case 'picture':
      return [];
  }
}

/** Plain text within a line of Markdown. */
function escaped(text: string): string {
  return text.replace(/[\\`*_~[\]<]/g, '\\$&');
}

/** Slack takes an opening bracket before one of these for a mention, in Markdown as well. */
function withoutMentions(text: string): string {
  return text.replace(/<(?=\\?[!@#])/g, '<\u2060');
}
