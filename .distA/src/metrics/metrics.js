/** Where nobody reads them. */
export const NO_METRICS = {
    answered: () => undefined,
    waited: () => undefined,
    reread: () => undefined,
};
//# sourceMappingURL=metrics.js.map