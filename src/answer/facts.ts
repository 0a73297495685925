import type { Note } from '../catalog/note.ts';
import { normalise, STOP, ASKING, wordsOf } from '../find/text.ts';
import type { Question } from './question.ts';

/** One line of a note's front matter, under the name people ask for it by. */
export interface Fact {
  label: 'Authors' | 'Year' | 'Published' | 'arXiv' | 'Paper' | 'Code';
  /** As the note has it; authors joined by commas. */
  value: string;
}

type Asked = 'who' | 'when' | 'where' | 'arxiv' | 'paper' | 'code';

const PATTERNS: [Asked, RegExp][] = [
  [
    'who',
    / (?:when|where) and who | who and (?:when|where) | (?:who|whom|whose) (?:.* )?(?:wrote|write|written|authors?|authored|invented|invent|created|create|made|proposed|propose|introduced|introduce|came up|come up|developed|develop|behind|published|designed|discovered|did|is behind|paper|it) | (?:authors?|authorship|inventors?|creators?|written by|authored by|lead author|first author) /,
  ],
  [
    'when',
    / (?:when (?:was|were|did|is)|(?:published|written|released|out) when|and when|since when|(?:what|which) (?:year|date|month)|years|(?:what|which) (?:\w+ )?(?:came first|is older|is newer)|how old|year of|publication (?:date|year)|release date) /,
  ],
  [
    'where',
    / (?:where (?:was|were|did|is|can i cite)|(?:published|presented|appear|appeared) (?:where|at which)|venue|(?:which|what) (?:conference|journal|venue)|at which (?:conference|venue)|conference|journal|published in) /,
  ],
  [
    'arxiv',
    / arxiv (?:id|number|identifier|link|page|url|address) | (?:id|identifier) (?:on|at|of) arxiv | on arxiv /,
  ],
  ['code', / (?:code|github|repo|repository|github|implementation|source code|codebase) /],
  ['paper', / (?:link to|url of|pdf|doi|where can i (?:read|find|get)) /],
];

/** What words of a question ask for front matter, and so need not be anywhere. */
export const FACT_WORDS = new Set(
  (
    'accepted accept appeared github same guy older newer years need got give share send have wrote write written author authors authored authorship invented invent inventor inventors created create creator creators made make proposed propose introduced introduce came come ' +
    'up out developed develop behind published publish publication designed discovered when year date month old released release appear appeared ' +
    'where venue conference journal presented arxiv id number identifier link page url address doi pdf code repo repository github implementation ' +
    'source codebase available public official first lead last main original team people person name names many full list complete title who whom whose ' +
    'it its this that they their can get read find download cite really actually exactly again first come idea also tell please and so hey hi hello current know knows remember recall wondering curious thanks'
  ).split(' '),
);

/** Begins a question that asks for no name or time. */
const YES_OR_NO = /^ (?:is|was|were|did|does) (?!.* (?:who|when|where|which|what) )/;

/** What the front matter says of a note, and the same of others that are asked about with it. */
export interface Facts {
  note: Note;
  facts: Fact[];
  also?: { note: Note; facts: Fact[] }[];
}

/** The front matter that a question asks for, of the notes it names; undefined when it asks something else. */
export function factsAsked(question: Question): Facts | undefined {
  const papers = papersIn(question);
  // People alone, who wrote one paper.
  const [subject] = papers.length > 0 ? papers : question.notes;
  if (!subject || (papers.length === 0 && question.notes.length > 1)) return undefined;
  // Alone of all words "published" may ask for the venue as well as for the year.
  const plain = ` ${question.words.join(' ')} `;
  const people = question.mentions.some(({ text, notes }) => isPeople(text, notes));
  // "Was attention invented by its authors?" wants a yes or no.
  const yesOrNo = YES_OR_NO.test(plain) && !people && papers.length < 2;
  const asked = PATTERNS.flatMap(([kind, pattern]) =>
    pattern.test(plain) && !(kind === 'who' && yesOrNo) ? [kind] : [],
  );
  // "Was she an author of it?"
  const sought =
    asked.length === 0 && question.mentions.length > 1 && papers.length === 1 && people;
  if (sought) asked.push('who');
  if (asked.length === 0) return undefined;
  if (
    asked.includes('where') &&
    /\bwhere\b/.test(plain) &&
    !/published|publish|appear|accept|presented|come out|came out|conference|venue|journal|cite|code|repo|read|find|paper|pdf/.test(
      plain,
    )
  ) {
    return undefined;
  }
  if (
    asked.includes('when') &&
    !/publish|come out|came (?:out|first)|older|newer|release|written|write|wrote|appear|year|date|old|invented|introduced|proposed|created|made|developed|presented|paper|is it from/.test(
      plain,
    )
  ) {
    return undefined;
  }
  const others = papers.filter((one) => one !== subject);
  const own = new Set(
    [subject, ...others].flatMap(({ authors, name, title, aliases }) =>
      wordsOf([...authors, name, title, ...aliases].join(' ')),
    ),
  );
  const extra = question.terms.some(
    ({ word, plain, optional }) =>
      !FACT_WORDS.has(word) && !(sought && (plain || optional)) && !own.has(word),
  );
  if (extra || question.mentions.some((mention) => mention.notes.length === 0)) return undefined;
  const of = (one: Note): Fact[] => asked.flatMap((kind) => factsOf(one, kind));
  const facts = of(subject);
  if (facts.length === 0) return undefined;
  const also = others.map((one) => ({ note: one, facts: of(one) }));
  return { note: subject, facts, ...(also.length > 0 && { also }) };
}

/** Whether a question asks only how old people are: of them, a note says only what they wrote. */
export function asksAge({ words, terms, mentions }: Question): boolean {
  return (
    ` ${words.join(' ')} `.includes(' how old ') &&
    terms.every(({ word }) => word === 'old') &&
    !words.some((word) => ASKING.has(word)) &&
    mentions.length > 0 &&
    mentions.every(({ text, notes }) => isPeople(text, notes))
  );
}

/** The papers that a question names, each by a name of its own; beside them it may name people. */
function papersIn({ mentions }: Question): Note[] {
  const papers = mentions.filter(({ text, notes }) => !isPeople(text, notes));
  const notes = papers.flatMap((mention) => (mention.notes.length === 1 ? mention.notes : []));
  return notes.length < papers.length ? [] : [...new Set(notes)];
}

/** Whether what was said are authors of notes, not names of them. */
export function isPeople(said: string, notes: readonly Note[]): boolean {
  const words = wordsOf(said).filter(
    (word) => !STOP.has(word) && !ASKING.has(word) && !/^\d+$/.test(word),
  );
  return (
    words.length > 0 &&
    notes.length > 0 &&
    notes.every((note) => {
      const names = new Set(note.authors.flatMap(wordsOf));
      return words.every((word) => names.has(word));
    })
  );
}

/** The notes by the people that a question names, when it asks what they wrote. */
export function papersOf(question: Question): Note[] | undefined {
  const { mentions, words, terms } = question;
  const plain = ` ${words.join(' ')} `;
  const people = mentions.filter((mention) => isPeople(mention.text, mention.notes));
  if (people.length === 0 || people.length < mentions.length) return undefined;
  if (
    !/ (?:papers?|notes?|wrote|write|written|work|works|by|publish|published|authored|from|else) /.test(
      plain,
    )
  )
    return undefined;
  if (terms.some(({ word, optional }) => !optional && !FACT_WORDS.has(word))) return undefined;
  return [...new Set(people.flatMap(({ notes }) => notes))];
}

function factsOf(note: Note, asked: Asked): Fact[] {
  const published: Fact = { label: 'Published', value: note.venue };
  const year: Fact = { label: 'Year', value: String(note.year) };
  switch (asked) {
    case 'who':
      return [{ label: 'Authors', value: note.authors.join(', ') }];
    case 'when':
      return [year, published];
    case 'where':
      return [published, year];
    case 'arxiv':
      return note.arxiv === undefined
        ? [{ label: 'Paper', value: note.url }]
        : [
            { label: 'arXiv', value: note.arxiv },
            { label: 'Paper', value: note.url },
          ];
    case 'paper':
      return [{ label: 'Paper', value: note.url }];
    case 'code':
      return note.code === undefined ? [] : [{ label: 'Code', value: note.code }];
  }
}

const GREETING = new Set(
  'a lot hi hello hey heya hiya yo good morning afternoon evening day night thanks thank you thx cheers there everyone everybody all paperboy bot welcome bye goodbye greetings how are u doing is it going sup whats up nice to meet ok okay cool great so much very that was helpful'.split(
    ' ',
  ),
);
const ABOUT_ITSELF =
  /^(?:who|what) are you$|^what (?:can|do) (?:you|i|we) (?:do|ask|know)(?: (?:here|you|about))?$|^help(?: me)?$|^how do (?:you|i use you|i use this|i use it) ?(?:work)?$/;

/** Whether a message only greets, thanks or asks what to ask. */
export function isGreeting(message: string): boolean {
  const plain = normalise(message.slice(0, 200)).replace(/^(?:hi|hello|hey) /, '');
  const words = plain.split(' ');
  return (
    plain !== '' &&
    (ABOUT_ITSELF.test(plain) || (words.length <= 8 && words.every((word) => GREETING.has(word))))
  );
}
