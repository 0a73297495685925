import { phrases } from './language.tsx';
import type { ReactNode } from 'react';

/** What both panes are given. */
export interface PaneProps {
  /** Whether only the caller sees the message. */
  alone: boolean;
  at: Date;
  /** @param value what the button carries; @param label what it says. */
  press: (value: string, label: string) => void;
}

/** The time of day, as the reader writes it. */
export function clock(at: Date): string {
  return at.toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit' });
}

/** The bot's picture: a sheet of notes. */
export function Avatar({ round = false }: { round?: boolean }): ReactNode {
  return (
    <svg className="avatar" viewBox="0 0 36 36" aria-hidden="true">
      <rect width="36" height="36" rx={round ? 18 : 8} fill="#b3471f" />
      <path d="M11 9h10l4 4v14H11z" fill="#fff" />
      <path d="M14 17h8M14 20.5h8M14 24h5" stroke="#b3471f" strokeWidth="1.8" />
    </svg>
  );
}

/** The dark theme. */
export function MoonIcon(): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M13.5 10A6 6 0 0 1 6 2.5a6 6 0 1 0 7.5 7.5z" fill="currentColor" />
    </svg>
  );
}

/** Who can see it. */
export function EyeIcon(): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d="M1 8s2.6-4.5 7-4.5S15 8 15 8s-2.6 4.5-7 4.5S1 8 1 8z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
      />
      <circle cx="8" cy="8" r="2.2" fill="currentColor" />
    </svg>
  );
}

/** Opens in a new tab. */
export function OutIcon(): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 16 16" role="img" aria-label={phrases.newTab('').trim()}>
      <path
        d="M6 3H3v10h10v-3M9 2h5v5M14 2 7.5 8.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
      />
    </svg>
  );
}
