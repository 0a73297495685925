/* eslint-disable @typescript-eslint/no-require-imports -- a CommonJS package asks for it */
// Stands between Socket Mode's client and undici in the bundled program: it is loaded when something of
// it is first used, which over HTTP never happens; even reading it there would take a while.
const NAMES = 'Agent CloseEvent ErrorEvent MessageEvent WebSocket buildConnector fetch ping';
for (const name of NAMES.split(' ')) {
  Object.defineProperty(exports, name, {
    enumerable: true,
    get: () => require('../undici.cjs')[name],
  });
}
