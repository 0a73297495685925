/**
 * A local model server: OpenAI's chat completions as far as streamed, structured answers need them. It
 * refuses what such servers refuse, and says whatever a test has it say.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

/** What a model was sent. */
export interface Heard {
  /** What the rules say it may do. */
  system: string;
  /** The user's message. */
  text: string;
  /** The same, read. */
  questions: string[];
  passages: { id: string; note: string; section: string; text: string }[];
  authorization: string | undefined;
}

/** A sentence as the model gives it back. */
export interface Sentence {
  passage: string;
  quote: string;
  claim: string;
}

/** What the server does with a call. */
export type Behaviour =
  /** Says this, a few characters at a time. */
  | { say: (heard: Heard) => readonly Sentence[]; pause?: number }
  /** Says this text, JSON or not. */
  | { text: (heard: Heard) => string; pause?: number }
  /** Says that much and then nothing more, for ever. */
  | { stall: (heard: Heard) => string }
  /** Takes the call and never answers. */
  | { hang: true }
  /** Breaks the connection after that much. */
  | { cut: (heard: Heard) => string }
  | { status: number; headers?: Record<string, string>; body?: string };

export interface FakeModel {
  /** For ANSWER_MODEL_URL. */
  url: string;
  name: string;
  heard: readonly Heard[];
  /** Calls a real server would have refused. */
  refusals: readonly string[];
  behave: (behaviour: Behaviour) => void;
  close: () => Promise<void>;
}

const request = z.object({
  model: z.string(),
  stream: z.literal(true),
  max_tokens: z.number().int().positive(),
  temperature: z.number().min(0).max(2),
  messages: z.tuple([
    z.object({ role: z.literal('system'), content: z.string() }),
    z.object({ role: z.literal('user'), content: z.string() }),
  ]),
  response_format: z.object({
    type: z.literal('json_schema'),
    json_schema: z.object({
      name: z.string().regex(/^[\w-]{1,64}$/),
      schema: z.object({
        type: z.literal('object'),
        properties: z.record(z.string(), z.unknown()),
        required: z.array(z.string()),
        additionalProperties: z.literal(false),
      }),
    }),
  }),
});
const prompt = z.object({
  questions: z.array(z.string()),
  passages: z.array(
    z.object({ id: z.string(), note: z.string(), section: z.string(), text: z.string() }),
  ),
});

/** Characters of one piece of an answer. */
const PIECE = 12;

/** Starts a server on a free port of 127.0.0.1. @param key what it asks for, if anything. */
export async function startModel({ key }: { key?: string } = {}): Promise<FakeModel> {
  const name = 'parrot-1b';
  const heard: Heard[] = [];
  const refusals: string[] = [];
  let behaviour: Behaviour = { say: () => [] };

  const refuse = (response: ServerResponse, status: number, message: string): void => {
    refusals.push(`${status} ${message}`);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message, type: 'invalid_request_error' } }));
  };

  /** What a call says, or why it is refused. */
  async function read(
    incoming: IncomingMessage,
  ): Promise<z.infer<typeof request> | [number, string]> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    if (incoming.method !== 'POST' || incoming.url !== '/v1/chat/completions')
      return [404, `no such address ${incoming.url ?? ''}`];
    if (key !== undefined && incoming.headers.authorization !== `Bearer ${key}`)
      return [401, 'wrong key'];
    const call = request.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    if (!call.success) return [400, z.prettifyError(call.error)];
    return call.data.model === name ? call.data : [404, `model "${call.data.model}" not found`];
  }

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await read(incoming);
    if (Array.isArray(call)) {
      refuse(response, ...call);
      return;
    }
    const { authorization } = incoming.headers;
    const [{ content: system }, { content: text }] = call.messages;
    const said: Heard = { system, text, ...prompt.parse(JSON.parse(text)), authorization };
    heard.push(said);
    await act(behaviour, said, response);
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      refusals.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    name,
    heard,
    refusals,
    behave: (next) => void (behaviour = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function act(behaviour: Behaviour, heard: Heard, response: ServerResponse): Promise<void> {
  if ('hang' in behaviour) return;
  if ('status' in behaviour) {
    response.writeHead(behaviour.status, {
      'content-type': 'application/json',
      ...behaviour.headers,
    });
    response.end(behaviour.body ?? JSON.stringify({ error: { message: heard.text } }));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if ('stall' in behaviour) return write(response, behaviour.stall(heard), 0);
  if ('cut' in behaviour) {
    await write(response, behaviour.cut(heard), 0);
    response.destroy();
    return;
  }
  const text =
    'say' in behaviour ? JSON.stringify({ elements: behaviour.say(heard) }) : behaviour.text(heard);
  await write(response, text, behaviour.pause ?? 0);
  send(response, {}, 'stop');
  response.end('data: [DONE]\n\n');
}

/** @param pause ms before each piece. */
async function write(response: ServerResponse, text: string, pause: number): Promise<void> {
  for (let at = 0; at < text.length && !response.destroyed; at += PIECE) {
    if (pause > 0) await sleep(pause);
    send(response, { role: 'assistant', content: text.slice(at, at + PIECE) }, null);
  }
}

function send(response: ServerResponse, delta: object, finish: string | null): void {
  const chunk = {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'parrot-1b',
    choices: [{ index: 0, delta, finish_reason: finish }],
  };
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}
