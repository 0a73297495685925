import { clip } from "../markdown.js";
/** A title's limit where buttons are narrow, in characters. */
const TITLE = 60;
/** Up to four questions that this catalog's notes answer, each on another paper where there are enough. */
export function questionsToTry({ notes }) {
    const [first, second = first, third = second, fourth = third] = notes.filter(({ numbers }) => numbers.length > 0);
    const followed = notes.find(({ buildsOn }) => buildsOn.some((base) => 'id' in base)) ?? fourth;
    if (!first || !second || !third || !followed)
        return [];
    return [
        `What is ${first.name}?`,
        `Who wrote the ${second.name} paper?`,
        `Why does ${third.name} still matter?`,
        `What should I read before ${followed.name}?`,
    ].map((message) => ({ title: clip(message, TITLE), message }));
}
//# sourceMappingURL=prompts.js.map