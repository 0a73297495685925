import type { Store } from './store.ts';

/**
 * Does several changes, all of them or none.
 *
 * @param work changes the store it is given. @returns false where there is nothing to be done after all:
 *   what it changed until then is undone.
 * @returns what `work` returned.
 */
export async function allOrNone(
  store: Store,
  work: (store: Store) => Promise<boolean>,
): Promise<boolean> {
  const undone = new Error('undone');
  try {
    await store.db.transaction().execute(async (db) => {
      if (!(await work({ ...store, db }))) throw undone;
    });
    return true;
  } catch (error) {
    if (error !== undone) throw error;
    return false;
  }
}
