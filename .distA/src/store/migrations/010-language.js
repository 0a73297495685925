/** The language that a channel's daily pick comes in. */
export const language = {
    up: async (db) => {
        await db.schema.alterTable('subscriptions').addColumn('locale', 'text').execute();
    },
};
//# sourceMappingURL=010-language.js.map