import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { root } from '../src/package.ts';

const sources = join(root, 'src');
const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join(sources, file));

/** What a file imports or exports from, by any means: types and `import()` included. */
function importsOf(code: string, file = 'file.ts'): string[] {
  const found: string[] = [];
  const tree = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const add = (node: ts.Node | undefined): void => {
    // What can't be read here, like `import(name)`, can't be allowed either.
    if (node) found.push(ts.isStringLiteralLike(node) ? node.text : node.getText());
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isImportTypeNode(node))
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument);
    else if (ts.isCallExpression(node)) {
      const { expression } = node;
      const loads =
        expression.kind === ts.SyntaxKind.ImportKeyword ||
        (ts.isIdentifier(expression) && expression.text === 'require');
      if (loads) add(node.arguments[0]);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const SDKS = /^(discord\.js|@discordjs\/.*|discord-api-types|@slack\/.*|@types\/.*)(\/|$)/;

/** Whether an import from `file` leads to an adapter or a chat platform's SDK. */
function leavesCore(file: string, specifier: string): boolean {
  if (SDKS.test(specifier)) return true;
  if (!specifier.startsWith('.')) return specifier.includes('adapters');
  return !resolve(file, '..', specifier).startsWith(sources + sep);
}

describe('the core', () => {
  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(15);
  });

  it.each(files.map((file) => [relative(root, file), file] as const))(
    '%s knows no chat platform',
    (name, file) => {
      if (name === join('src', 'main.ts')) return;
      const imports = importsOf(readFileSync(file, 'utf8'), file);
      expect(imports.filter((specifier) => leavesCore(file, specifier))).toEqual([]);
    },
  );

  it('starts the adapters in main.ts alone, each loaded only when it is needed', () => {
    const file = join(sources, 'main.ts');
    const imports = importsOf(readFileSync(file, 'utf8'), file);
    expect(imports.filter((specifier) => leavesCore(file, specifier)).sort()).toEqual([
      '../adapters/discord/examine.ts',
      '../adapters/discord/index.ts',
      '../adapters/discord/render.ts',
      '../adapters/playground/index.ts',
      '../adapters/slack/examine.ts',
      '../adapters/slack/index.ts',
      '../adapters/slack/manifest.ts',
      '../adapters/slack/render.ts',
    ]);
    expect(readFileSync(file, 'utf8')).not.toMatch(/^import .*adapters/m);
  });

  it('describes cards without importing anything', () => {
    expect(importsOf(readFileSync(join(sources, 'card.ts'), 'utf8'))).toEqual([]);
  });
});

describe('this test', () => {
  it.each([
    `import x from 'discord.js'`,
    `import type { X } from "@slack/bolt";`,
    `export * from 'discord-api-types/v10'`,
    `const x = await import('@slack/types')`,
    'const x = await import(`../adapters/slack/render.ts`)',
    `type X = import('../adapters/discord/render.ts').X`,
    `type X = typeof import('discord.js')`,
    `import x = require('@slack/web-api')`,
    `const x = require('discord.js')`,
    `export { renderReply } from '../adapters/slack/render.ts'`,
    `import '../adapters/slack/index.ts'`,
  ])('sees %s', (code) => {
    const imports = importsOf(code);
    expect(imports).toHaveLength(1);
    expect(leavesCore(join(sources, 'bot.ts'), imports[0] ?? '')).toBe(true);
  });

  it('does not mind comments, strings and the core’s own imports', () => {
    const code = `// import 'discord.js'\nconst a = "import('@slack/bolt')";\nimport './card.ts';\nimport 'zod';`;
    const imports = importsOf(code);
    expect(imports).toEqual(['./card.ts', 'zod']);
    expect(imports.some((it) => leavesCore(join(sources, 'bot.ts'), it))).toBe(false);
  });
});
