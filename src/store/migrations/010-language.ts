import type { Kysely, Migration } from 'kysely';

/** The language that a channel's daily pick comes in. */
export const language: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema.alterTable('subscriptions').addColumn('locale', 'text').execute();
  },
};
