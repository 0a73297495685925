import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
const bin = binaries();
/** Why there is no PostgreSQL for tests; undefined where there is one. */
export const noPostgres = bin === undefined
    ? 'no PostgreSQL server is installed (Debian: apt-get install postgresql)'
    : undefined;
function binaries() {
    const debian = '/usr/lib/postgresql';
    const versions = existsSync(debian) ? readdirSync(debian).sort().reverse() : [];
    const folders = [
        ...versions.map((version) => join(debian, version, 'bin')),
        ...(process.env['PATH'] ?? '').split(delimiter),
    ];
    return folders.find((folder) => ['initdb', 'postgres'].every((it) => existsSync(join(folder, it))));
}
/** PostgreSQL does not run as root: its own user does, or nobody. */
function owner() {
    if (process.getuid?.() !== 0)
        return undefined;
    const users = readFileSync('/etc/passwd', 'utf8').split('\n');
    for (const name of ['postgres', 'nobody']) {
        const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
        if (uid !== undefined && gid !== undefined)
            return { uid: Number(uid), gid: Number(gid) };
    }
    return undefined;
}
/**
 * @param settings of the server. Tests end processes, not the machine, so that nothing need wait for the disk.
 * @throws when there is none, see {@link noPostgres}.
 */
export async function startPostgres(settings = { fsync: 'off' }) {
    if (bin === undefined)
        throw new Error(noPostgres);
    const folder = await mkdtemp(join(tmpdir(), 'paperboy-postgres-'));
    const user = owner();
    if (user)
        chownSync(folder, user.uid, user.gid);
    const data = join(folder, 'data');
    await promisify(execFile)(join(bin, 'initdb'), ['-D', data, '-U', 'paperboy', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], { ...user, cwd: folder });
    const port = await freePort();
    const url = (name) => `postgres://paperboy@127.0.0.1:${port}/${name}`;
    const options = Object.entries({ listen_addresses: '127.0.0.1', ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    let server;
    let databases = 0;
    const start = async () => {
        const child = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), '-k', folder, ...options], { ...user, cwd: folder, stdio: 'ignore' });
        server = child;
        for (let tries = 0;; tries++) {
            const client = new Client({ connectionString: url('postgres') });
            try {
                await client.connect();
                await client.end();
                return;
            }
            catch (error) {
                if (tries > 200 || child.exitCode !== null)
                    throw error;
                await wait(50);
            }
        }
    };
    const kill = async () => {
        if (server === undefined || server.exitCode !== null)
            return;
        const over = once(server, 'exit');
        server.kill('SIGQUIT');
        await over;
        server = undefined;
    };
    await start();
    return {
        database: async () => {
            const name = `test_${++databases}`;
            const client = new Client({ connectionString: url('postgres') });
            await client.connect();
            await client.query(`create database ${name}`);
            await client.end();
            return url(name);
        },
        kill,
        restart: async () => {
            await kill();
            await start();
        },
        close: async () => {
            await kill();
            await rm(folder, { recursive: true, force: true });
        },
    };
}
async function freePort() {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    server.close();
    await once(server, 'close');
    return port;
}
//# sourceMappingURL=postgres.js.map