import { vi } from 'vitest';

/** On a busy machine what is waited for may take seconds; the default of one second fails then. */
const PATIENCE_MS = 10_000;

const waitFor = vi.waitFor.bind(vi);
vi.waitFor = (callback, options = {}) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: PATIENCE_MS, ...options });
