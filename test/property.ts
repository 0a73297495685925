import fc from 'fast-check';

/**
 * What properties start from. The same in every run, so that a commit that passed once passes always;
 * `FUZZ=<number> npx vitest run` tries others, and `FUZZ=random` a new one each time.
 */
const { FUZZ = '20261126' } = process.env;

fc.configureGlobal(FUZZ === 'random' ? {} : { seed: Number(FUZZ) });

/** fast-check, set up for every property of this project. */
export default fc;
