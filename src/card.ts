/** Text in GitHub-flavoured Markdown. Renderers show it as the platform can; it never pings anybody. */
export type Markdown = string;

/** A command with its options filled in: what a person types, and what a button carries. */
export interface Invocation {
  command: string;
  options: Record<string, string | number | boolean>;
}

/** One row of "by the numbers": a value, what it measures, and where its source says so. */
export interface Fact {
  label: string;
  value: string;
  source?: string;
}

/** One of two things side by side. */
export interface Cell {
  heading: string;
  text: Markdown;
}

/** One entry of a list to choose from: a line of text and the button that opens it. */
export interface Choice {
  label: string;
  detail?: string;
  run: Invocation;
}

/** A drawing, ready to be shown. */
export interface Picture {
  /** Of the SVG's text: the same drawing has the same hash, a changed one another. */
  hash: string;
  /** The file name to show, without its ending. */
  name: string;
  /** Its text in UTF-8: as a string, those of thousands of notes would keep the garbage collector busy. */
  svg: Buffer;
  /** The same for those who can't see it. */
  alt: string;
}

/** What a card is made of. A new kind is one line here and a compile error in each renderer. */
export type Block =
  | { kind: 'text'; text: Markdown }
  | { kind: 'section'; heading: string; text: Markdown }
  | { kind: 'facts'; heading: string; facts: Fact[] }
  /** Two things side by side, row by row; where there is no room, one below the other. */
  | { kind: 'columns'; heading?: string; rows: [Cell, Cell][] }
  | { kind: 'picture'; picture: Picture }
  /** With `menu`, the question, they are a menu where a platform has one; else they are buttons. */
  | { kind: 'choices'; choices: Choice[]; menu?: string };

/**
 * A button. `run` answers the presser alone, `share` posts the same answer to the channel and
 * removes the private one, `dismiss` removes the message it is on, a private one or, with `by`, one
 * that only this user may remove: the one who asked for it.
 */
export type Action =
  | { kind: 'link'; label: string; url: string }
  /** With `vote` it says what the presser thinks of the answer; a platform may draw these in its own way. */
  | { kind: 'run'; label: string; run: Invocation; vote?: 'helpful' | 'not' }
  | { kind: 'share'; label: string; run: Invocation }
  | { kind: 'dismiss'; label: string; by?: string };

/** Everything that is shown at once. Plain data: the same card is drawn by every adapter. */
export interface Card {
  title: string;
  /** Where the title leads to: an http(s) address. */
  url?: string;
  /** One line under the title, plain text. */
  subtitle?: string;
  /** An accent, `#rrggbb`. */
  colour?: string;
  blocks: Block[];
  actions: Action[];
  /** One small line at the end, plain text. */
  footer?: string;
}

/** One thing to fill in: an option of the form's command. */
export interface Field {
  option: string;
  label: string;
  /** What is already filled in. */
  value?: string;
  /** An example, shown while it is empty. */
  hint?: string;
  optional?: boolean;
  /** What there is to choose from; without it people write. */
  choices?: { label: string; value: string }[];
  /** Several may be chosen; their values are joined with commas. */
  several?: boolean;
}

/** What to fill in before a command runs, where a platform has forms. */
export interface Form {
  title: string;
  submit: string;
  cancel: string;
  /** The command, with the options that are not asked for. */
  run: Invocation;
  fields: Field[];
}

/** What a reply adds to its workspace's counts: what happened, and the topic that it was about. */
export interface Counted {
  what: 'shown' | 'answered' | 'refused' | 'saved' | 'read';
  /** The topic's id. */
  topic?: string;
}

/** The answer to an invocation, and who sees it: everybody in the channel or the caller alone. */
export interface Reply {
  card: Card;
  to: 'channel' | 'caller';
  /** The shortest invocation with this answer: what "Share" runs. Without it there is nothing to share. */
  again?: Invocation;
  /** What happened, for the counts; nothing where it is not counted. */
  counted?: Counted;
  /** Better cards of the same answer, as they come: each takes the place of the one before. To be read once. */
  later?: AsyncIterable<Card>;
  /** A remark on what is there: it replaces nothing, not even the private message its button was on. */
  beside?: boolean;
  /** Shown instead of the card where the platform has forms. */
  form?: Form;
  /** What was wrong with an option, by its name; a form shows it beside the field and keeps what was typed. */
  faults?: Record<string, string>;
  /** Buttons of this answer rather than of its card: "Share" and "Dismiss" on a private one. */
  actions?: Action[];
}
