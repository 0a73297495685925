import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname;
import{existsSync,readFileSync}from"node:fs";import{dirname,join}from"node:path";var root=findRoot(import.meta.dirname),version=JSON.parse(readFileSync(join(root,"package.json"),"utf8")).version;function findRoot(folder){return existsSync(join(folder,"package.json"))?folder:findRoot(dirname(folder))}export{root,version};
//# sourceMappingURL=chunk-QA2C5WMT.js.map
