import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { loadCatalog } from '../catalog/library.ts';
import type { Command } from '../command.ts';
import { withCommandTable } from '../commands/table.ts';
import { root } from '../package.ts';
import { drawMap } from '../picture/map.ts';
import { makePicture, renderPng } from '../picture/png.ts';
import { frontMatterSchema, SCHEMA, withFieldTable } from './schema.ts';

/** The README's pictures of the map, and the record of the drawings that they were made from. */
const MAPS = [
  ['docs/map.png', undefined],
  ['docs/map-lora.png', { note: 'lora' }],
] as const;
export const MAPS_RECORD = 'docs/maps.json';

/** Brings all up to date that follows from the code and the shipped notes. */
export async function writeDocs(commands: readonly Command[]): Promise<void> {
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
export function mapsRecord(catalog: Catalog): string {
  const hashes = MAPS.map(([file, focus]) => [
    file,
    createHash('sha256').update(drawMap(catalog, focus).svg).digest('hex'),
  ]);
  return `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`;
}
