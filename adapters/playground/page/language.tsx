import type { ReactNode } from 'react';
import { languageOf } from '../../../src/phrases/languages.ts';

/** What the page's address asks for (`?lang=ja`), else what the browser is set to. */
export const locale = (
  new URLSearchParams(location.search).get('lang') ?? navigator.language
).slice(0, 35);

const language = languageOf(locale);

/** What the page says, and its buttons, in the language for it. */
export const { page: phrases, button } = language.phrases;

document.documentElement.lang = language.locale;

/** A phrase with what is typed in it marked as that, wherever the language has it. */
export function withCode(
  phrase: (code: string) => string,
  code: string,
  className?: string,
): ReactNode {
  const [before = '', after = ''] = phrase('\u0000').split('\u0000');
  const typed =
    className === undefined ? <kbd>{code}</kbd> : <span className={className}>{code}</span>;
  return (
    <>
      {before}
      {typed}
      {after}
    </>
  );
}
