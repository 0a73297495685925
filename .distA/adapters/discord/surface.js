import { HIDE } from "../../src/invocation.js";
import { labelsOf, phrasesFor } from "../../src/phrases/languages.js";
/**
 * Discord as commands see it. A message holds five rows of five buttons: three rows of choices, one
 * of a card's own buttons, one for what goes with the answer, like "Share" and "Dismiss". Names are
 * shown in the person's language.
 */
export const discordSurface = {
    name: 'Discord',
    choices: 15,
    typed: ({ options }, definition, locale) => {
        const labels = labelsOf(definition, locale);
        const called = (option) => option === HIDE ? phrasesFor({ locale }).hide.name : (labels.options[option]?.name ?? option);
        return [
            `/${labels.name}`,
            ...Object.entries(options).map(([option, value]) => typeof value === 'boolean'
                ? `${called(option)}:${value ? 'True' : 'False'}`
                : `${called(option)}:${value}`),
        ].join(' ');
    },
};
//# sourceMappingURL=surface.js.map