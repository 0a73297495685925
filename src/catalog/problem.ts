/** What is wrong with a note, where, and how to mend it. */
export interface Problem {
  /** The file, as people find it from where they started the program, with `/`. */
  file: string;
  /** From 1. */
  line: number;
  column: number;
  /** The front-matter field or the section. */
  field: string;
  /** What is wrong and what to write instead. */
  message: string;
}

/** A problem in one line: `alignment/lora.md:4:7 year: write the year as a number (found "2021a")`. */
export function describeProblem({ file, line, column, field, message }: Problem): string {
  const text = `${file}:${line}:${column} ${field}: ${message}`;
  // A note's text is in it, and must not steer the terminal it is printed on.
  return text.replace(/\p{Cc}/gu, '�');
}

/** Takes a problem of the file being read. Line and column are 1 when nothing narrows them down. */
export type Report = (field: string, message: string, line?: number, column?: number) => void;
