import type { ExpressionBuilder } from 'kysely';
import type { Caller } from '../command.ts';
import type { Store } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';

/** How much is kept about somebody. A table that names people needs a line here. */
export interface Kept {
  /** Papers on the shelf, and when they were put there. */
  papers: number;
  /** Quiz questions that were answered, and how often rightly. */
  answers: number;
  /** Votes on answers. */
  votes: number;
  /** Questions, where they are kept, see `STORE_QUESTIONS`. */
  questions: number;
  /** Daily picks that say who set them up, to tell that person when one can't be posted. */
  picks: number;
}

type Person = Pick<Caller, 'platform' | 'workspace' | 'person' | 'user'>;

/** The daily picks that somebody set up. An id means another person in another workspace, where those have people of their own. */
const setUpBy =
  ({ platform, workspace, person, user }: Person) =>
  (row: ExpressionBuilder<Tables, 'subscriptions'>) =>
    row.and([
      row('platform', '=', platform),
      row('set_by', '=', user),
      ...(person === user ? [] : [row('workspace', '=', workspace)]),
    ]);

/** Everything that is kept about somebody. */
export async function keptOf({ db }: Store, who: Person): Promise<Kept> {
  const { platform, person } = who;
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
      .where(setUpBy(who))
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
export async function forget({ db }: Store, who: Person): Promise<Kept> {
  const { platform, person } = who;
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
      .where(setUpBy(who))
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
