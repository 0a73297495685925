/** A JSON object as it travels to and from Slack. */
export type Json = Record<string, unknown>;

/** A button as a reader finds it, and what pressing it sends. */
export type SlackButton = {
  type: 'button' | 'feedback_buttons';
  label: string;
  value: string | undefined;
  actionId: string;
  blockId: string;
  url: string | undefined;
};

/**
 * All a reader sees of a message: its blocks, or its text when it has none. One line per block, list
 * item or table row, in reading order: texts, button labels, image titles and alt texts. Mrkdwn
 * links show their label and entities are decoded; the marks of `*bold*` and the like stay.
 */
export function visibleText(message: { text: string; blocks: readonly Json[] }): string {
  return message.blocks.length > 0
    ? message.blocks.map(shown).filter(Boolean).join('\n')
    : mrkdwnText(message.text);
}

/** The buttons of a message in reading order. Missing ids are filled in, as Slack does. */
export function buttons(message: { blocks: readonly Json[] }): SlackButton[] {
  return message.blocks.flatMap((block, blockIndex) =>
    find(block, ({ type }) => type === 'button' || type === 'feedback_buttons').flatMap(
      (element, index) => {
        const type = str(element['type']) as SlackButton['type'];
        const halves = [element['positive_button'], element['negative_button']].filter(isJson);
        return (type === 'button' ? [element] : halves).map((it) => ({
          type,
          label: isJson(it['text']) ? str(it['text']['text']) : '',
          value: typeof it['value'] === 'string' ? it['value'] : undefined,
          actionId: str(element['action_id']) || `action-${blockIndex}-${index}`,
          blockId: str(block['block_id']) || `block-${blockIndex}`,
          url: typeof it['url'] === 'string' ? it['url'] : undefined,
        }));
      },
    ),
  );
}

// Labels of links, decoded entities.
function mrkdwnText(source: string): string {
  return source
    .replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, target: string, label?: string) => label ?? target)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Every object inside `value` (itself included) that passes `test`, in document order. */
export function find(value: unknown, test: (it: Json) => boolean): Json[] {
  if (Array.isArray(value)) return value.flatMap((it) => find(it, test));
  if (!isJson(value)) return [];
  const inner = Object.values(value).flatMap((it) => find(it, test));
  return test(value) ? [value, ...inner] : inner;
}

/** Whether `value` is a JSON object, not an array or null. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` if it is a string, else an empty one. */
export function str(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The objects of an array; none if it is no array. */
export function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).filter(Boolean).join('\n');
  if (!isJson(value)) return '';
  const lines = (...parts: unknown[]) => shown(parts);
  switch (value['type']) {
    case 'mrkdwn':
      return mrkdwnText(str(value['text']));
    case 'plain_text':
    case 'raw_text':
    case 'raw_number':
    case 'markdown':
    case 'text':
      return str(value['text']);
    case 'link':
      return str(value['text']) || str(value['url']);
    case 'emoji':
      return `:${str(value['name'])}:`;
    case 'date':
      return str(value['fallback']) || str(value['format']);
    case 'user':
    case 'usergroup':
    case 'team':
    case 'broadcast':
      return `@${str(value['user_id'] ?? value['usergroup_id'] ?? value['team_id'] ?? value['range'])}`;
    case 'channel':
      return `#${str(value['channel_id'])}`;
    case 'color':
      return str(value['value']);
    case 'rich_text_section':
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      return list(value['elements']).map(shown).join('');
    case 'table':
      return (Array.isArray(value['rows']) ? value['rows'] : [])
        .map((row) => list(row).map(shown).join(' | '))
        .join('\n');
    case 'input':
      return lines(value['label'], value['element']);
    case 'image':
      return lines(value['title'], { type: 'text', text: value['alt_text'] });
    case 'feedback_buttons':
      return lines(value['positive_button'], value['negative_button']);
    default:
      return lines(
        value['text'],
        value['fields'],
        value['accessory'],
        value['elements'],
        value['placeholder'],
        value['label'],
        value['options'],
        value['option_groups'],
      );
  }
}
