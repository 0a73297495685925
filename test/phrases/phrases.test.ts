import { describe, expect, it } from 'vitest';
import { LIMITS as DISCORD } from '../../adapters/discord/render.ts';
import { LIMITS as SLACK } from '../../adapters/slack/render.ts';
import { commands } from '../../src/commands/index.ts';
import { en } from '../../src/phrases/en.ts';
import {
  formatFor,
  labelsOf,
  languageOf,
  languages,
  translations,
} from '../../src/phrases/languages.ts';

/** What a phrase says, with numbers that are found again for whatever it takes. */
interface Said {
  at: string;
  text: string;
  takes: number[];
}

/** Every phrase below an object, by where it stands. */
function saidIn(phrases: object, at = ''): Said[] {
  return Object.entries(phrases).flatMap(([key, phrase]: [string, unknown]): Said[] => {
    const here = at === '' ? key : `${at}.${key}`;
    // Lists, which Intl writes.
    if (here === 'and' || here === 'or') return [];
    if (typeof phrase === 'string') return [{ at: here, text: phrase, takes: [] }];
    if (typeof phrase !== 'function') return saidIn(phrase as object, here);
    const takes = Array.from({ length: phrase.length }, (_, i) => 41 + i);
    return [{ at: here, text: (phrase as (...all: number[]) => string)(...takes), takes }];
  });
}

const english = saidIn(en);

/** Names, formats, and what people type: the same in all languages. */
const NAMES =
  /(?<![a-z])(?:Paperboy|Slack|Discord|arXiv|README|Add a note|Markdown|BibTeX|APA|JSON|plain|Message Content Intent|paper lora|npm start|weekdays|ID|on|off|vs|UTC|am|notes|Tokyo|Seoul|Shanghai|mon|thu)(?![a-z])/gi;

describe.each(translations)('$locale', ({ locale, phrases, commands: labels }) => {
  const said = saidIn(phrases);

  it('says something for each phrase', () => {
    expect(said.map(({ at }) => at)).toEqual(english.map(({ at }) => at));
    expect(said.filter(({ text }) => text.trim() === '')).toEqual([]);
  });

  it('says all that a phrase takes', () => {
    const lost = said.flatMap(({ at, text }, i) => {
      const { takes, text: original } = english[i] ?? { takes: [], text: '' };
      return takes
        .map(String)
        .filter((value) => original.includes(value) && !text.includes(value))
        .map((value) => `${at} lacks ${value}: ${text}`);
    });
    expect(lost).toEqual([]);
  });

  it('leaves no English over', () => {
    const own = [...said.map(({ text }) => text), ...saidIn(labels).map(({ text }) => text)];
    const left = own.filter((text) =>
      /[A-Za-z]{2,}/.test(
        text
          .replace(/`[^`]*`/g, '')
          .replace(/\]\([^)]*\)/g, '')
          .replace(NAMES, ''),
      ),
    );
    expect(left).toEqual([]);
  });

  it('has the same marks of Markdown, code and links as the English', () => {
    const marks = (text: string): number[] =>
      [/\*\*/g, /`/g, /\]\(/g].map((mark) => [...text.matchAll(mark)].length);
    const other = said.filter(
      ({ text }, i) => marks(text).join() !== marks(english[i]?.text ?? '').join(),
    );
    expect(other).toEqual([]);
  });

  it('fits what platforms show', () => {
    const long = (texts: Said[], most: number): Said[] =>
      texts.filter(({ text }) => text.length > most);
    const within = (at: string): Said[] => said.filter((one) => one.at.startsWith(at));
    // With the longest name of a paper or topic in it, see the limits of names in src/catalog.
    const button = Math.min(DISCORD.label, SLACK.buttonText) - 30;
    expect(long(within('button.'), button)).toEqual([]);
    expect(long(within('menu.'), 24)).toEqual([]);
    expect(long(within('hide.name'), 32)).toEqual([]);
    expect(long(within('hide.description'), 100)).toEqual([]);
    for (const command of commands) {
      const { name, description, options } = labelsOf(command, locale);
      expect(name.split(' ').every((word) => word.length <= 32)).toBe(true);
      expect(description.length).toBeLessThanOrEqual(100);
      for (const option of Object.values(options)) {
        expect(option.name.length).toBeLessThanOrEqual(32);
        expect(option.description.length).toBeLessThanOrEqual(100);
      }
    }
  });

  it('calls a family of commands the same in all its parts, and each part something else', () => {
    const names = commands.map((command) => labelsOf(command, locale).name);
    expect(new Set(names).size).toBe(names.length);
    commands.forEach((command, i) => {
      const [head] = (names[i] ?? '').split(' ');
      for (const other of commands) {
        if (other.name.split(' ')[0] !== command.name.split(' ')[0]) continue;
        expect(labelsOf(other, locale).name.split(' ')[0]).toBe(head);
      }
      const words = command.name.split(' ').length + (command.bare === undefined ? 0 : 1);
      expect(names[i]?.split(' ')).toHaveLength(words);
    });
  });
});

describe('the language of a locale', () => {
  it.each([
    ['ja', 'ja'],
    ['ja-JP', 'ja'],
    ['ko', 'ko'],
    ['ko-KR', 'ko'],
    ['zh-CN', 'zh-CN'],
    ['zh-SG', 'zh-CN'],
    ['zh-TW', 'en-GB'],
    ['zh-HK', 'en-GB'],
    ['en-US', 'en-GB'],
    ['de', 'en-GB'],
    ['', 'en-GB'],
    ['no locale!', 'en-GB'],
    [undefined, 'en-GB'],
  ])('%s is %s', (locale, language) => {
    expect(languageOf(locale).locale).toBe(language);
  });

  it('has dates written as that language and its reader do', () => {
    expect(formatFor({ locale: 'en-US' })).toBe('en-US');
    expect(formatFor({ locale: 'ja-JP' })).toBe('ja-JP');
    expect(formatFor({ locale: 'de' })).toBe('en-GB');
    expect(formatFor({ locale: 'zh-TW' })).toBe('en-GB');
    expect(formatFor({})).toBe('en-GB');
  });

  it('is listed once', () => {
    expect(new Set(languages.map(({ locale }) => locale)).size).toBe(languages.length);
  });
});
