// Stands in for the languages of zod's messages in the bundled program: they take 300 KB, and ours are English.
export {};
//# sourceMappingURL=no-locales.js.map