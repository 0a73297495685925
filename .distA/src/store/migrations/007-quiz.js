/** Which questions people answered, and when they come again. */
export const quiz = {
    up: async (db) => {
        await db.schema
            .createTable('quiz')
            .addColumn('platform', 'text', (it) => it.notNull())
            .addColumn('reader', 'text', (it) => it.notNull())
            .addColumn('question', 'text', (it) => it.notNull())
            .addColumn('box', 'integer', (it) => it.notNull())
            .addColumn('due_at', 'bigint', (it) => it.notNull())
            .addColumn('answered', 'integer', (it) => it.notNull())
            .addColumn('answered_right', 'integer', (it) => it.notNull())
            .addPrimaryKeyConstraint('quiz_key', ['platform', 'reader', 'question'])
            .execute();
    },
};
//# sourceMappingURL=007-quiz.js.map