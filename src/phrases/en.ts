// All that Paperboy itself says, in English; every other language has the same keys. What commands
// are called stands in their definitions. Text within `blocks` is Markdown, all else is plain text.

const plurals = new Intl.PluralRules('en');
const number = new Intl.NumberFormat('en');

/** `1 paper`, `1,200 papers` */
function count(n: number, one: string, other = `${one}s`): string {
  return `${number.format(n)} ${plurals.select(n) === 'one' ? one : other}`;
}

export const en = {
  /** The option that every command has. */
  hide: { name: 'hide', description: 'Show the answer to you alone' },
  /** Lists within a sentence. */
  and: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
  or: new Intl.ListFormat('en-GB', { type: 'disjunction' }),
  /** Entries of a message's menu, at most 24 characters. */
  menu: { find: 'Find the paper', save: 'Save to shelf' },
  button: {
    share: 'Share',
    dismiss: 'Dismiss',
    help: 'Help',
    tryAgain: 'Try again',
    previous: '◀ Previous',
    following: 'Next ▶',
    allTopics: 'All topics',
    backToTopics: '← All topics',
    backTo: (topic: string) => `← ${topic}`,
    browse: 'Browse the papers',
    open: (name: string) => `Open ${name}`,
    openNote: 'Open the note',
    showNote: 'Show the note',
    readPaper: 'Read the paper',
    code: 'Code',
    next: (name: string) => `Next: ${name}`,
    whatNext: 'What next?',
    save: 'Save',
    saveAgain: 'Save again',
    reading: 'I’m reading it',
    markRead: 'Mark as read',
    remove: 'Remove',
    path: 'Path to it',
    cite: 'Cite',
    whereItSits: 'Where it sits',
    wholeMap: 'The whole map',
    anyPaper: 'Any paper',
    another: 'Another one',
    shelf: 'Your shelf',
    export: 'Export',
    as: (format: string) => `As ${format}`,
  },
  /** What goes wrong, and what to do then. */
  fault: {
    noCommand: (typed: string) => `There is no ${typed} here`,
    seeCommands: (help: string) => `Type \`${help}\` to see what there is.`,
    howTo: (typed: string) => `How to use ${typed}`,
    sentence: (text: string) => `${text}.`,
    example: (text: string) => `${text} For example:`,
    store: 'That needs the database, which can’t be reached right now',
    storeNext: 'Nothing is lost. Please try again in a minute; looking up papers works meanwhile.',
    homeStore: 'Your home needs the database, which can’t be reached right now',
    homeStoreNext: 'Nothing is lost. Open it again in a minute; looking up papers works meanwhile.',
    ours: 'That did not work, and it is our fault',
    oursNext: 'Please try again in a minute.',
    oursReference: (reference: string) =>
      `Please try again in a minute. If it goes on, tell whoever runs Paperboy here the reference \`${reference}\`.`,
    oldButton: 'This button is from another time',
    oldButtonNext: (help: string) => `Type \`${help}\` to see what works now.`,
    apology: 'That did not work, and it is our fault. Please try again in a minute.',
    unsure:
      'Discord did not say whether that was posted. If you don’t see it here, please try again.',
    restarting: 'I am just being restarted. Please ask again in a minute.',
    notYours: 'Only the one who asked can take this away',
    needsValue: (flag: string) => `\`${flag}\` needs a value after it.`,
    needsNumber: (flag: string) => `\`${flag}\` needs a whole number after it.`,
    onOrOff: (option: string) => `\`${option}\` is \`on\` or \`off\`.`,
    oneOf: (option: string, values: string) => `\`${option}\` is ${values}.`,
    twoPapers: 'Name two papers, with `vs` between them.',
    unreadable: (word: string, topic: string) =>
      `“${word}” is no time, time zone, day or topic that I know. Write a time like \`09:00\`, a time zone ` +
      `by its city like \`Europe/London\`, days like \`weekdays\` or \`mon,thu\`, and topics like \`${topic}\`.`,
    whichZone: 'Which time zone? Add it by its city, like `Europe/London` or `New York`.',
    onlyManagers: 'That is for those who look after this place',
  },
  /** A note's card; its sections are called the same where they are quoted. */
  note: {
    tldr: 'TLDR',
    numbers: 'By the numbers',
    contributions: 'Key contributions',
    why: 'Why it still matters',
    next: 'Where to read next',
    oneNumber: 'One number',
    reviewed: (topic: string, day: string) => `${topic} · reviewed ${day}`,
    authors: (first: string, others: number) => `${first} and ${others} others`,
    fromNotes: (topic: string) => `${topic} · from your paper notes`,
    severalLinked: (n: number) => `There are notes on ${number.format(n)} of these papers`,
  },
  paper: {
    allRead: 'You have read all there is',
    allReadNext: 'A note that is new will be next.',
    closest: (query: string) => `The closest match for “${query}”`,
    notSure: {
      description: 'Not sure, but this note speaks of it. Is it the one you meant?',
      typo: (text: string) => `Not sure, but it looks like “${text}”. Is it the one you meant?`,
      alias: (text: string) =>
        `Not sure, but it fits the alias “${text}”. Is it the one you meant?`,
      author: (text: string) =>
        `Not sure, but it fits the author “${text}”. Is it the one you meant?`,
      other: (text: string) => `Not sure, but it fits “${text}”. Is it the one you meant?`,
    },
    which: (query: string) => `Which paper did you mean by “${query}”?`,
    gone: (id: string) => `The note “${id}” is not here any more`,
    goneNext: 'It was taken out or renamed. Look for the paper by its title, or browse the topics.',
    none: (query: string) => `There is no note on “${query}”`,
    comeClosest: 'These come closest:',
    tryOther: 'Try a paper’s name, a word of its title, an author, or an arXiv link.',
    noneYet: (name: string) => `There is no note on ${name} yet`,
    itself: (link: string) => `The paper itself is at ${link}.`,
    addOne:
      'To add a note, put a Markdown file into the notes folder; “Add a note” in the README shows how.',
    leadToIt: 'These notes lead to it:',
    inMessage: (n: number) => `${number.format(n)} papers in this message`,
    oneOfThese: 'Is it one of these?',
    whichOne: 'Which paper?',
    noneInMessage: 'No paper in this message',
    noneInMessageNext: (paper: string) =>
      `Links, arXiv ids, titles and names of papers in the notes are found. \`${paper}\` finds more, such as slips and descriptions.`,
  },
  papers: {
    papers: (n: number) => count(n, 'paper'),
    title: 'Papers by topic',
    inTopics: (papers: string, n: number) => `${papers} in ${count(n, 'topic')}`,
    page: (page: number, of: number) => ` · page ${page} of ${of}`,
    noTopic: (typed: string) => `There is no topic “${typed}”`,
    noTopicThese: (typed: string) => `There is no topic “${typed}”. These are the topics:`,
  },
  paperboy: {
    title: 'Paperboy: your paper notes, in this chat',
    intro:
      'Ask for a paper and get a card: what it changed, its numbers, why it still matters and ' +
      'what to read next. The buttons under a card answer you alone; **Share** shows the ' +
      'answer to the channel.',
    commands: 'Commands',
    status: 'Status',
    noProblems: 'no problems',
    problems: (n: number) => `${count(n, 'problem')}, in the log`,
    state: (version: string, notes: number, topics: number, problems: string) =>
      `Version ${version}, ${count(notes, 'note')} in ${count(topics, 'topic')}, ${problems}.`,
    try: (name: string) => `Try ${name}`,
  },
  /** What is said of a paper while somebody types. */
  suggest: {
    todaysPick: ' · today’s pick',
    saved: ' · saved',
    reading: ' · reading',
    alias: (text: string) => ` · alias ${text}`,
    author: (text: string) => ` · author ${text}`,
    typo: (text: string) => ` · looks like ${text}`,
    description: ' · closest match',
    topic: (name: string) => `${name} (topic)`,
  },
  ask: {
    quoted: 'Quoted from the notes, word for word',
    notesAlone: 'Paperboy answers from the notes alone',
    greeting: 'Hello! Ask me about the papers in the notes',
    hello: 'Hello!',
    forExample: 'For example:',
    moreCommands: (help: string, platform: string) =>
      `${help} shows what else there is in ${platform}`,
    noQuestion: 'No question',
    questions: (n: number) => count(n, 'question'),
    facts: {
      Authors: 'Authors',
      Year: 'Year',
      Published: 'Published',
      arXiv: 'arXiv',
      Paper: 'Paper',
      Code: 'Code',
    },
    nothingBefore: (name: string) => `The notes name nothing to read before **${name}**.`,
    nothingAfter: (name: string) => `The notes name nothing to read after **${name}**.`,
    before: (name: string) => `To read before **${name}**:`,
    after: (name: string) => `To read after **${name}**:`,
    outside: (title: string, url: string) =>
      `The notes don’t cover **${title}**. The paper may be [on arXiv](${url}).`,
    inVain: (name: string, title: string, url: string) =>
      `That is not in the notes. The note on **${name}** was read for it in vain; the paper itself may say: [${title}](${url}).`,
    severalInVain: (title: string, url: string) =>
      `That is not in the notes. These notes were read for it in vain; the paper itself may say: [${title}](${url}).`,
    nowhere: (url: string) => `That is not in the notes. Beyond them, [search arXiv](${url}).`,
    nowhereButNear: (url: string) =>
      `That is not in the notes. The notes below come closest. Beyond them, [search arXiv](${url}).`,
  },
};

/** All that Paperboy itself says, in one language. */
export type Phrases = typeof en;
