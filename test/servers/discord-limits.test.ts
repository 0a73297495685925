import { describe, expect, it } from 'vitest';

import { checkCommands, checkMessage, pings } from './discord-limits.ts';

const button = (more: object = {}) => ({
  type: 2,
  style: 2,
  label: 'More',
  custom_id: 'more',
  ...more,
});
const row = (...components: object[]) => ({ type: 1, components });
const shown = (...components: object[]) => ({ content: 'x', components });
const v2 = (...components: object[]) => ({ flags: 1 << 15, components });
const words = (content: string) => ({ type: 10, content });
const many = <T>(count: number, make: (i: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));

describe('checkMessage', () => {
  const link = { type: 2, style: 5, label: 'arXiv', url: 'https://arxiv.org' };
  const options = (count: number) => many(count, (i) => ({ label: `${i}`, value: `${i}` }));
  const select = { type: 3, custom_id: 'pick', options: options(25) };
  const field = { name: 'n', value: 'v' };

  it.each([
    ['text', { content: 'x'.repeat(2000) }],
    ['trimmed text', { content: `${'x'.repeat(2000)}\n` }],
    ['an embed', { embeds: [{ title: 't', color: 0xffffff, fields: many(25, () => field) }] }],
    ['a picture', { embeds: [{ image: { url: 'attachment://a.png' } }] }],
    ['buttons', shown(row(button(), link))],
    ['a select', shown(row(select))],
    ['components v2', v2(words('x'), { type: 17, components: [words('y'), row(button())] })],
    ['an ephemeral message', { content: 'x', flags: 64 }],
  ])('accepts %s', (_, payload) => {
    expect(checkMessage(payload)).toEqual([]);
  });

  it.each([
    ['no message at all', {}, 'content'],
    ['blank text', { content: ' \n' }, 'content'],
    ['long text', { content: 'x'.repeat(2001) }, 'content'],
    ['long text of emoji', { content: '😀'.repeat(1001) }, 'content'],
    ['11 embeds', { embeds: many(11, () => ({ title: 't' })) }, 'embeds'],
    ['a long title', { embeds: [{ title: 'x'.repeat(257) }] }, 'embeds[0].title'],
    ['a long description', { embeds: [{ description: 'x'.repeat(4097) }] }, 'embeds[0].desc'],
    ['an empty embed', { embeds: [{ color: 1 }] }, 'embeds[0].description'],
    ['a colour', { embeds: [{ title: 't', color: 0x1000000 }] }, 'embeds[0].color'],
    ['a script', { embeds: [{ title: 't', url: 'javascript:alert(1)' }] }, 'embeds[0].url'],
    [
      'an empty field',
      { embeds: [{ fields: [{ name: 'n', value: ' ' }] }] },
      'embeds[0].fields[0]',
    ],
    ['26 fields', { embeds: [{ fields: many(26, () => field) }] }, 'embeds[0].fields'],
    ['6001 characters', { embeds: many(3, () => ({ description: 'x'.repeat(2001) })) }, 'embeds: '],
    ['a misspelt field', { embeds: [{ title: 't', colour: 1 }] }, 'embeds[0].colour'],
    ['an unknown file', { embeds: [{ image: { url: 'attachment://b' } }] }, 'embeds[0].image'],
    ['six rows', shown(...many(6, (i) => row(button({ custom_id: `${i}` })))), 'components'],
    ['six buttons', shown(row(...many(6, (i) => button({ custom_id: `${i}` })))), 'components[0]'],
    ['an empty row', shown(row()), 'components[0].components'],
    ['a bare button', shown(button()), 'components[0].type'],
    ['a custom_id twice', shown(row(button(), button())), 'components[0].components[1].custom_id'],
    [
      'a link with custom_id',
      shown(row({ ...link, custom_id: 'x' })),
      'components[0].components[0]',
    ],
    [
      'a button with url',
      shown(row(button({ url: 'https://a.b' }))),
      'components[0].components[0]',
    ],
    ['a long label', shown(row(button({ label: 'x'.repeat(81) }))), 'components[0].components[0]'],
    [
      'a long id',
      shown(row(button({ custom_id: 'x'.repeat(101) }))),
      'components[0].components[0]',
    ],
    ['no label', shown(row(button({ label: '' }))), 'components[0].components[0]'],
    ['26 options', shown(row({ ...select, options: options(26) })), 'components[0].components[0]'],
    ['a select beside a button', shown(row(select, button())), 'components[0].components'],
    ['v2 parts without the flag', shown(words('x')), 'components[0].type'],
    ['v2 with text', { ...v2(words('x')), content: 'x' }, 'content'],
    ['v2 with 41 components', v2(...many(41, () => words('x'))), 'components'],
    ['v2 with 4001 characters', v2(words('x'.repeat(4000)), words('y')), 'components'],
    ['a container in a container', v2({ type: 17, components: [{ type: 17 }] }), 'components[0]'],
    ['unknown flags', { content: 'x', flags: 1 << 7 }, 'flags'],
    ['a long nonce', { content: 'x', nonce: 'x'.repeat(26) }, 'nonce'],
  ])('refuses %s', (_, payload, where) => {
    const problems = checkMessage(payload, { files: [] });
    expect(problems).not.toEqual([]);
    expect(problems[0]).toContain(where);
  });

  it('refuses ephemeral channel posts', () => {
    expect(checkMessage({ content: 'x', flags: 64 }, { kind: 'channel' })).toHaveLength(1);
  });
});

describe('pings', () => {
  const content = '@everyone <@123> <@&456> @here';

  it('finds what would notify somebody', () => {
    expect(pings({ content })).toEqual(['@everyone', '<@123>', '<@&456>', '@here']);
    expect(pings(v2({ type: 17, components: [words('<@!1>')] }))).toEqual(['<@!1>']);
  });

  it('knows allowed_mentions, and that embeds never ping', () => {
    expect(pings({ content, allowed_mentions: { parse: [] } })).toEqual([]);
    expect(pings({ content, allowed_mentions: { parse: [], users: ['123'] } })).toEqual(['<@123>']);
    expect(pings({ content, allowed_mentions: { parse: ['roles'] } })).toEqual(['<@&456>']);
    expect(pings({ embeds: [{ title: content }] })).toEqual([]);
  });
});

describe('checkCommands', () => {
  const option = (more: object = {}) => ({ type: 3, name: 'query', description: 'd', ...more });
  const command = (more: object = {}) => ({ name: 'paper', description: 'd', ...more });
  const choice = (i: number) => ({ name: `${i}`, value: `${i}` });

  it('accepts commands', () => {
    const options = [
      option({ required: true, autocomplete: true }),
      option({ name: 'hide', type: 5 }),
    ];
    const sub = { type: 1, name: 'add', description: 'd', options };
    const context = { name: 'Explain this', type: 3 };
    const all = [
      command({ options, contexts: [0, 1] }),
      command({ name: 'shelf', options: [sub] }),
    ];
    expect(checkCommands([...all, context])).toEqual([]);
  });

  it.each([
    ['an upper-case name', [command({ name: 'Paper' })]],
    ['a name with a space', [command({ name: 'a b' })]],
    ['no description', [command({ description: '' })]],
    ['a long description', [command({ description: 'x'.repeat(101) })]],
    ['a name twice', [command(), command()]],
    ['101 commands', many(101, (i) => command({ name: `c${i}` }))],
    ['26 options', [command({ options: many(26, (i) => option({ name: `o${i}` })) })]],
    ['required last', [command({ options: [option({ name: 'a' }), option({ required: true })] })]],
    ['26 choices', [command({ options: [option({ choices: many(26, choice) })] })]],
    [
      'choices that complete',
      [command({ options: [option({ choices: [choice(1)], autocomplete: true })] })],
    ],
    ['a completing boolean', [command({ options: [option({ type: 5, autocomplete: true })] })]],
    ['a mix with subcommands', [command({ options: [option(), option({ name: 's', type: 1 })] })]],
    ['an unknown locale', [command({ name_localizations: { xx: 'a' } })]],
    ['a translated name in capitals', [command({ name_localizations: { de: 'Zettel' } })]],
    ['a translated name with a space', [command({ name_localizations: { ja: '本棚 追加' } })]],
    ['a long translated name', [command({ name_localizations: { ko: '가'.repeat(33) } })]],
    [
      'two options with one translated name',
      [
        command({
          options: ['a', 'b'].map((name) => option({ name, name_localizations: { ja: '論文' } })),
        }),
      ],
    ],
    [
      'a menu with a long translation',
      [{ type: 3, name: 'Find', name_localizations: { ja: '探'.repeat(33) } }],
    ],
    ['a long translation', [command({ description_localizations: { de: 'x'.repeat(101) } })]],
    ['no contexts', [command({ contexts: [] })]],
    [
      '8001 characters',
      [
        command({
          options: many(25, (i) =>
            option({
              name: `o${i}`,
              choices: many(3, (n) => ({ name: `${n}${'x'.repeat(99)}`, value: 'v'.repeat(30) })),
            }),
          ),
        }),
      ],
    ],
  ])('refuses %s', (_, body) => {
    expect(checkCommands(body)).not.toEqual([]);
  });
});
