/** Everything that is kept about somebody. */
export async function keptOf({ db }, { platform, person, user }) {
    const [shelf, quiz, votes, questions, picks] = await Promise.all([
        db
            .selectFrom('shelf')
            .select(({ fn }) => fn.countAll().as('count'))
            .where('platform', '=', platform)
            .where('reader', '=', person)
            .executeTakeFirst(),
        db
            .selectFrom('quiz')
            .select(({ fn }) => fn.countAll().as('count'))
            .where('platform', '=', platform)
            .where('reader', '=', person)
            .executeTakeFirst(),
        db
            .selectFrom('feedback')
            .select(({ fn }) => fn.countAll().as('count'))
            .where('platform', '=', platform)
            .where('person', '=', person)
            .executeTakeFirst(),
        db
            .selectFrom('questions')
            .select(({ fn }) => fn.countAll().as('count'))
            .where('platform', '=', platform)
            .where('person', '=', person)
            .executeTakeFirst(),
        db
            .selectFrom('subscriptions')
            .select(({ fn }) => fn.countAll().as('count'))
            .where('platform', '=', platform)
            .where('set_by', '=', user)
            .executeTakeFirst(),
    ]);
    return {
        papers: Number(shelf?.count ?? 0),
        answers: Number(quiz?.count ?? 0),
        votes: Number(votes?.count ?? 0),
        questions: Number(questions?.count ?? 0),
        picks: Number(picks?.count ?? 0),
    };
}
/** Deletes everything that is kept about somebody; daily picks go on without their name. @returns what it was. */
export async function forget({ db }, { platform, person, user }) {
    return db.transaction().execute(async (all) => {
        const shelf = await all
            .deleteFrom('shelf')
            .where('platform', '=', platform)
            .where('reader', '=', person)
            .executeTakeFirst();
        const quiz = await all
            .deleteFrom('quiz')
            .where('platform', '=', platform)
            .where('reader', '=', person)
            .executeTakeFirst();
        const votes = await all
            .deleteFrom('feedback')
            .where('platform', '=', platform)
            .where('person', '=', person)
            .executeTakeFirst();
        const questions = await all
            .deleteFrom('questions')
            .where('platform', '=', platform)
            .where('person', '=', person)
            .executeTakeFirst();
        const picks = await all
            .updateTable('subscriptions')
            .set({ set_by: '' })
            .where('platform', '=', platform)
            .where('set_by', '=', user)
            .executeTakeFirst();
        return {
            papers: Number(shelf.numDeletedRows),
            answers: Number(quiz.numDeletedRows),
            votes: Number(votes.numDeletedRows),
            questions: Number(questions.numDeletedRows),
            picks: Number(picks.numUpdatedRows),
        };
    });
}
//# sourceMappingURL=forget.js.map