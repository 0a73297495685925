// Stands in for js-yaml in the bundled program. gray-matter asks for it at its start and would never
// call it, as parse.ts gives it another YAML engine; loading it takes as long as reading all notes.
function unused() {
    throw new Error('front matter is read by the engine that parse.ts gives');
}
export const safeLoad = unused;
export const safeDump = unused;
//# sourceMappingURL=no-yaml.js.map