import { en } from "./en.js";
import { ja } from "./ja.js";
import { ko } from "./ko.js";
import { zhCN } from "./zh-CN.js";
const english = { locale: 'en-GB', phrases: en };
/** A further language is a file and its place here. */
export const translations = [ja, ko, zhCN];
/** All languages; the first is for those whose language is not among them. */
export const languages = [english, ...translations];
const known = new Map();
/**
 * The language for a locale as platforms write it: `ja`, `ko-KR`, `zh-CN`. Who reads Chinese in its
 * traditional script (`zh-TW`) gets English: the other script is not theirs, and CLDR, whose
 * `parentLocales` say what may stand in for what, leads from `zh-Hant` to the root and not to `zh`.
 */
export function languageOf(locale = '') {
    const found = known.get(locale) ?? closest(locale);
    if (known.size < KEPT)
        known.set(locale, found);
    return found;
}
/** Platforms have some dozens of locales; whoever asks for others is not remembered for it. */
const KEPT = 100;
function closest(locale) {
    try {
        const wanted = scriptOf(locale);
        return languages.find((one) => scriptOf(one.locale) === wanted) ?? english;
    }
    catch {
        // Not a locale.
        return english;
    }
}
/** `ja Jpan`, `zh Hans`. @throws {RangeError} when it is no locale. */
function scriptOf(locale) {
    const { language, script } = new Intl.Locale(locale).maximize();
    return `${language} ${script ?? ''}`;
}
/** What Paperboy says to somebody. */
export function phrasesFor({ locale }) {
    return languageOf(locale).phrases;
}
/** The locale to write dates and numbers for somebody in: their own, if it is of the language they are answered in. */
export function formatFor({ locale }) {
    const language = languageOf(locale);
    const own = locale !== undefined && locale.split('-')[0] === language.locale.split('-')[0];
    return own ? locale : language.locale;
}
/** What a command is called in the language of a locale. */
export function labelsOf(command, locale) {
    const labels = languageOf(locale).commands ?? {};
    return labels[command.name] ?? asDefined(command);
}
function asDefined({ name, bare, description, options }) {
    const labels = Object.entries(options).map(([option, definition]) => [
        option,
        { name: option, description: definition.description },
    ]);
    return {
        name: bare === undefined ? name : `${name} ${bare}`,
        description,
        options: Object.fromEntries(labels),
    };
}
//# sourceMappingURL=languages.js.map