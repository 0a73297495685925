/** Reading and judging the fields of a JSON body, the way Discord words its complaints (error 50035). */

/** A JSON object whose fields are not known yet. */
export type Obj = Record<string, unknown>;

/** One thing Discord refuses: where (`embeds[0].title`), its error code, and its message. */
export interface Problem {
  path: string;
  code: string;
  message: string;
}

/** Adds a problem to the list being made. */
export type Report = (path: string, code: string, message: string) => void;

/** True for a JSON object (not null, not an array). */
export function isObj(value: unknown): value is Obj {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value when it is an array, else an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The value's objects when it is an array, else none. */
export function objects(value: unknown): Obj[] {
  return list(value).filter(isObj);
}

/** The value when it is a string, else ''. */
export function str(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A problem as one line: `embeds[0].title: Must be 256 or fewer in length.` */
export function line(problem: Problem): string {
  return `${problem.path}: ${problem.message}`;
}

/** Reports a string that is absent (when `min` is above 0), no string, too short or too long. */
export function text(
  report: Report,
  path: string,
  value: unknown,
  limits: { min?: number; max: number; trim?: boolean },
): void {
  const min = limits.min ?? 0;
  if (value === undefined || value === null) {
    if (min > 0) report(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    return;
  }
  if (typeof value !== 'string') {
    report(
      path,
      'STRING_TYPE_CONVERT',
      `Could not interpret "${JSON.stringify(value)}" as string.`,
    );
    return;
  }
  const length = (limits.trim === false ? value : value.trim()).length;
  if (length === 0 && min > 0) report(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  else if (length < min || length > limits.max)
    report(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${limits.max} in length.`);
}

/** Reports anything but an array of `min` to `max` items; returns the items either way. */
export function array(
  report: Report,
  path: string,
  value: unknown,
  limits: { min?: number; max: number },
): readonly unknown[] {
  const min = limits.min ?? 0;
  if (value === undefined || value === null) {
    if (min > 0) report(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  } else if (!Array.isArray(value)) {
    report(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
  } else if (value.length < min || value.length > limits.max) {
    report(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${limits.max} in length.`);
  }
  return list(value);
}

/** Reports a number that is present and no integer between `min` and `max`. */
export function integer(
  report: Report,
  path: string,
  value: unknown,
  min: number,
  max: number,
): void {
  if (value === undefined || value === null) return;
  if (!Number.isInteger(value))
    report(path, 'NUMBER_TYPE_COERCE', `Value "${JSON.stringify(value)}" is not int.`);
  else if (Number(value) < min || Number(value) > max)
    report(path, 'NUMBER_TYPE_MAX', `int value should be between ${min} and ${max}.`);
}

/** Reports a field that the kind of object does not have; Discord would drop or refuse it. */
export function onlyFields(report: Report, path: string, value: Obj, fields: readonly string[]) {
  for (const key of Object.keys(value))
    if (!fields.includes(key))
      report(`${path}.${key}`, 'UNKNOWN_FIELD', 'This field is not allowed here.');
}

/**
 * Reports a URL that is present and too long, malformed or neither http nor https.
 * @param files the names `attachment://` may refer to; absent for any, `none` where only the web will do
 */
export function url(
  report: Report,
  path: string,
  value: unknown,
  max: number,
  files?: readonly string[] | 'none',
): void {
  if (value === undefined || value === null) return;
  text(report, path, value, { min: 1, max, trim: false });
  const address = str(value);
  const attached = /^attachment:\/\/(.+)$/.exec(address)?.[1];
  if (attached !== undefined && files !== 'none') {
    if (files && !files.includes(attached))
      report(path, 'MEDIA_ATTACHMENT_NOT_FOUND', `No attached file is named "${attached}".`);
  } else if (!URL.canParse(address) || /\s/.test(address)) {
    report(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  } else if (!/^https?:$/.test(new URL(address).protocol)) {
    report(path, 'URL_TYPE_INVALID_SCHEME', `Scheme must be one of ('http', 'https').`);
  }
}

/**
 * The body of error 50035, Invalid Form Body: problems nested by their path.
 * @param prefix a path put before every problem's own, such as `data`
 */
export function invalidForm(problems: readonly Problem[], prefix = ''): Obj {
  const errors: Obj = {};
  for (const { path, code, message } of problems) {
    let at = errors;
    for (const key of `${prefix}.${path}`.split(/[.[\]]+/).filter((part) => part !== '')) {
      const next = isObj(at[key]) ? at[key] : {};
      at[key] = next;
      at = next;
    }
    at._errors = [...list(at._errors), { code, message }];
  }
  return { message: 'Invalid Form Body', code: 50035, errors };
}
