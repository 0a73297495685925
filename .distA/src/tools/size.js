export {};
//# sourceMappingURL=size.js.map