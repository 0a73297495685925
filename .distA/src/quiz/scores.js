import { nextBox, restOf } from "./boxes.js";
import { inOrder, keysOf, questionOf } from "./questions.js";
/** All that somebody has answered, what is due first in front. Nobody else is told of it. */
export function readScores({ db }, { platform, person }) {
    return db
        .selectFrom('quiz')
        .select(['question', 'box', 'due_at', 'answered', 'answered_right'])
        .where('platform', '=', platform)
        .where('reader', '=', person)
        .orderBy('due_at')
        .execute();
}
/**
 * The question for somebody: the one that is due longest, else one they never had, else the one that
 * is due next. The same until they answer it.
 *
 * @param phrases what it is asked in; without it, English.
 * @param topic only of this topic's notes.
 * @returns undefined where the notes are too few to ask about.
 */
export async function nextQuestion(store, reader, catalog, topic, phrases) {
    const scores = await readScores(store, reader);
    const now = await store.now();
    const notes = catalog.notes.filter((note) => topic === undefined || note.topic === topic);
    const among = new Set(notes.map(({ id }) => id));
    const asked = scores.filter(({ question }) => among.has(question.split(':')[0] ?? ''));
    const first = (some) => {
        for (const { question } of some) {
            const found = questionOf(question, catalog, phrases);
            if (found)
                return found;
        }
        return undefined;
    };
    return (first(asked.filter((score) => score.due_at <= now)) ??
        unasked(notes, new Set(asked.map(({ question }) => question)), catalog, reader, phrases) ??
        first(asked));
}
/** A question that is not among those asked, from one note after the other, in an order of the person's own. */
function unasked(notes, asked, catalog, { platform, person }, phrases) {
    const own = (id) => `${platform}/${person}|${asked.size}|${id}`;
    for (const note of inOrder(notes, ({ id }) => own(id))) {
        for (const key of inOrder(keysOf(note), own)) {
            const found = asked.has(key) ? undefined : questionOf(key, catalog, phrases);
            if (found)
                return found;
        }
    }
    return undefined;
}
/**
 * Writes an answer down. Only the first one counts until the question is due again: who presses twice,
 * or every button in turn, has answered once.
 *
 * @returns how the question stands now.
 */
export async function keepAnswer(store, { platform, person }, question, right) {
    const now = await store.now();
    const own = store.db
        .selectFrom('quiz')
        .select(['question', 'box', 'due_at', 'answered', 'answered_right'])
        .where('platform', '=', platform)
        .where('reader', '=', person)
        .where('question', '=', question);
    const before = await own.executeTakeFirst();
    if (before && before.due_at > now)
        return before;
    const box = nextBox(before?.box, right);
    const score = {
        box,
        due_at: now + restOf(box),
        answered: (before?.answered ?? 0) + 1,
        answered_right: (before?.answered_right ?? 0) + (right ? 1 : 0),
    };
    // Of two that press at once one writes; the other finds that it is not due any more.
    await store.db
        .insertInto('quiz')
        .values({ platform, reader: person, question, ...score })
        .onConflict((it) => it
        .columns(['platform', 'reader', 'question'])
        .doUpdateSet(score)
        .where('quiz.due_at', '<=', now))
        .execute();
    return (await own.executeTakeFirst()) ?? { question, ...score };
}
//# sourceMappingURL=scores.js.map