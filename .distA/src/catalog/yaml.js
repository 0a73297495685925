// The YAML parser, imported with the first text that plain-yaml.ts leaves to it: nearly all notes do
// without, and every start would wait for it. By this module, since the bundled program finds no names
// in a CommonJS package that is imported late.
export { isAlias, isMap, isNode, isScalar, LineCounter, parse, parseDocument, visit } from 'yaml';
//# sourceMappingURL=yaml.js.map