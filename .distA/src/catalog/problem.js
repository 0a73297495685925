/** A problem in one line: `alignment/lora.md:4:7 year: write the year as a number (found "2021a")`. */
export function describeProblem({ file, line, column, field, message }) {
    const text = `${file}:${line}:${column} ${field}: ${message}`;
    // A note's text is in it, and must not steer the terminal it is printed on.
    return text.replace(/\p{Cc}/gu, '�');
}
//# sourceMappingURL=problem.js.map