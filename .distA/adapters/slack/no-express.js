// Stands in for Express in the bundled program. Bolt loads it for a receiver that is not used here;
// loading it takes as long as reading all notes.
export default function unused() {
    throw new Error('Slack’s requests come in through the one HTTP server');
}
export const Router = unused;
//# sourceMappingURL=no-express.js.map