import type { Card } from '../card.ts';

/** How much of a platform's room a part of a card takes. What is above the limit would be cut. */
export interface Size {
  /** As people write it: `Slack`. */
  platform: string;
  /** What was measured: `the card`, `a paragraph`. */
  part: string;
  /** The heading of the card's section it stands in, where there is one. */
  heading?: string;
  used: number;
  limit: number;
}

/** Everything of a card that a platform limits. */
export type Measure = (card: Card) => Size[];
