#!/usr/bin/env node
import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname;
import{root}from"./chunks/chunk-QA2C5WMT.js";import"./chunks/chunk-42HHLC77.js";import*as nodeModule from"node:module";import{join}from"node:path";var{enableCompileCache}=nodeModule;enableCompileCache?.(join(root,"node_modules",".cache","paperboy"));await import("./chunks/main-SN6KB2WS.js");
//# sourceMappingURL=main.js.map
