import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalog } from "../catalog/library.js";
import { withCommandTable } from "../commands/table.js";
import { root } from "../package.js";
import { drawMap } from "../picture/map.js";
import { makePicture, renderPng } from "../picture/png.js";
import { frontMatterSchema, SCHEMA, withFieldTable } from "./schema.js";
/** The README's pictures of the map, and the record of the drawings that they were made from. */
const MAPS = [
    ['docs/map.png', undefined],
    ['docs/map-lora.png', { note: 'lora' }],
];
export const MAPS_RECORD = 'docs/maps.json';
/** Brings all up to date that follows from the code and the shipped notes. */
export async function writeDocs(commands) {
    const readme = join(root, 'README.md');
    const text = readFileSync(readme, 'utf8');
    writeFileSync(readme, withFieldTable(withCommandTable(text, commands)));
    writeFileSync(join(root, SCHEMA), frontMatterSchema());
    const catalog = await loadCatalog(join(root, 'notes'));
    for (const [file, focus] of MAPS) {
        const png = await renderPng(makePicture('map', drawMap(catalog, focus).svg, ''));
        writeFileSync(join(root, file), png);
    }
    writeFileSync(join(root, MAPS_RECORD), mapsRecord(catalog));
}
/** By picture, the SHA-256 of its drawing: unlike the pixels, the same on every machine. */
export function mapsRecord(catalog) {
    const hashes = MAPS.map(([file, focus]) => [
        file,
        createHash('sha256').update(drawMap(catalog, focus).svg).digest('hex'),
    ]);
    return `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`;
}
//# sourceMappingURL=docs.js.map