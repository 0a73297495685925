import { createHash } from 'node:crypto';
/** Characters of a question that are kept. */
const LONGEST = 4000;
/** 16 hexadecimal digits that stand for a question, however it was spaced and capitalised. */
export function hashOf(question) {
    const plain = question.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
    return createHash('sha256').update(plain).digest('hex').slice(0, 16);
}
/** Keeps what somebody thinks of an answer; a second vote on the same answer replaces the first. */
export async function castVote({ db, now }, { platform, workspace, person }, answer, vote) {
    const changed = { vote, changed_at: await now() };
    await db
        .insertInto('feedback')
        .values({ platform, workspace, person, ...answer, ...changed })
        .onConflict((it) => it.columns(['platform', 'workspace', 'person', 'question', 'notes']).doUpdateSet(changed))
        .execute();
}
/** Keeps a question, once a person. @param answered whether the notes had an answer. */
export async function keepQuestion({ db, now }, { platform, workspace, person }, text, answered) {
    const changed = { answered: Number(answered), asked_at: await now() };
    await db
        .insertInto('questions')
        .values({
        platform,
        workspace,
        person,
        question: hashOf(text),
        text: text.replaceAll('\0', '').slice(0, LONGEST),
        ...changed,
    })
        .onConflict((it) => it.columns(['platform', 'workspace', 'person', 'question']).doUpdateSet(changed))
        .execute();
}
//# sourceMappingURL=feedback.js.map