import { describeProblem } from '../catalog/problem.ts';
import type { Finding } from './check.ts';

/** How findings can be written out. */
export const FORMATS = ['text', 'json', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** Findings for people, for programs, or as annotations of a GitHub workflow. */
export function writeFindings(findings: readonly Finding[], notes: number, format: Format): string {
  switch (format) {
    case 'text':
      return [...findings.map(line), summary(findings, notes), ''].join('\n');
    case 'github':
      return [...findings.map(annotation), summary(findings, notes), ''].join('\n');
    case 'json':
      return `${JSON.stringify(findings.map(inOrder), null, 2)}\n`;
  }
}

function line(finding: Finding): string {
  const { severity, ...problem } = finding;
  return describeProblem(problem) + (severity === 'warning' ? ' (warning)' : '');
}

/** A workflow command, see "Workflow commands for GitHub Actions" in GitHub's documentation. */
function annotation({ severity, file, line, column, field, message }: Finding): string {
  const place = `file=${property(file)},line=${line},col=${column},title=${property(field)}`;
  return `::${severity} ${place}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function inOrder({ severity, file, line, column, field, message }: Finding): Finding {
  return { severity, file, line, column, field, message };
}

function summary(findings: readonly Finding[], notes: number): string {
  const of = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [of('error'), of('warning')];
  const said = [
    ...(errors > 0 ? [counted(errors, 'problem')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ].join(' and ');
  return `${counted(notes, 'note')}: ${said || 'nothing wrong'}.`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
