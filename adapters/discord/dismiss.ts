import { ComponentType, type APIMessageComponentInteraction } from 'discord-api-types/v10';
import { isPrivate } from './answer.ts';
import type { Row } from './render.ts';

/** As `writePress` writes it; on a message that everybody sees, the asker's id follows. */
const DISMISS = 'dismiss';

/** Rows in which "Dismiss" is for one person. */
export function withAsker(rows: readonly Row[], asker: string): Row[] {
  return rows.map((row) => ({
    ...row,
    components: row.components.map((component) =>
      component.type === ComponentType.Button &&
      'custom_id' in component &&
      component.custom_id === DISMISS
        ? { ...component, custom_id: `${DISMISS}:${asker}` }
        : component,
    ),
  }));
}

/** Whether pressing it takes a message away. */
export function isDismissal(customId: string): boolean {
  return customId === DISMISS || customId.startsWith(`${DISMISS}:`);
}

/** Whether whoever pressed asked for the message. */
export function mayDismiss({
  data,
  message,
  member,
  user,
}: APIMessageComponentInteraction): boolean {
  if (isPrivate(message)) return true;
  const asker = data.custom_id.slice(DISMISS.length + 1) || message.interaction_metadata?.user.id;
  return asker !== undefined && asker === (member?.user ?? user)?.id;
}
