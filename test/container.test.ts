import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { readConfig } from '../src/config.ts';
import { root } from '../src/package.ts';
import { startDiscord } from './servers/discord.ts';
import { startSlack } from './servers/slack.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

// What somebody has in .env.
const own = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
  DISCORD_TOKEN: `${'a'.repeat(24)}.bbbbbb.${'c'.repeat(27)}`,
};

describe('compose.yaml', () => {
  interface Service {
    read_only?: boolean;
    user?: string;
    cap_drop?: string[];
    env_file?: string;
    stop_grace_period?: string;
    environment?: Record<string, string>;
    volumes?: string[];
    ports?: string[];
    depends_on?: unknown;
  }
  const compose = parseYaml(read('compose.yaml'), { merge: true }) as {
    services: Record<string, Service>;
    volumes: Record<string, unknown>;
    configs: Record<string, { content: string }>;
  };
  const { one, two, front, database } = compose.services;
  const replicas = [one, two];
  const configs = replicas.map((replica) =>
    readConfig({
      ...own,
      NODE_ENV: 'production',
      ...Object.fromEntries(
        Object.entries(replica?.environment ?? {}).map(([name, value]) => [
          name,
          value.replace(/\$\{POSTGRES_PASSWORD:[^}]*\}/, 'secret'),
        ]),
      ),
    }),
  );

  it('gives both replicas settings that are taken, the same database and all shards between them', () => {
    const [first, second] = configs;
    expect(first?.databaseUrl).toBe('postgres://paperboy:secret@database/paperboy');
    expect(second?.databaseUrl).toBe(first?.databaseUrl);
    expect(database?.environment).toMatchObject({
      POSTGRES_USER: 'paperboy',
      POSTGRES_DB: 'paperboy',
    });
    const shards = configs.map(({ discord }) => discord?.shards);
    expect(shards).toEqual([
      { ids: [0], of: 2 },
      { ids: [1], of: 2 },
    ]);
    expect(configs.map(({ playground }) => playground)).toEqual([false, false]);
  });

  it('names no setting that does not exist', () => {
    const known = read('.env.example');
    for (const replica of replicas) {
      for (const name of Object.keys(replica?.environment ?? {}))
        expect(known).toContain(`${name}=`);
      expect(replica?.env_file).toBe('.env');
    }
  });

  it('lets them write nothing but their volume, as nobody in particular', () => {
    for (const replica of replicas) {
      expect(replica).toMatchObject({ read_only: true, user: '1000:1000', cap_drop: ['ALL'] });
      expect(replica?.volumes).toContain('data:/app/data');
      expect(replica?.ports).toBeUndefined();
      // The program takes up to 5 s.
      expect(parseInt(replica?.stop_grace_period ?? '0')).toBeGreaterThan(5);
    }
    for (const service of Object.values(compose.services)) {
      for (const volume of service.volumes ?? []) {
        expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
      }
    }
  });

  it('has one port, behind which both are, and shows no metrics there', () => {
    expect(front?.ports).toEqual(['3000:3000']);
    const { content = '' } = compose.configs['front'] ?? {};
    const [image = ''] = /^ENV .*/m.exec(read('Dockerfile')) ?? [];
    const [, port = ''] = /PORT=(\d+)/.exec(image) ?? [];
    for (const name of ['one', 'two']) expect(content).toContain(`server ${name}:${port}`);
    expect(content).toMatch(/location = \/metrics \{\s*return 404/);
  });
});

describe('the image', () => {
  const dockerfile = read('Dockerfile');
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  const image = mkdtempSync(join(tmpdir(), 'paperboy-image-'));
  const data = mkdtempSync(join(tmpdir(), 'paperboy-data-'));
  const asRoot = process.getuid?.() === 0;
  // Root's own Node may lie where another user can't reach it, as `npm exec` puts it.
  const node = asRoot
    ? join(mkdtempSync(join(tmpdir(), 'paperboy-node-')), 'node')
    : process.execPath;

  // What the last stage copies, from here instead of from the other stages.
  beforeAll(() => {
    for (const [, words = ''] of last.matchAll(/^COPY (.*)$/gm)) {
      const paths = words.split(' ').filter((word) => !word.startsWith('--'));
      const to = join(image, paths.at(-1) ?? '');
      for (const from of paths.slice(0, -1)) {
        const source = join(root, from.replace(/^\/app\//, ''));
        const target = paths.at(-1) === './' ? join(to, from) : to;
        mkdirSync(join(target, '..'), { recursive: true });
        cpSync(source, target, { recursive: true });
      }
    }
    chmodSync(image, 0o555);
    chmodSync(data, 0o777);
    if (!asRoot) return;
    chmodSync(dirname(node), 0o755);
    copyFileSync(process.execPath, node);
  });
  afterAll(() => {
    chmodSync(image, 0o755);
    for (const folder of [image, data]) rmSync(folder, { recursive: true, force: true });
    if (asRoot) rmSync(dirname(node), { recursive: true });
  });

  it('runs as a user of its own and says how it is', () => {
    expect(last).toMatch(/^USER 1000$/m);
    expect(last).toMatch(/^VOLUME \/app\/data$/m);
    expect(last).toContain('/healthz');
    expect(dockerfile).toMatch(/npm ci --omit=dev/);
  });

  it('holds nothing that only developers need, and is as large as the README says', () => {
    const files = readdirSync(image, { recursive: true, encoding: 'utf8' });
    const bytes = files.reduce((sum, file) => sum + statSync(join(image, file)).size, 0);
    const said = Number(/(\d+) MB on top of Node/.exec(read('README.md'))?.[1]);
    expect(Math.abs(bytes / 2 ** 20 - said)).toBeLessThan(8);
    const names = files.map((file) => `/${file}`);
    expect(
      names.filter((name) => /^\/(test|bench|docs|src|adapters|\.git|\.env)/.test(name)),
    ).toEqual([]);
    expect(
      names.filter((name) => /node_modules\/(typescript|vitest|eslint|esbuild|react)\//.test(name)),
    ).toEqual([]);
  });

  it('connects and draws where nothing but the data can be written', async () => {
    const slack = await startSlack();
    const discord = await startDiscord({ token: own.DISCORD_TOKEN });
    const { PATH = '' } = process.env;
    const child = spawn(node, ['dist/main.js'], {
      cwd: image,
      env: {
        PATH,
        NODE_ENV: 'production',
        PLAYGROUND: 'true',
        PORT: '0',
        DATABASE_URL: join(data, 'paperboy.db'),
        ...own,
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_API_URL: slack.apiUrl,
        DISCORD_API_URL: discord.apiUrl,
      },
      ...(asRoot && { uid: 1000, gid: 1000 }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exit = once(child, 'close');
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    }
    const before = readdirSync(image, { recursive: true }).length;
    try {
      const url = await vi.waitFor(() => {
        const found = /Playground\s+(http:\S+)/.exec(output)?.[1];
        if (found === undefined) throw new Error(`not started: ${output}`);
        return found;
      }, 15_000);
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      const body = JSON.stringify({ text: '/paper lora' });
      const asked = await fetch(`${url}/playground/ask`, { method: 'POST', body });
      const { attachments } = (await asked.json()) as {
        attachments: Record<string, { address: string }>;
      };
      const [picture] = Object.values(attachments);
      const drawn = await fetch(`${url}${picture?.address ?? ''}`);
      expect(drawn.headers.get('content-type')).toBe('image/png');
      expect((await drawn.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
      expect(readdirSync(data)).toContain('paperboy.db');
      expect(readdirSync(image, { recursive: true }).length).toBe(before);
    } finally {
      child.kill('SIGTERM');
      await exit;
      await Promise.all([slack.close(), discord.close()]);
    }
  });
});
