// Stands in for iconv-lite in the bundled program. raw-body asks for it at its start, and calls it only
// to decode what Bolt wants as bytes.
export function getDecoder() {
    throw new Error('requests are read as bytes');
}
//# sourceMappingURL=no-iconv.js.map