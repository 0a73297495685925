// The commands as buttons carry them. Only types are imported, so that commands can lead to each other.
/** What a query looks like that means exactly one note, and no other should that one be gone. */
export const EXACT = 'id:';
/** Shows one note. */
export function showNote(id) {
    return { command: 'paper', options: { query: EXACT + id } };
}
/** Lists the topics. @param page from 1. */
export function showTopics(page = 1) {
    const options = page === 1 ? {} : { page };
    return { command: 'papers', options };
}
/** Lists a topic's notes. @param page from 1. */
export function showTopic(topic, page = 1) {
    const options = page === 1 ? { topic } : { topic, page };
    return { command: 'papers', options };
}
/** Shows the map: of one note or topic, or all of it. */
export function showMap(id) {
    const options = id === undefined ? {} : { about: EXACT + id };
    return { command: 'map', options };
}
/** Shows the help. */
export function showHelp() {
    return { command: 'paperboy', options: {} };
}
/** What a query looks like that means any note. */
export const RANDOM = 'random';
/** Shows any note. */
export function showAny() {
    return { command: 'paper', options: { query: RANDOM } };
}
/** Shows the note to read next, as the caller's shelf says. */
export const NEXT = 'next';
export function showNext() {
    return { command: 'paper', options: { query: NEXT } };
}
/** Shows the caller's shelf. */
export function showShelf() {
    return { command: 'shelf', options: {} };
}
/** Puts a note on the caller's shelf, moves it there or takes it off. */
export function changeShelf(how, id) {
    return { command: `shelf ${how}`, options: { paper: EXACT + id } };
}
/**
 * Shows what to read up to a note.
 *
 * @param more `from`: where to start; `read`: a note to be marked as read first; `all`: what was read too.
 */
export function showPath(id, { from, read, all } = {}) {
    const options = {
        paper: EXACT + id,
        ...(from !== undefined && { from: EXACT + from }),
        ...(read !== undefined && { read: EXACT + read }),
        ...(all && { all }),
    };
    return { command: 'path', options };
}
/** Asks a question: of one topic, or of all. */
export function showQuiz(topic) {
    const options = topic === undefined ? {} : { topic };
    return { command: 'quiz', options };
}
/** Shows how to cite a note's paper. */
export function showCitation(id, format) {
    const options = { paper: EXACT + id };
    return { command: 'cite', options: format === undefined ? options : { ...options, format } };
}
/** Sets up a channel's daily pick: as it is, or as an example of what to type. */
export function setDaily(like) {
    const options = like === undefined ? {} : { time: '09:00 Europe/London' };
    return { command: 'daily set', options };
}
/** Posts the channel's pick of the day. */
export function showDailyNow() {
    return { command: 'daily now', options: {} };
}
/** Tells how a channel's daily pick is doing. */
export function showDailyStatus() {
    return { command: 'daily status', options: {} };
}
//# sourceMappingURL=calls.js.map