import { array, integer, isObj, objects, onlyFields, str, text, url } from './discord-form.ts';
import type { Obj, Report } from './discord-form.ts';

const COMPONENT_FIELDS: Record<number, readonly string[]> = {
  1: ['components'],
  3: ['custom_id', 'options', 'placeholder', 'min_values', 'max_values', 'disabled', 'required'],
  9: ['components', 'accessory'],
  10: ['content'],
  11: ['media', 'description', 'spoiler'],
  12: ['items'],
  13: ['file', 'spoiler', 'name', 'size'],
  14: ['divider', 'spacing'],
  17: ['components', 'accent_color', 'spoiler'],
};
const AUTO_SELECT = ['custom_id', 'placeholder', 'default_values', 'min_values', 'max_values'];
const BUTTON_ANY = ['label', 'emoji', 'disabled', 'style'];
const SELECTS = [3, 5, 6, 7, 8];
const TOP_LEVEL_V2 = [1, 9, 10, 12, 13, 14, 17];
const IN_CONTAINER = [1, 9, 10, 12, 13, 14];

interface ComponentContext {
  report: Report;
  files: readonly string[] | undefined;
  customIds: Set<string>;
  ids: Set<unknown>;
  count: number;
  textSize: number;
}

function customId(ctx: ComponentContext, path: string, value: unknown): void {
  text(ctx.report, `${path}.custom_id`, value, { min: 1, max: 100, trim: false });
  if (typeof value !== 'string') return;
  if (ctx.customIds.has(value))
    ctx.report(
      `${path}.custom_id`,
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      'Component custom id cannot be duplicated',
    );
  ctx.customIds.add(value);
}

function button(ctx: ComponentContext, path: string, value: Obj): void {
  const { style } = value;
  integer(ctx.report, `${path}.style`, style ?? Number.NaN, 1, 6);
  const own = style === 5 ? ['url'] : style === 6 ? ['sku_id'] : ['custom_id'];
  const shared = style === 6 ? ['style', 'disabled'] : BUTTON_ANY;
  onlyFields(ctx.report, path, value, ['type', 'id', ...shared, ...own]);
  text(ctx.report, `${path}.label`, value.label, { max: 80 });
  if (style !== 6 && str(value.label).trim() === '' && !isObj(value.emoji))
    ctx.report(path, 'BUTTON_COMPONENT_LABEL_REQUIRED', 'A button needs a label or an emoji.');
  if (style === 5) {
    if (value.url == null) ctx.report(`${path}.url`, 'BASE_TYPE_REQUIRED', 'A url is required');
    url(ctx.report, `${path}.url`, value.url, 512, 'none');
  } else if (style === 6) text(ctx.report, `${path}.sku_id`, value.sku_id, { min: 1, max: 20 });
  else customId(ctx, path, value.custom_id);
}

function select(ctx: ComponentContext, path: string, value: Obj): void {
  const { report } = ctx;
  customId(ctx, path, value.custom_id);
  text(report, `${path}.placeholder`, value.placeholder, { max: 150 });
  integer(report, `${path}.min_values`, value.min_values, 0, 25);
  integer(report, `${path}.max_values`, value.max_values, 1, 25);
  if (value.type !== 3) return;
  const options = array(report, `${path}.options`, value.options, { min: 1, max: 25 });
  const seen = new Set<unknown>();
  for (const [i, option] of options.entries()) {
    const at = `${path}.options[${i}]`;
    if (!isObj(option)) continue;
    onlyFields(report, at, option, ['label', 'value', 'description', 'emoji', 'default']);
    text(report, `${at}.label`, option.label, { min: 1, max: 100 });
    text(report, `${at}.value`, option.value, { min: 1, max: 100, trim: false });
    text(report, `${at}.description`, option.description, { max: 100 });
    if (seen.has(option.value))
      report(`${at}.value`, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'Value is already used.');
    seen.add(option.value);
  }
  if (Number(value.max_values ?? 1) > options.length)
    report(`${path}.max_values`, 'SELECT_COMPONENT_MAX', 'More values than there are options.');
}

function children(
  ctx: ComponentContext,
  path: string,
  value: unknown,
  allowed: readonly number[],
  max: number,
): void {
  const items = array(ctx.report, path, value, { min: 1, max });
  for (const [i, item] of items.entries()) component(ctx, `${path}[${i}]`, item, allowed);
}

function component(
  ctx: ComponentContext,
  path: string,
  value: unknown,
  allowed: readonly number[],
): void {
  const { report } = ctx;
  const type = isObj(value) ? Number(value.type) : Number.NaN;
  if (!isObj(value) || !allowed.includes(type)) {
    const message = `Value of field "type" must be one of (${allowed.join(', ')}).`;
    report(`${path}.type`, 'UNION_TYPE_CHOICES', message);
    return;
  }
  ctx.count += 1;
  if (value.id !== undefined && value.id !== 0) {
    if (ctx.ids.has(value.id)) report(`${path}.id`, 'COMPONENT_ID_DUPLICATED', 'Duplicate id');
    ctx.ids.add(value.id);
  }
  if (type !== 2) {
    const fields = COMPONENT_FIELDS[type] ?? [...AUTO_SELECT, 'disabled', 'channel_types'];
    onlyFields(report, path, value, ['type', 'id', ...fields]);
  }
  if (type === 2) button(ctx, path, value);
  else if (SELECTS.includes(type)) select(ctx, path, value);
  else if (type === 1) {
    children(ctx, `${path}.components`, value.components, [2, ...SELECTS], 5);
    const kinds = objects(value.components).map((child) => child.type);
    if (kinds.length > 1 && kinds.some((kind) => kind !== 2))
      report(
        `${path}.components`,
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'A select fills its whole row.',
      );
  } else if (type === 9) {
    children(ctx, `${path}.components`, value.components, [10], 3);
    component(ctx, `${path}.accessory`, value.accessory, [2, 11]);
  } else if (type === 10) {
    text(report, `${path}.content`, value.content, { min: 1, max: 4000 });
    ctx.textSize += str(value.content).trim().length;
  } else if (type === 11) mediaItem(ctx, path, value);
  else if (type === 12) {
    const items = array(report, `${path}.items`, value.items, { min: 1, max: 10 });
    for (const [i, item] of items.entries())
      if (isObj(item)) mediaItem(ctx, `${path}.items[${i}]`, item);
  } else if (type === 13) {
    const file = isObj(value.file) ? value.file.url : undefined;
    if (!str(file).startsWith('attachment://'))
      report(`${path}.file.url`, 'FILE_NOT_ATTACHED', 'Must be an attachment:// reference.');
    url(report, `${path}.file.url`, file, 2048, ctx.files);
  } else if (type === 14) integer(report, `${path}.spacing`, value.spacing, 1, 2);
  else {
    integer(report, `${path}.accent_color`, value.accent_color, 0, 0xffffff);
    children(ctx, `${path}.components`, value.components, IN_CONTAINER, 40);
  }
}

function mediaItem(ctx: ComponentContext, path: string, value: Obj): void {
  const address = isObj(value.media) ? value.media.url : undefined;
  if (address === undefined)
    ctx.report(`${path}.media.url`, 'BASE_TYPE_REQUIRED', 'This field is required');
  url(ctx.report, `${path}.media.url`, address, 2048, ctx.files);
  text(ctx.report, `${path}.description`, value.description, { max: 1024 });
}

/**
 * Reports what is wrong with a message's components, as a whole and one by one.
 * @param v2 whether the message has the Components V2 flag
 * @param files names that `attachment://` may refer to; absent for any
 */
export function checkComponents(
  report: Report,
  value: unknown,
  v2: boolean,
  files?: readonly string[],
): void {
  const ctx: ComponentContext = {
    report,
    files,
    count: 0,
    textSize: 0,
    customIds: new Set<string>(),
    ids: new Set(),
  };
  const items = array(report, 'components', value, { max: v2 ? 40 : 5 });
  for (const [i, item] of items.entries())
    component(ctx, `components[${i}]`, item, v2 ? TOP_LEVEL_V2 : [1]);
  if (!v2) return;
  const tooMuch = (what: string, message: string) => report('components', what, message);
  if (ctx.count > 40)
    tooMuch('COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', `${ctx.count} components of at most 40.`);
  if (ctx.textSize > 4000)
    tooMuch('COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', `${ctx.textSize} characters of 4000.`);
  // Reported by bot authors, not documented: a body of more than about 10 KB is answered with HTTP 500.
  if (Buffer.byteLength(JSON.stringify(value ?? [])) > 10_000)
    tooMuch('BODY_TOO_LARGE', 'Discord answers 500 above about 10 KB.');
}
