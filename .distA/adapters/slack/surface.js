import { typedAsText } from "../../src/invocation.js";
/** Slack as commands see it. A message holds 50 blocks of buttons; forty choices stay readable. */
export const slackSurface = { name: 'Slack', choices: 40, typed: typedAsText };
//# sourceMappingURL=surface.js.map