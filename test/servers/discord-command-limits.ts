import { array, integer, isObj, line, objects, str, text } from './discord-form.ts';
import type { Obj, Problem, Report } from './discord-form.ts';

// Application Commands reference, "Application command naming".
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
// Reference, "Locales".
const LOCALES = new Set(
  (
    'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr ' +
    'cs el bg ru uk hi th zh-CN ja zh-TW ko'
  ).split(' '),
);
const SUB = 1;
const GROUP = 2;
const NUMERIC = [4, 10];

function name(report: Report, path: string, value: unknown): void {
  if (typeof value !== 'string' || !NAME.test(value) || value !== value.toLowerCase())
    report(
      path,
      'APPLICATION_COMMAND_INVALID_NAME',
      'Command name is invalid: 1-32 characters, lower case, no spaces',
    );
}

function localized(report: Report, path: string, value: unknown, check: typeof name): void {
  if (value === undefined || value === null) return;
  if (!isObj(value)) {
    report(path, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used');
    return;
  }
  for (const [locale, translated] of Object.entries(value)) {
    if (!LOCALES.has(locale)) report(`${path}.${locale}`, 'LOCALE_INVALID', 'Unknown locale.');
    if (translated !== null) check(report, `${path}.${locale}`, translated);
  }
}

function described(report: Report, path: string, value: unknown): void {
  text(report, path, value, { min: 1, max: 100 });
}

/** Names in menus may hold spaces and capitals. */
function menuName(report: Report, path: string, value: unknown): void {
  text(report, path, value, { min: 1, max: 32 });
}

function labels(report: Report, path: string, value: Obj): void {
  name(report, `${path}.name`, value.name);
  described(report, `${path}.description`, value.description);
  localized(report, `${path}.name_localizations`, value.name_localizations, name);
  localized(
    report,
    `${path}.description_localizations`,
    value.description_localizations,
    described,
  );
}

/** Reports what is wrong with one choice of an option of type 3 (string), 4 (integer) or 10 (number). */
export function choice(report: Report, path: string, value: unknown, type: number): void {
  if (!isObj(value)) {
    report(path, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used');
    return;
  }
  text(report, `${path}.name`, value.name, { min: 1, max: 100 });
  if (type === 3) text(report, `${path}.value`, value.value, { min: 1, max: 100, trim: false });
  else if (typeof value.value !== 'number' || (type === 4 && !Number.isInteger(value.value)))
    report(`${path}.value`, 'NUMBER_TYPE_COERCE', 'Value is not a number.');
}

function option(report: Report, path: string, value: Obj, depth: number): void {
  labels(report, path, value);
  const type = Number(value.type);
  if (!Number.isInteger(type) || type < 1 || type > 11)
    report(`${path}.type`, 'BASE_TYPE_CHOICES', 'Value must be between 1 and 11.');
  const nested = type === SUB || type === GROUP;
  if (nested && (depth > 1 || (type === GROUP && depth > 0)))
    report(`${path}.type`, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Nested too deep.');
  if (nested) options(report, `${path}.options`, value, depth + 1);
  else if (value.options !== undefined && value.options !== null)
    report(`${path}.options`, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Only for subcommands.');
  if (nested && value.required !== undefined)
    report(`${path}.required`, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Not for subcommands.');

  const choices = array(report, `${path}.choices`, value.choices, { max: 25 });
  if (choices.length > 0 && type !== 3 && !NUMERIC.includes(type))
    report(`${path}.choices`, 'APPLICATION_COMMAND_OPTIONS_CHOICES', 'Not for this type.');
  for (const [i, item] of choices.entries()) choice(report, `${path}.choices[${i}]`, item, type);
  unique(
    report,
    `${path}.choices`,
    objects(choices).map((item) => str(item.name)),
  );
  if (
    value.autocomplete === true &&
    (choices.length > 0 || (type !== 3 && !NUMERIC.includes(type)))
  )
    report(
      `${path}.autocomplete`,
      'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE',
      'Only for string, integer and number options without choices.',
    );
  for (const key of ['min_length', 'max_length']) {
    integer(report, `${path}.${key}`, value[key], key === 'min_length' ? 0 : 1, 6000);
    if (value[key] !== undefined && type !== 3)
      report(`${path}.${key}`, 'APPLICATION_COMMAND_OPTIONS_LENGTH', 'Only for string options.');
  }
  for (const key of ['min_value', 'max_value'])
    if (value[key] !== undefined && !NUMERIC.includes(type))
      report(`${path}.${key}`, 'APPLICATION_COMMAND_OPTIONS_VALUE', 'Only for numeric options.');
}

function unique(report: Report, path: string, names: readonly string[]): void {
  if (new Set(names).size < names.length)
    report(path, 'APPLICATION_COMMAND_OPTIONS_NAME_UNIQUE', 'Names must be unique');
}

/** What somebody sees of these in a language: a translation, or the name. */
function namesIn(locale: string, items: readonly Obj[]): string[] {
  return items.map(({ name, name_localizations: translations }) =>
    str((isObj(translations) && translations[locale]) || name),
  );
}

function uniqueInEach(report: Report, path: string, items: readonly Obj[]): void {
  for (const locale of LOCALES) unique(report, `${path}.${locale}`, namesIn(locale, items));
}

function options(report: Report, path: string, parent: Obj, depth: number): void {
  const items = objects(array(report, path, parent.options, { max: 25 }));
  for (const [i, item] of items.entries()) option(report, `${path}[${i}]`, item, depth);
  unique(
    report,
    path,
    items.map((item) => str(item.name)),
  );
  uniqueInEach(report, path, items);
  const required = items.map((item) => item.required === true);
  if (required.some((is, i) => is && required.slice(0, i).includes(false)))
    report(
      path,
      'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
      'Required options must be placed before non-required options',
    );
  const nested = items.filter((item) => item.type === SUB || item.type === GROUP);
  if (nested.length > 0 && nested.length < items.length)
    report(
      path,
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    );
}

// Application Commands reference: of a localized field only the longest text counts towards the 8000.
function longest(value: unknown, translations: unknown): number {
  const all = isObj(translations) ? Object.values(translations) : [];
  return Math.max(...[value, ...all].map((part) => str(part).length));
}

function size(value: Obj): number {
  const own =
    longest(value.name, value.name_localizations) +
    longest(value.description, value.description_localizations);
  const choices = objects(value.choices).map(
    (item) =>
      longest(item.name, item.name_localizations) +
      (typeof item.value === 'number' ? String(item.value).length : str(item.value).length),
  );
  return [...choices, ...objects(value.options).map(size)].reduce((sum, n) => sum + n, own);
}

function enums(report: Report, path: string, value: unknown, max: number): void {
  if (value === undefined || value === null) return;
  const items = array(report, path, value, { min: 1, max: max + 1 });
  for (const [i, item] of items.entries()) integer(report, `${path}[${i}]`, item, 0, max);
  if (new Set(items).size < items.length)
    report(path, 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value');
}

/** Everything Discord would refuse in the body of a bulk command overwrite, in detail. */
export function commandProblems(body: unknown): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, code, message) => void problems.push({ path, code, message });
  if (!Array.isArray(body)) {
    report('commands', 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    return problems;
  }
  const commands = objects(body);
  if (commands.length < body.length)
    report('commands', 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
  // Application Commands reference: 100 chat input, 15 user and 15 message commands per scope.
  for (const [type, max] of [
    [1, 100],
    [2, 15],
    [3, 15],
  ] as const) {
    const names = commands
      .filter((item) => (item.type ?? 1) === type)
      .map((item) => str(item.name));
    if (names.length > max)
      report('commands', 'APPLICATION_COMMANDS_MAX', `At most ${max} commands of type ${type}.`);
    if (new Set(names).size < names.length)
      report('commands', 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Command names must be unique');
    uniqueInEach(
      report,
      'commands',
      commands.filter((item) => (item.type ?? 1) === type),
    );
  }
  for (const [i, command] of commands.entries()) {
    const at = `[${i}]`;
    const type = command.type ?? 1;
    integer(report, `${at}.type`, type, 1, 4);
    enums(report, `${at}.contexts`, command.contexts, 2);
    enums(report, `${at}.integration_types`, command.integration_types, 1);
    if (command.default_member_permissions != null)
      text(report, `${at}.default_member_permissions`, command.default_member_permissions, {
        min: 1,
        max: 20,
      });
    if (type === 1) {
      labels(report, at, command);
      options(report, `${at}.options`, command, 0);
      if (size(command) > 8000)
        report(at, 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)');
    } else {
      text(report, `${at}.name`, command.name, { min: 1, max: 32 });
      localized(report, `${at}.name_localizations`, command.name_localizations, menuName);
      if (str(command.description) !== '' || objects(command.options).length > 0)
        report(at, 'APPLICATION_COMMAND_CONTEXT_MENU', 'No description or options here.');
    }
  }
  return problems;
}

/**
 * What Discord would refuse in the body of `PUT /applications/{id}/commands`, one line each; empty when it is fine.
 */
export function checkCommands(body: unknown): string[] {
  return commandProblems(body).map(line);
}

/** One option as Discord returns it: flags that are false are left out, unset localizations are null. */
function storedOption(value: Obj): Obj {
  const { required, autocomplete, options: nested, choices, ...rest } = value;
  return {
    ...rest,
    name_localizations: value.name_localizations ?? null,
    description_localizations: value.description_localizations ?? null,
    ...(required === true && { required }),
    ...(autocomplete === true && { autocomplete }),
    ...(Array.isArray(choices) && {
      choices: objects(choices).map((item) => ({ name_localizations: null, ...item })),
    }),
    ...(Array.isArray(nested) && { options: objects(nested).map(storedOption) }),
  };
}

/**
 * The commands as Discord keeps them after a bulk overwrite. A command of the same name and type keeps its id, and its
 * version too when nothing in it changed.
 * @param body a body without `commandProblems`
 */
export function storeCommands(
  body: readonly Obj[],
  before: readonly Obj[],
  application: string,
  newId: () => string,
): Obj[] {
  return body.map((command) => {
    const type = command.type ?? 1;
    const old = before.find((item) => item.name === command.name && item.type === type);
    const made: Obj = {
      id: old?.id ?? newId(),
      application_id: application,
      version: old?.version ?? newId(),
      default_member_permissions: command.default_member_permissions ?? null,
      type,
      name: command.name,
      name_localizations: command.name_localizations ?? null,
      description: command.description ?? '',
      description_localizations: command.description_localizations ?? null,
      dm_permission: command.dm_permission ?? true,
      contexts: command.contexts ?? null,
      integration_types: command.integration_types ?? [0],
      nsfw: command.nsfw ?? false,
      ...(objects(command.options).length > 0 && {
        options: objects(command.options).map(storedOption),
      }),
    };
    if (old && JSON.stringify(old) !== JSON.stringify(made)) made.version = newId();
    return made;
  });
}
