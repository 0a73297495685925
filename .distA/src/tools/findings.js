import { describeProblem } from "../catalog/problem.js";
/** How findings can be written out. */
export const FORMATS = ['text', 'json', 'github'];
/** Findings for people, for programs, or as annotations of a GitHub workflow. */
export function writeFindings(findings, notes, format) {
    switch (format) {
        case 'text':
            return [...findings.map(line), summary(findings, notes), ''].join('\n');
        case 'github':
            return [...findings.map(annotation), summary(findings, notes), ''].join('\n');
        case 'json':
            return `${JSON.stringify(findings.map(inOrder), null, 2)}\n`;
    }
}
function line(finding) {
    const { severity, ...problem } = finding;
    return describeProblem(problem) + (severity === 'warning' ? ' (warning)' : '');
}
/** A workflow command, see "Workflow commands for GitHub Actions" in GitHub's documentation. */
function annotation({ severity, file, line, column, field, message }) {
    const place = `file=${property(file)},line=${line},col=${column},title=${property(field)}`;
    return `::${severity} ${place}::${data(message)}`;
}
function data(text) {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
function property(text) {
    return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
function inOrder({ severity, file, line, column, field, message }) {
    return { severity, file, line, column, field, message };
}
function summary(findings, notes) {
    const of = (severity) => findings.filter((finding) => finding.severity === severity).length;
    const [errors, warnings] = [of('error'), of('warning')];
    const said = [
        ...(errors > 0 ? [counted(errors, 'problem')] : []),
        ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ].join(' and ');
    return `${counted(notes, 'note')}: ${said || 'nothing wrong'}.`;
}
function counted(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
//# sourceMappingURL=findings.js.map