// All that Paperboy itself says, in English; every other language has the same keys. What commands
// are called stands in their definitions. Text within `blocks` is Markdown, all else is plain text.

import { lists, numbers, plurals } from './formats.ts';

const plural = plurals('en');
const number = numbers('en');

/** `1 paper`, `1,200 papers` */
function count(n: number, one: string, other = `${one}s`): string {
  return `${number.format(n)} ${plural.select(n) === 'one' ? one : other}`;
}

export const en = {
  /** The option that every command has. */
  hide: { name: 'hide', description: 'Show the answer to you alone' },
  /** Lists within a sentence. */
  and: lists('en-GB', 'conjunction'),
  or: lists('en-GB', 'disjunction'),
  /** Entries of a message's menu, at most 24 characters. */
  menu: { find: 'Find the paper', save: 'Save to shelf' },
  button: {
    share: 'Share',
    dismiss: 'Dismiss',
    delete: 'Delete',
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
    busy: 'That is a lot at once',
    busyNext: 'I am busy right now: please try again in a moment.',
    early: 'That was a lot at once',
    earlyNext: (seconds: number) => `Please ask again in ${count(seconds, 'second')}.`,
    oldButton: 'This button is from another time',
    oldButtonNext: (help: string) => `Type \`${help}\` to see what works now.`,
    apology: 'That did not work, and it is our fault. Please try again in a minute.',
    unsure:
      'Discord did not say whether that was posted. If you don’t see it here, please try again.',
    restarting: 'I am just being restarted. Please ask again in a minute.',
    notYours: 'Only the one who asked can delete this',
    notYoursNext: 'Your own answers have this button, too.',
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
    inShort: (model: string) =>
      `In short by ${model}, which may err; the quotes are the notes’ own words`,
    early: 'That was a lot of questions at once',
    earlyPerson: (seconds: number, paper: string) =>
      `Please ask again in ${count(seconds, 'second')}. Looking up papers with \`${paper}\` works meanwhile.`,
    earlyWorkspace: (seconds: number, paper: string) =>
      `Everybody here together asked many questions this minute. Please ask again in ${count(seconds, 'second')}; looking up papers with \`${paper}\` works meanwhile.`,
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
  map: {
    title: 'What builds on what',
    where: (name: string) => `Where ${name} sits`,
    ofTopic: (topic: string) => `What builds on what: ${topic}`,
    neither: (about: string) => `There is no paper or topic “${about}” here`,
    read: (name: string) => `Read ${name}`,
    noNotes: 'There are no notes yet',
    leftOut: (n: number) =>
      `${number.format(n)} more ${plural.select(n) === 'one' ? 'note is' : 'notes are'} left out of the map`,
    buildsOn: (name: string, on: string) => `${name} builds on ${on}`,
    buildsOnNone: (name: string) => `${name} builds on no other note of the catalog`,
    throughThem: (on: string) => `Through them on ${on}`,
    builtOnBy: (by: string) => `Built on by ${by}`,
    builtOnByNone: 'Built on by no other note of the catalog yet',
    throughThemBy: (by: string) => `Through them by ${by}`,
    isBuiltOnBy: (name: string, by: string) => `${name} is built on by ${by}`,
    onAndBy: (name: string, on: string, by: string) =>
      `${name} builds on ${on} and is built on by ${by}`,
  },
  path: {
    title: (name: string) => `The way to ${name}`,
    length: (notes: number, minutes: number) =>
      `${count(notes, 'note')}, ${number.format(minutes)} min to read`,
    left: (n: number) => ` · ${number.format(n)} left out, read or needed only for what is read`,
    arrived: (name: string) => `You have read all the way to ${name}, and that as well.`,
    noWay: (goal: string, start: string) =>
      `Nothing on the way to ${goal} builds on ${start}, so this is the whole way.`,
    minutes: (n: number) => `${number.format(n)} min`,
    more: (n: number) => `And ${number.format(n)} more: they follow as you go on.`,
    haveRead: (name: string) => `I have read ${name}`,
    goal: 'where you want to be',
    buildsOnIt: (name: string) => `${name} builds on it`,
    buildsOnItSaying: (name: string, why: string) => `${name} builds on it: ${why}`,
    alt: (name: string, steps: string) => `The way to ${name}: ${steps}.`,
  },
  compare: {
    numbers: (name: string) => `${name} by the numbers`,
    title: (one: string, other: string) => `${one} and ${other}`,
    disagree: 'Where they disagree',
    neither: 'Neither note sets its paper against the other.',
    first: 'Which first?',
    sameKind: 'Numbers of the same kind',
    measures: {
      parameters: 'parameters',
      'training tokens': 'training tokens',
      memory: 'memory',
      latency: 'latency',
      'batch size': 'batch size',
      'learning rate': 'learning rate',
    },
    same: 'That is the same paper twice.',
    readFirst: (first: string, then: string) => `Read ${first} first: ${then} builds on it.`,
    after: (first: string, then: string, why: string) => `After ${first}, ${then}: ${why}`,
    sameYear:
      'Neither builds on the other, and both are of the same year: begin with whichever you need.',
    older: (name: string, year: number) =>
      `Neither builds on the other. ${name} is the older, of ${year}.`,
  },
  cite: {
    title: (name: string, format: string) => `${name} as ${format}`,
    plain: 'plain text',
  },
  quiz: {
    title: 'Quiz',
    nothing: 'There is nothing to ask yet',
    nothingNext: 'A question takes four notes to choose from.',
    alone: 'Only whoever presses is told whether that was right',
    next: 'Next question',
    gone: 'That question is not asked any more',
    goneNext: 'Its note has changed since.',
    right: (answer: string) => `Right: ${answer}`,
    wrong: (answer: string) => `Not this time: it is ${answer}`,
    from: (name: string) => `From the note on ${name}`,
    known: (n: number) => `You know ${count(n, 'answer')} so far; nobody else sees that.`,
    comesBack: (when: string) => `It comes back in ${when}.`,
    comesBackLast: (when: string) => `It comes back in ${when}, to see whether it stays.`,
    minutes: (n: number) => (n === 1 ? 'a minute' : `${number.format(n)} minutes`),
    days: (n: number) => (n === 1 ? 'a day' : `${number.format(n)} days`),
    value: (name: string) => `What does the note on **${name}** give here?`,
    whoseNumber: 'Which paper’s number is this?',
    author: (name: string) => `Who is an author of **${name}**?`,
    byAuthor: (author: string) =>
      `Which of these papers is by **${author}**, alone or with others?`,
    isBy: (title: string, year: number, authors: string) =>
      `**${title}** (${year}) is by ${authors}.`,
    first: 'Which of these papers appeared first?',
    last: 'Which of these papers appeared last?',
    appeared: (name: string, year: number, venue: string) =>
      `**${name}** first appeared in ${year} (${venue}).`,
    whoseNote: 'Which paper’s note says this?',
    thisPaper: '[this paper]',
  },
  shelf: {
    title: 'Your shelf',
    states: { reading: 'Reading', saved: 'Saved', read: 'Read' },
    counts: (reading: number, saved: number, read: number) =>
      `${number.format(reading)} reading · ${number.format(saved)} saved · ${number.format(read)} read`,
    empty: 'Your shelf is empty',
    emptyNext: 'Press **Save** or **Mark as read** under any card; only you see what is here.',
    progress: 'Progress',
    ofTopic: (read: number, of: number, topic: string) => `${read} of ${of} in ${topic}`,
    reading: (n: number) => `${n} reading`,
    saved: (n: number) => `${n} saved`,
    howFar: 'How far you are',
    ofPapers: (read: number, of: number) => `${read} of ${of} papers read`,
    isSaved: (name: string) => `${name} is on your shelf`,
    isReading: (name: string) => `You are reading ${name}`,
    isRead: (name: string) => `You have read ${name}`,
    isRemoved: (name: string) => `${name} is off your shelf`,
    haveRead: (read: number, of: number, topic: string) =>
      `You have read ${read} of ${of} in ${topic}.`,
    byNow: (readers: string) => `By now ${readers}.`,
    savedHere: (n: number) => `${count(n, 'person', 'people')} here saved it`,
    readHere: (n: number) => `${count(n, 'person', 'people')} here read it`,
    savedAndReadHere: (saved: number, read: number) =>
      `${count(saved, 'person', 'people')} here saved it, ${number.format(read)} read it`,
    as: (format: string) => `Your shelf as ${format}`,
    partOf: (format: string, part: number, of: number) =>
      `Your shelf as ${format}, part ${part} of ${of}`,
    nextPart: 'Next part ▶',
    nothingKept: 'Nothing is kept about you',
    deletedOrNever: 'It is all deleted, or there never was anything.',
    deleted: 'All that was kept about you is deleted',
    itWas: (all: string) => `It was ${all}.`,
    untilYou: 'Until you save a paper or answer a quiz.',
    deleteAll: 'Delete all that is kept about you?',
    itIs: (all: string) => `That is ${all}. Nothing else is kept.`,
    deleteIt: 'Delete it',
    keptPapers: (n: number) => `your shelf (${count(n, 'paper')}, and when you put them there)`,
    keptAnswers: (n: number) => `how you did in the quiz (${count(n, 'question')})`,
    keptVotes: (n: number) => `${count(n, 'vote')} on answers`,
    keptQuestions: (n: number) => `${count(n, 'question')} that you asked`,
    keptPicks: (n: number) =>
      `that you set up ${count(n, 'daily pick')}, which will go on without your name`,
  },
  home: {
    empty:
      'It is empty. **Save** or **Mark as read** under any paper puts it here; only you see it.',
    all: 'All of it',
    topics: 'Topics',
    recent: 'Recent',
    lastPicks: 'Picks of the last days',
    lastReviewed: 'Notes that were reviewed last',
  },
  /** The daily pick's message, and what is below it. */
  pick: {
    todays: 'Today’s pick',
    readIt: 'Read it',
    buildsOnLast: (name: string, last: string) => `${name} builds on ${last}, the last pick.`,
    lastBuildsOn: (last: string, name: string) => `${last}, the last pick, builds on ${name}.`,
    afterLast: (last: string, why: string) => `After ${last}, the last pick: ${why}`,
    talk: (name: string) => `To talk about: ${name}`,
    keeps: (name: string, base: string) =>
      `What does ${name} keep of ${base}, and what does it give up?`,
    assumes: (name: string) => `Which assumption of ${name} would you question first?`,
    holds: (value: string, label: string) =>
      `“${value}” (${label}): would it hold for what you build? What would you measure?`,
    disagree: (name: string) => `The note says why ${name} still matters. Where do you disagree?`,
    paused: 'A daily pick is paused',
    pausedNext: (reason: string, channel: string) =>
      `You set up a daily pick in [this channel](${channel}), but it could not be posted: ${reason}\n\nOnce that is mended, type \`/daily set\` there again.`,
  },
  /** What the commands of the daily pick say. */
  daily: {
    needsChannel: 'A daily pick needs a channel',
    needsChannelNext:
      'In a channel of Slack or Discord this posts a paper a day. The playground has none.',
    askManager: (status: string) =>
      `Ask somebody who may manage it here to type it; \`${status}\` works for everybody.`,
    cantPost: 'I can’t post here yet',
    cantPostNext: (why: string, set: string) =>
      `${why} Then type \`${set}\` again; nothing is set up so far.`,
    on: 'The daily pick is on',
    changed: 'The daily pick is changed',
    isPaused: 'The daily pick is paused',
    postNow: 'Post today’s now',
    status: 'Status',
    none: 'There is no daily pick here',
    noneNext: (set: string) => `Type \`${set}\`, with days and topics if you like.`,
    noneBegin: (set: string) => `Type \`${set}\` to begin.`,
    paused: (reason: string, set: string) =>
      `**Paused**: ${reason} Type \`${set}\` once that is mended.`,
    last: (name: string, day: string) => `Last: ${name} on ${day}.`,
    nothingYet: 'Nothing was posted yet.',
    left: (left: number, of: number) => `${left} of ${of} papers are left in this round.`,
    underWay: (day: string) => `${day}: on its way.`,
    missed: (day: string) => `${day}: missed.`,
    missedAs: (day: string, why: string) => `${day}: missed, ${why}.`,
    failed: (day: string) => `${day}: failed.`,
    failedAs: (day: string, why: string) => `${day}: failed, ${why}.`,
    underWayAs: (day: string, why: string) => `${day}: on its way, ${why}.`,
    trouble: (why: string) => `Right now nothing is posted: ${why}.`,
    openLast: 'Open the last one',
    openIt: 'Open it',
    rhythm: (topics: string, days: string, time: string, zone: string) =>
      `A paper of ${topics}, ${days} at ${time} (${zone}).`,
    withThread: 'With questions in a thread.',
    allTopics: 'all topics',
    next: (when: string) => `Next: **${when}**.`,
    everyDay: 'every day',
    weekdays: 'on weekdays',
    weekends: 'on weekends',
    onDays: (days: string) => `on ${days}`,
    choices: { everyDay: 'every day', weekdays: 'weekdays', weekends: 'weekends' },
    /** A form, whose title and buttons may have 24 characters. */
    form: {
      title: 'A paper a day',
      change: 'Change',
      start: 'Start',
      cancel: 'Cancel',
      time: 'When',
      timezone: 'Time zone',
      days: 'Days',
      daysHint: 'weekdays, or mon,thu',
      topics: 'Topics',
      thread: 'Questions to talk about, in a thread',
      on: 'On',
      off: 'Off',
    },
    isOff: 'The daily pick is off here',
    isOffNext: (set: string) =>
      `What was shown so far is remembered: after \`${set}\` it goes on from there.`,
    posted: 'Today’s pick is posted',
    already: 'Today’s pick is here already',
    alreadyNext: 'One a day is the promise.',
    onItsWay: 'Today’s pick is on its way',
    onItsWayNext: 'It is being posted right now.',
    notPosted: 'Today’s pick could not be posted',
    replaced: (name: string) => `Today’s pick is ${name} now`,
    replacedNext: (from: string) =>
      `It stands where ${from} stood, which comes again at the end of this round.`,
    nextIs: (name: string) => `The next pick is ${name}`,
    nextIsNext: (from: string) => `${from} comes at the end of this round instead.`,
    onlyOne: 'There is no other paper to pick',
    onlyOneNext: (set: string) => `Widen the topics with \`${set}\`.`,
    busy: 'A pick is just being posted',
    notChanged: 'The message could not be changed',
  },
  /** What keeps Paperboy from posting in a channel, and what to do. */
  hindrance: {
    notInConversation:
      'I am not in this conversation: a daily pick needs a server’s channel, or your own messages with me.',
    notMember: 'I am not a member of this server: somebody who manages it must add me.',
    lacksRight: (right: string) =>
      `I lack the right ${right} in this channel: somebody who manages it can give me that.`,
    lacksRights: (rights: string) =>
      `I lack the rights ${rights} in this channel: somebody who manages it can give me those.`,
    /** As Discord's settings call them. */
    rights: {
      'View Channel': 'View Channel',
      'Send Messages': 'Send Messages',
      'Embed Links': 'Embed Links',
      'Attach Files': 'Attach Files',
      'Read Message History': 'Read Message History',
      'Create Public Threads': 'Create Public Threads',
      'Send Messages in Threads': 'Send Messages in Threads',
    },
    noThreads: 'Threads can’t be opened here: leave them out with `thread:off`.',
    archived: 'This channel is archived.',
    invite: 'I am not in this channel: type `/invite @Paperboy` first.',
    scope: 'The app lacks a scope: install it again with the newest manifest.',
  },
  links: {
    notHere: 'Links are not answered here',
    notHereNext: 'That is for servers on Discord that Paperboy is a member of.',
    notYet: 'Links can’t be answered yet',
    notYetNext:
      'Whoever runs Paperboy must set `DISCORD_MESSAGE_CONTENT=true` and allow the Message Content intent. “Find the paper”, in the menu of any message, works without.',
    onlyManagers: 'That is for those who look after this server',
    onlyManagersNext: 'Ask somebody who may manage it to type it.',
    on: 'Links to papers are answered in this server',
    onNext: (off: string) =>
      `Where there is a note, once per paper, channel and day. \`${off}\` ends it.`,
    off: 'Links are not answered in this server',
    offNext: (on: string) => `\`${on}\` begins it.`,
  },
  /** Cards under links, on Slack. */
  unfurl: {
    onlyAdmins: 'Only admins can change that here',
    onlyAdminsNext: 'Ask one of your workspace’s admins to type it.',
    on: 'Links to papers get a card here',
    onNext: 'Paste a link to a paper that has a note, and its card appears below.',
    off: 'Links to papers get no card here',
    offNext: 'Other channels are as they were.',
    switchOn: 'Switch on',
    switchOff: 'Switch off',
  },
  stats: {
    nothing: 'Nothing is counted here',
    nothingNext: 'Counts are kept for a server: type it in a channel of one.',
    askManager: 'Ask somebody who may manage it here to type it.',
    title: (days: number) => `The last ${days} days`,
    subtitle: 'Counts of everybody here together; no names, no words',
    byTopic: 'By topic',
    days: 'Days are counted in UTC',
    nothingYet: 'nothing yet',
    shown: (n: number) => `${number.format(n)} cards shown`,
    picked: (n: number) => `${number.format(n)} daily picks`,
    answered: (n: number) => `${number.format(n)} answered`,
    refused: (n: number) => `${number.format(n)} refused`,
    saved: (n: number) => `${number.format(n)} saved`,
    read: (n: number) => `${number.format(n)} read`,
  },
  feedback: {
    byButtons: 'Votes are cast with the buttons below an answer.',
    helpful: 'Helpful',
    notHelpful: 'Not helpful',
    thanksHelpful: 'Thank you, glad that it helped',
    thanksNot: 'Thank you, good to know that it did not help',
    kept: (forget: string) =>
      `Kept are your vote, the notes it cites and a hash of the question, not its words. The other button changes your mind; \`${forget}\` deletes it.`,
  },
  /** The playground's page. */
  page: {
    slogan: 'Your team’s paper notes, in the chat it already lives in.',
    dark: 'Dark theme',
    conversation: 'Conversation',
    welcome: (paper: string) => `Type ${paper} and a name, an author or an arXiv link.`,
    welcomeNext: (papers: string) =>
      `You get the note as your team would see it, in Slack and in Discord. ${papers} lists them all.`,
    examples: 'Examples',
    askPaperboy: 'Ask Paperboy',
    suggestions: 'Suggestions',
    typeCommand: 'Type a command, like /paper lora',
    ask: 'Ask',
    asking: 'Asking…',
    youTyped: 'You typed',
    youPressed: 'You pressed',
    howToShow: 'How to show the answer',
    cards: 'Cards',
    plain: 'Plain text',
    copy: 'Copy',
    copyJson: (platform: string) => `Copy the ${platform} JSON`,
    copied: 'Copied',
    selectToCopy: 'Select the text to copy it',
    whatIsSent: (platform: string) => `What ${platform} is sent`,
    dismissed: 'Dismissed',
    shared: 'Shared with the channel.',
    onlyYou: 'Only visible to you',
    onlyYouSee: 'Only you can see this',
    dismissMessage: 'Dismiss message',
    youUsed: (command: string) => `You used ${command}`,
    todayAt: (time: string) => `Today at ${time}`,
    newTab: (label: string) => `${label} (new tab)`,
    away: 'Paperboy did not answer. Check that it is still running (“npm start”), then try again.',
    tooLong:
      'Paperboy could not take that. Keep it under 4,000 characters, like “/paper lora”, and try again.',
    ownProblem: (status: number) =>
      `Paperboy ran into a problem of its own (${status}). Its log says what; try again in a minute.`,
    cantDraw: 'Paperboy sent an answer that can’t be drawn. Reload the page.',
  },
  /** What only Slack shows; titles and buttons of its windows may have 24 characters. */
  slack: {
    prompts: 'Ask the notes',
    status: 'is reading the notes…',
    find: 'Find a paper',
    close: 'Close',
    paper: 'Paper',
    shareIn: 'Share it in',
    where: 'A channel or a person',
    choosePaper: 'Choose a paper first: type a few letters of its name.',
    chooseWhere: 'Choose where to share it, or close this window.',
    search: 'A name, title, author or arXiv id',
  },
};

/** All that Paperboy itself says, in one language. */
export type Phrases = typeof en;
