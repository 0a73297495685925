import { randomBytes } from 'node:crypto';
import fc from '../property.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInstallations, type Installations } from '../../adapters/slack/installations.ts';
import { createSeal, SealError } from '../../adapters/slack/seal.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { onEachDatabase } from '../store/databases.ts';
import { memoryLog } from './world.ts';

const [OLD, NEW, OTHER] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const GRANT = { token: 'xoxb-first', botId: 'B1', botUserId: 'U1' };

describe('a seal', () => {
  it('gives back what was closed, of any text, and never the same twice', () => {
    const seal = createSeal([OLD]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, about) => {
        const sealed = seal.close(text, about);
        expect(seal.open(sealed, about)).toBe(text);
        expect(seal.close(text, about)).not.toBe(sealed);
      }),
    );
  });

  it('shows nothing of the text, and reads as version, key, IV, tag and ciphertext', () => {
    const sealed = createSeal([OLD]).close('xoxb-secret', 'slack||T1');
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/);
    expect(Buffer.from(sealed.split('.')[4] ?? '', 'base64url').toString()).not.toContain('xoxb');
  });

  it('closes with the first key and opens with all', () => {
    const sealed = createSeal([OLD]).close('text', 'here');
    const both = createSeal([NEW, OLD]);
    expect(both.open(sealed, 'here')).toBe('text');
    expect(createSeal([NEW]).open(both.close('text', 'here'), 'here')).toBe('text');
    expect(() => createSeal([NEW]).open(sealed, 'here')).toThrow(/key, [0-9a-f]{8}, is not among/);
  });

  it('does not open elsewhere, nor when any bit of it was changed', () => {
    const seal = createSeal([OLD]);
    const sealed = seal.close('text', 'slack||T1');
    expect(() => seal.open(sealed, 'slack||T2')).toThrow(SealError);
    const [version = '', id = '', ...parts] = sealed.split('.');
    for (const [index, part] of parts.entries()) {
      const bytes = Buffer.from(part, 'base64url');
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const forged = parts.with(index, changed.toString('base64url'));
        expect(() => seal.open([version, id, ...forged].join('.'), 'slack||T1')).toThrow(SealError);
      }
    }
    // A shortened tag would be guessed sooner.
    const short = parts.with(1, (parts[1] ?? '').slice(0, 6));
    expect(() => seal.open([version, id, ...short].join('.'), 'slack||T1')).toThrow(SealError);
    for (const odd of ['', 'v1', 'v2' + sealed.slice(2), `${sealed}.x`]) {
      expect(() => seal.open(odd, 'slack||T1')).toThrow(SealError);
    }
  });
});

onEachDatabase('installations', ({ fresh }) => {
  let store: Store;
  let installations: Installations;
  const at = (team: string, enterprise = '', orgWide = false) => ({ team, enterprise, orgWide });
  const sealedOf = async (team: string): Promise<string> => {
    const row = await store.db
      .selectFrom('installations')
      .select('sealed')
      .where('team', '=', team)
      .executeTakeFirstOrThrow();
    return row.sealed ?? '';
  };

  beforeEach(async () => {
    store = await openStore(await fresh(), memoryLog());
    installations = createInstallations(store, createSeal([OLD]));
  });
  afterEach(() => store.close());

  it('are kept encrypted and found by workspace alone', async () => {
    await installations.save({ enterprise: '', team: 'T1' }, GRANT);
    await installations.save({ enterprise: 'E1', team: 'T2' }, { ...GRANT, token: 'xoxb-second' });
    const rows = JSON.stringify(await store.db.selectFrom('installations').selectAll().execute());
    expect(rows).not.toContain('xoxb');
    expect((await installations.find(at('T1')))?.grant).toEqual(GRANT);
    expect((await installations.find(at('T2')))?.grant.token).toBe('xoxb-second');
    for (const nobody of [at('T3'), at(''), at('T3', 'E1'), at('', 'E1', true)]) {
      expect(await installations.find(nobody)).toBeUndefined();
    }
  });

  it('are read with an old key, and closed with the new one when they are saved next', async () => {
    await installations.save(at('T1'), GRANT);
    const before = await sealedOf('T1');
    const turned = createInstallations(store, createSeal([NEW, OLD]));
    const found = await turned.find(at('T1'));
    expect(found?.grant).toEqual(GRANT);
    expect(await sealedOf('T1')).toBe(before);
    if (!found) throw new Error('lost');
    expect(await turned.renew(found, { ...GRANT, token: 'xoxb-next' })).toBe(true);
    const newest = createInstallations(store, createSeal([NEW]));
    expect((await newest.find(at('T1')))?.grant.token).toBe('xoxb-next');
    await expect(installations.find(at('T1'))).rejects.toThrow(/is not among those given/);
    expect(await newest.unreadable()).toBe(0);
    expect(await createInstallations(store, createSeal([OTHER])).unreadable()).toBe(1);
  });

  it('do not open in another workspace’s row', async () => {
    await installations.save(at('T1'), GRANT);
    await installations.save(at('T2'), { ...GRANT, token: 'xoxb-second' });
    const stolen = await sealedOf('T2');
    await store.db
      .updateTable('installations')
      .set({ sealed: stolen })
      .where('team', '=', 'T1')
      .execute();
    await expect(installations.find(at('T1'))).rejects.toThrow(/changed, or belongs somewhere/);
    expect((await installations.find(at('T2')))?.grant.token).toBe('xoxb-second');
  });

  it('serve the workspaces of an organisation, unless those have their own', async () => {
    await installations.save({ enterprise: 'E1', team: '' }, { ...GRANT, token: 'xoxb-org' });
    await installations.join({ enterprise: 'E1', team: 'T3' });
    await installations.join({ enterprise: 'E1', team: 'T3' });
    expect((await installations.find(at('T3', 'E1', true)))?.grant.token).toBe('xoxb-org');
    // As a post that nobody asked for finds it.
    expect((await installations.find(at('T3')))?.grant.token).toBe('xoxb-org');
    expect(await installations.find(at('T4'))).toBeUndefined();
    await installations.save({ enterprise: 'E1', team: 'T3' }, { ...GRANT, token: 'xoxb-own' });
    await installations.join({ enterprise: 'E1', team: 'T3' });
    expect((await installations.find(at('T3')))?.grant.token).toBe('xoxb-own');
    expect((await installations.find(at('T3', 'E1', true)))?.grant.token).toBe('xoxb-org');
  });

  it('are left once, and not when they were made again since', async () => {
    await installations.save(at('T1'), GRANT);
    const now = await store.now();
    expect(await installations.leave(at('T1'), now - 60_000)).toEqual([]);
    expect(await installations.leave(at('T1'), now + 60_000)).toEqual(['T1']);
    await installations.save({ enterprise: 'E1', team: '' }, GRANT);
    for (const team of ['T3', 'T4']) await installations.join({ enterprise: 'E1', team });
    await installations.save({ enterprise: 'E1', team: 'T5' }, GRANT);
    const whole = at('', 'E1', true);
    expect(await installations.leave(whole, now - 60_000)).toEqual([]);
    expect(await installations.find(whole)).toBeDefined();
    expect((await installations.leave(whole, now + 60_000)).sort()).toEqual(['T3', 'T4']);
    expect(await installations.find(whole)).toBeUndefined();
    expect(await installations.find(at('T5'))).toBeDefined();
  });

  it('have their token renewed by one alone, of those who saw the same one', async () => {
    await installations.save(at('T1'), GRANT);
    const found = await installations.find(at('T1'));
    if (!found) throw new Error('lost');
    const claims = await Promise.all([1, 2, 3, 4, 5].map(() => installations.claim(found, 60_000)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await installations.renew(found, { ...GRANT, token: 'xoxb-next' })).toBe(true);
    expect(await installations.renew(found, { ...GRANT, token: 'xoxb-late' })).toBe(false);
    expect(await installations.claim(found, 60_000)).toBe(false);
    // Whose lease has ended is followed by the next.
    const next = await installations.find(at('T1'));
    if (!next) throw new Error('lost');
    expect(await installations.claim(next, -1)).toBe(true);
    expect(await installations.claim(next, 60_000)).toBe(true);
  });
});
