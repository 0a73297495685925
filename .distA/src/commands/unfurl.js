import { defineCommand, toCaller } from "../command.js";
import { InvocationError } from "../invocation.js";
import { linksAreOn, switchLinks } from "../links/switch.js";
import { phrasesFor } from "../phrases/languages.js";
export const paperboyUnfurl = defineCommand({
    name: 'paperboy unfurl',
    platforms: ['slack'],
    description: 'Cards under links to papers in this channel: on or off (Slack)',
    examples: [{ state: 'off' }, { state: 'on' }],
    options: {
        state: {
            kind: 'text',
            description: 'on or off; leave it out to see how it is',
            suggest: () => ['on', 'off'].map((state) => ({ label: state, value: state })),
        },
    },
    async run({ state }, { caller, store }) {
        const { unfurl: words } = phrasesFor(caller);
        const wanted = state?.toLowerCase();
        if (wanted === undefined)
            return said(await linksAreOn(store, caller, true), caller);
        if (wanted !== 'on' && wanted !== 'off') {
            throw new InvocationError(({ fault }) => fault.onOrOff('state'), 'state');
        }
        if (!(await caller.mayManage())) {
            return toCaller({
                title: words.onlyAdmins,
                blocks: [{ kind: 'text', text: words.onlyAdminsNext }],
                actions: [],
            });
        }
        await switchLinks(store, caller, wanted === 'on');
        return said(wanted === 'on', caller);
    },
});
function said(on, caller) {
    const { unfurl: words } = phrasesFor(caller);
    const run = { command: 'paperboy unfurl', options: { state: on ? 'off' : 'on' } };
    return toCaller({
        title: on ? words.on : words.off,
        blocks: [
            {
                kind: 'text',
                text: on ? words.onNext : words.offNext,
            },
        ],
        actions: [{ kind: 'run', label: on ? words.switchOff : words.switchOn, run }],
    });
}
//# sourceMappingURL=unfurl.js.map