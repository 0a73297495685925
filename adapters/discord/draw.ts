import type { Picture, Reply } from '../../src/card.ts';
import type { Command } from '../../src/command.ts';
import type { Log } from '../../src/log.ts';
import { clip } from '../../src/markdown.ts';
import { renderPng } from '../../src/picture/png.ts';
import { renderReply, type DiscordMessage } from './render.ts';

/** A file's description, see the message resource's page. */
const ALT = 1024;

/** A message as Discord's API takes it: the JSON, and the files beside it. */
export interface Drawn {
  body: Omit<DiscordMessage, 'pictures'> & {
    /** Every file that the message has from now on; what it had before goes. */
    attachments: { id: number; description: string }[];
  };
  files: { name: string; data: Buffer }[];
}

/** A message's JSON is the same each time, so that it is written once. */
const bodies = new WeakMap<DiscordMessage, Drawn['body']>();

/**
 * Draws a reply with its pictures; without them when they can't be had in time, since an answer
 * matters more than its picture.
 *
 * @param ms how long the pictures may take.
 */
export async function draw(
  reply: Reply,
  find: (command: string) => Command | undefined,
  log: Log,
  ms: number,
): Promise<Drawn> {
  const rendered = renderReply(reply, find);
  if (rendered.pictures.length === 0) return { body: bodyOf(rendered), files: [] };
  const files = await drawPictures(rendered.pictures, log, ms);
  if (!files) {
    const embeds = rendered.embeds.map((embed) => ({ ...embed, image: undefined }));
    return { body: bodyOf({ ...rendered, embeds, pictures: [] }), files: [] };
  }
  return { body: bodyOf(rendered), files };
}

function bodyOf(rendered: DiscordMessage): Drawn['body'] {
  const known = bodies.get(rendered);
  if (known) return known;
  const { pictures, ...message } = rendered;
  const attachments = pictures.map(({ alt }, id) => ({ id, description: clip(alt, ALT) }));
  const body = { ...message, attachments };
  bodies.set(rendered, body);
  return body;
}

async function drawPictures(
  pictures: readonly Picture[],
  log: Log,
  ms: number,
): Promise<Drawn['files'] | undefined> {
  const drawn = Promise.all(
    pictures.map(async (picture) => ({
      name: `${picture.name}.png`,
      data: await renderPng(picture),
    })),
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([drawn, late]);
  } catch (error) {
    log.error({ err: error, platform: 'Discord' }, 'a picture could not be drawn');
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
