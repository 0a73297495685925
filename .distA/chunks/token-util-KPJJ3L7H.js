import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname;
import{require_token_util}from"./chunk-YLZQT2XY.js";import"./chunk-42HHLC77.js";export default require_token_util();
//# sourceMappingURL=token-util-KPJJ3L7H.js.map
