import { clip, oneLine } from "../../src/markdown.js";
/**
 * Slack's limits for modals, in characters, see `LIMITS` in render.ts for messages.
 * Source: https://docs.slack.dev/reference/views/modal-views and the input elements' pages.
 */
const LIMITS = { title: 24, submit: 24, label: 2000, placeholder: 150, option: 75, options: 100 };
/** All modals of ours are one: what they are for is in their metadata. */
export const FORM = 'form';
/** A form as a modal. @param memory comes back with what people filled in. */
export function renderForm(form, memory) {
    return {
        type: 'modal',
        callback_id: FORM,
        private_metadata: JSON.stringify(memory),
        title: plain(form.title, LIMITS.title),
        submit: plain(form.submit, LIMITS.submit),
        close: plain(form.cancel, LIMITS.submit),
        blocks: form.fields.map(inputBlock),
    };
}
function plain(text, most) {
    return { type: 'plain_text', text: clip(oneLine(text), most), emoji: true };
}
function inputBlock(field) {
    return {
        type: 'input',
        block_id: field.option,
        label: plain(field.label, LIMITS.label),
        optional: field.optional ?? false,
        element: element(field),
    };
}
function element({ option, value, hint, choices, several }) {
    // Unique in the whole modal, as Slack wants it.
    const action_id = option;
    const placeholder = hint === undefined ? {} : { placeholder: plain(hint, LIMITS.placeholder) };
    if (!choices) {
        return {
            type: 'plain_text_input',
            action_id,
            ...placeholder,
            ...(value !== undefined && { initial_value: value }),
        };
    }
    const options = choices.slice(0, LIMITS.options).map((choice) => ({
        text: plain(choice.label, LIMITS.option),
        value: choice.value,
    }));
    const chosen = value?.split(',') ?? [];
    const initial = options.filter((option) => chosen.includes(option.value ?? ''));
    if (several === true) {
        return {
            type: 'multi_static_select',
            action_id,
            ...placeholder,
            options,
            ...(initial.length > 0 && { initial_options: initial }),
        };
    }
    return {
        type: 'static_select',
        action_id,
        ...placeholder,
        options,
        ...(initial[0] && { initial_option: initial[0] }),
    };
}
/** The options that people filled in; what they left empty is left out. */
export function readForm(values, run) {
    const options = { ...run.options };
    for (const [option, inputs] of Object.entries(values)) {
        for (const { value, selected_option: one, selected_options: several } of Object.values(inputs)) {
            const filled = value ?? one?.value ?? several?.map((choice) => choice.value ?? '').join(',') ?? '';
            if (filled.trim() !== '')
                options[option] = filled.trim();
        }
    }
    return options;
}
//# sourceMappingURL=form.js.map