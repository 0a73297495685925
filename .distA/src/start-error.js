/** A start that failed for a reason its message explains: what is wrong and what to do. */
export class StartError extends Error {
}
//# sourceMappingURL=start-error.js.map