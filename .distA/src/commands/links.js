import { defineCommand, toCaller } from "../command.js";
import { InvocationError } from "../invocation.js";
import { typedFor } from "../invocation.js";
import { phrasesFor } from "../phrases/languages.js";
import { linksAreOn, switchLinks } from "../links/switch.js";
export const links = defineCommand({
    name: 'links',
    platforms: ['discord'],
    description: 'Answer links to papers in this server’s messages, or not',
    manage: true,
    examples: [{ state: 'on' }, { state: 'off' }],
    options: {
        state: {
            kind: 'text',
            description: 'on or off; leave it out to see which',
            suggest: (typed) => ['on', 'off']
                .filter((state) => state.startsWith(typed.toLowerCase()))
                .map((state) => ({ label: state, value: state })),
        },
    },
    async run({ state }, { caller, commands, store }) {
        const { links: words } = phrasesFor(caller);
        const { platform, workspace } = caller;
        const server = { platform, workspace };
        const typed = (to) => typedFor(caller, { command: 'links', options: { state: to } }, commands);
        const wanted = state?.trim().toLowerCase();
        if (wanted !== undefined && wanted !== 'on' && wanted !== 'off') {
            throw new InvocationError(({ fault }) => fault.onOrOff('state'), 'state');
        }
        if (caller.readsMessages === undefined || caller.workspace === '' || caller.guest === true) {
            return say(words.notHere, words.notHereNext);
        }
        if (!caller.readsMessages)
            return say(words.notYet, words.notYetNext);
        if (wanted !== undefined) {
            if (!(await caller.mayManage())) {
                return say(words.onlyManagers, words.onlyManagersNext);
            }
            await switchLinks(store, server, wanted === 'on');
        }
        return (await linksAreOn(store, server, false))
            ? say(words.on, words.onNext(typed('off')))
            : say(words.off, words.offNext(typed('on')));
    },
});
function say(title, text) {
    return toCaller({ title, blocks: [{ kind: 'text', text }], actions: [] });
}
//# sourceMappingURL=links.js.map