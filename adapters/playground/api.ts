import type { DiscordMessage as Drawn } from '../discord/render.ts';
import type { SlackMessage } from '../slack/render.ts';

// What the page and the server say to each other.

/**
 * Somebody typed a line, or pressed a button: its Slack `value` or Discord `custom_id`. `lang` is their
 * locale, like `ja`.
 */
export type AskRequest = ({ text: string } | { press: string }) & { lang?: string };

/** What Discord is sent, with the addresses of the files that would go with it. */
export type DiscordMessage = Omit<Drawn, 'pictures'>;

export type Attachments = Record<string, { address: string; alt: string }>;

/**
 * The same reply as each platform is sent it. While better cards come, an answer is several of these,
 * a line each.
 */
export interface AskResponse {
  /** What the page does with it: show it, post it to the channel, take the private message away. */
  kind: 'reply' | 'share' | 'dismiss' | 'link';
  /** Whether only the caller sees it. */
  private?: boolean;
  /** Whether it replaces nothing, see `Reply`. */
  beside?: boolean;
  slack?: SlackMessage;
  discord?: DiscordMessage;
  plain?: string;
  /** The files beside the Discord message, by the name its `attachment://` addresses use. */
  attachments?: Attachments;
}

/** `GET /playground/commands?lang=…`: what can be typed. */
export interface CommandInfo {
  name: string;
  description: string;
  /** Lines to try. */
  examples: string[];
}

/** `GET /playground/suggest?text=…&lang=…`: whole lines to offer, best first. */
export interface SuggestResponse {
  suggestions: { label: string; text: string }[];
}
