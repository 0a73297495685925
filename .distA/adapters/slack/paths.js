/** Where installing begins, and where Slack sends people back to. */
export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';
//# sourceMappingURL=paths.js.map