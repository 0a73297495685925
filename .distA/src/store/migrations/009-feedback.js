/** What people think of answers and, where the settings say so, what they asked. */
export const feedback = {
    up: async (db) => {
        await db.schema
            .createTable('feedback')
            .addColumn('platform', 'text', (it) => it.notNull())
            .addColumn('workspace', 'text', (it) => it.notNull())
            .addColumn('person', 'text', (it) => it.notNull())
            .addColumn('question', 'text', (it) => it.notNull())
            .addColumn('notes', 'text', (it) => it.notNull())
            .addColumn('vote', 'text', (it) => it.notNull())
            .addColumn('changed_at', 'bigint', (it) => it.notNull())
            .addPrimaryKeyConstraint('feedback_key', [
            'platform',
            'person',
            'workspace',
            'question',
            'notes',
        ])
            .execute();
        await db.schema
            .createTable('questions')
            .addColumn('platform', 'text', (it) => it.notNull())
            .addColumn('workspace', 'text', (it) => it.notNull())
            .addColumn('person', 'text', (it) => it.notNull())
            .addColumn('question', 'text', (it) => it.notNull())
            .addColumn('text', 'text', (it) => it.notNull())
            .addColumn('answered', 'integer', (it) => it.notNull())
            .addColumn('asked_at', 'bigint', (it) => it.notNull())
            .addPrimaryKeyConstraint('questions_key', ['platform', 'person', 'workspace', 'question'])
            .execute();
    },
};
//# sourceMappingURL=009-feedback.js.map