import type { Command } from '../command.ts';
import type { Commands } from '../commands/index.ts';
import { en, type Phrases } from './en.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import { zhCN } from './zh-CN.ts';

/** What something is called, and what is said of it. */
export interface Label {
  name: string;
  description: string;
}

/** What a command is called in a language. */
export interface Labels extends Label {
  options: Record<string, Label>;
}

/** The labels of all commands; a name of two words where Discord has a part, as for `bare`. */
export type CommandLabels = {
  [C in Commands as C['name']]: Label & { options: { [K in keyof C['options']]: Label } };
};

/** Paperboy in one language. */
export interface Language {
  /** As Discord and Intl know it. */
  locale: string;
  phrases: Phrases;
  commands?: CommandLabels;
}

/** Any language but English, in which commands are called as they are defined. */
export type Translation = Language & { commands: CommandLabels };

const english: Language = { locale: 'en-GB', phrases: en };

/** A further language is a file and its place here. */
export const translations: readonly Translation[] = [ja, ko, zhCN];

/** All languages; the first is for those whose language is not among them. */
export const languages: readonly Language[] = [english, ...translations];

const known = new Map<string, Language>();

/**
 * The language for a locale as platforms write it: `ja`, `ko-KR`, `zh-CN`. Who reads Chinese in its
 * traditional script (`zh-TW`) gets English: the other script is not theirs, and CLDR, whose
 * `parentLocales` say what may stand in for what, leads from `zh-Hant` to the root and not to `zh`.
 */
export function languageOf(locale = ''): Language {
  const found = known.get(locale) ?? closest(locale);
  if (known.size < KEPT) known.set(locale, found);
  return found;
}

/** Platforms have some dozens of locales; whoever asks for others is not remembered for it. */
const KEPT = 100;

function closest(locale: string): Language {
  try {
    const wanted = scriptOf(locale);
    return languages.find((one) => scriptOf(one.locale) === wanted) ?? english;
  } catch {
    // Not a locale.
    return english;
  }
}

/** `ja Jpan`, `zh Hans`. @throws {RangeError} when it is no locale. */
function scriptOf(locale: string): string {
  const { language, script } = new Intl.Locale(locale).maximize();
  return `${language} ${script ?? ''}`;
}

/** What Paperboy says to somebody. */
export function phrasesFor({ locale }: { locale?: string | undefined }): Phrases {
  return languageOf(locale).phrases;
}

/** The locale to write dates and numbers for somebody in: their own, if it is of the language they are answered in. */
export function formatFor({ locale }: { locale?: string | undefined }): string {
  const language = languageOf(locale);
  const own = locale !== undefined && locale.split('-')[0] === language.locale.split('-')[0];
  return own ? locale : language.locale;
}

/** What a command is called in the language of a locale. */
export function labelsOf(command: Command, locale?: string): Labels {
  const labels: Partial<Record<string, Labels>> = languageOf(locale).commands ?? {};
  return labels[command.name] ?? asDefined(command);
}

function asDefined({ name, bare, description, options }: Command): Labels {
  const labels = Object.entries(options).map(([option, definition]): [string, Label] => [
    option,
    { name: option, description: definition.description },
  ]);
  return {
    name: bare === undefined ? name : `${name} ${bare}`,
    description,
    options: Object.fromEntries(labels),
  };
}
