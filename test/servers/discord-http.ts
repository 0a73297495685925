import type { IncomingMessage } from 'node:http';

import { isObj, line, objects, str } from './discord-form.ts';

/** The endpoints that the server has, as `METHOD /path` below `/api/v10`. */
export const ROUTES = [
  'GET /gateway/bot',
  'GET /users/@me',
  'GET /guilds/:guild',
  'POST /users/@me/channels',
  'GET /applications/@me',
  'GET /applications/:app/commands',
  'PUT /applications/:app/commands',
  'GET /applications/:app/guilds/:guild/commands',
  'PUT /applications/:app/guilds/:guild/commands',
  'POST /interactions/:id/:token/callback',
  'POST /webhooks/:app/:token',
  'GET /webhooks/:app/:token/messages/:message',
  'PATCH /webhooks/:app/:token/messages/:message',
  'DELETE /webhooks/:app/:token/messages/:message',
  'GET /channels/:channel',
  'PATCH /channels/:channel',
  'GET /channels/:channel/messages',
  'POST /channels/:channel/messages',
  'GET /channels/:channel/messages/:message',
  'PATCH /channels/:channel/messages/:message',
  'DELETE /channels/:channel/messages/:message',
  'POST /channels/:channel/messages/:message/threads',
] as const;

/** One of the endpoints. */
export type Route = (typeof ROUTES)[number];

/** The lines that describe a refused answer, for people. */
export function problemLines(body: unknown): string[] {
  if (!isObj(body)) return [];
  const flat = (value: unknown, path: string): string[] =>
    !isObj(value)
      ? []
      : Object.entries(value).flatMap(([key, inner]) =>
          key === '_errors'
            ? objects(inner).map((item) => line({ path, code: '', message: str(item.message) }))
            : flat(inner, path === '' ? key : `${path}.${key}`),
        );
  return body.code === 50035 ? flat(body.errors, '') : [str(body.message)];
}

/** Finds the route of a request; `path` is below `/api/v10`. */
export function findRoute(
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | undefined {
  const parts = path.split('/');
  for (const route of ROUTES) {
    const [verb = '', pattern = ''] = route.split(' ');
    const keys = pattern.split('/');
    if (verb !== method || keys.length !== parts.length) continue;
    if (!keys.every((key, i) => key.startsWith(':') || key === parts[i])) continue;
    const named = keys.flatMap((key, i) =>
      key.startsWith(':') ? [[key.slice(1), decodeURIComponent(parts[i] ?? '')]] : [],
    );
    return { route, params: Object.fromEntries(named) as Record<string, string> };
  }
  return undefined;
}

/** The body of a request: JSON, or multipart with `payload_json` beside files. Undefined when it is neither. */
export async function readBody(
  request: IncomingMessage,
): Promise<{ body: unknown; files: string[] } | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  if (bytes.length === 0) return { body: undefined, files: [] };
  const type = request.headers['content-type'] ?? '';
  try {
    if (!type.startsWith('multipart/form-data'))
      return { body: JSON.parse(bytes.toString()) as unknown, files: [] };
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    const payload = form.get('payload_json');
    const files = [...form.values()].flatMap((value) =>
      typeof value === 'string' ? [] : [value.name],
    );
    return {
      body: typeof payload === 'string' ? (JSON.parse(payload) as unknown) : undefined,
      files,
    };
  } catch {
    return undefined;
  }
}
