import { randomUUID } from 'node:crypto';
import type { InternalRequest } from 'discord.js';
import type { InteractionResponseType } from 'discord-api-types/v10';
import type { Drawn } from './draw.ts';

/** What is sent: JSON, and files beside it. */
export interface Content {
  body?: object;
  files?: Drawn['files'];
}

type Payload = Pick<InternalRequest, 'body' | 'headers' | 'passThroughBody'>;

/** Stands in nothing that is sent, as nobody knows it. */
const BOUNDARY = randomUUID();
const END = Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
/** By the picture, which is kept for as long as it is asked for. */
const formed = new WeakMap<Buffer, { json: Buffer; payload: Payload }>();
const written = new WeakMap<object, { type: InteractionResponseType; json: Buffer }>();

/**
 * An interaction's first answer, ready to be sent: in one piece, as a picture that goes through the SDK's
 * form in pieces takes five times as long.
 */
export function firstPayload(
  type: InteractionResponseType,
  { body, files = [] }: Content,
): Payload {
  const json = jsonOf(type, body);
  if (files.length === 0) {
    return { body: json, passThroughBody: true, headers: { 'content-type': 'application/json' } };
  }
  const [first] = files;
  const known = first && formed.get(first.data);
  if (known?.json === json) return known.payload;
  const parts = files.flatMap(({ name, data }, i) => [
    partHead(`name="files[${i}]"; filename="${encodeURIComponent(name)}"`, 'image/png'),
    data,
  ]);
  const payload = {
    body: Buffer.concat([partHead('name="payload_json"', 'application/json'), json, ...parts, END]),
    passThroughBody: true,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  };
  if (first) formed.set(first.data, { json, payload });
  return payload;
}

/** See RFC 7578. */
function partHead(disposition: string, type: string): Buffer {
  return Buffer.from(
    `\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n`,
  );
}

/** A first answer's JSON, kept as long as its message is: a note's card is the same for everybody. */
function jsonOf(type: InteractionResponseType, data: object | undefined): Buffer {
  const before = data && written.get(data);
  if (before?.type === type) return before.json;
  const json = Buffer.from(JSON.stringify({ type, data }));
  if (data) written.set(data, { type, json });
  return json;
}
