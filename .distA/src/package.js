import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
/** The project's folder: the nearest one above this file with a package.json, compiled or not. */
export const root = findRoot(import.meta.dirname);
/** The version in package.json. */
export const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
function findRoot(folder) {
    return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}
//# sourceMappingURL=package.js.map