import type { Markdown } from '../card.ts';
import { oneLine } from '../markdown.ts';
import type { MapGraph, MapNode } from './map-graph.ts';

/** What the map shows, as a Markdown list: by year, or for a paper its lines up and down. */
export function mapText({ nodes, leftOut, focus }: MapGraph): Markdown {
  const lines =
    focus && 'node' in focus
      ? paperLines(focus.node, focus.ancestors, focus.descendants)
      : focus && 'path' in focus
        ? pathLines(focus.path)
        : yearLines(
            focus ? nodes.filter(({ note }) => note.topic === focus.topic) : nodes,
            focus !== undefined,
          );
  if (nodes.length === 0) lines.push('There are no notes yet');
  if (leftOut > 0) {
    lines.push(`${leftOut} more ${leftOut === 1 ? 'note is' : 'notes are'} left out of the map`);
  }
  return lines.map((line) => `- ${line}`).join('\n');
}

function paperLines(node: MapNode, ancestors: MapNode[], descendants: MapNode[]): string[] {
  const above = ancestors.filter((other) => !node.parents.includes(other));
  const below = descendants.filter((other) => !node.children.includes(other));
  const title = `**${name(node)}** (${node.note.year})`;
  return [
    node.parents.length > 0
      ? `${title} builds on ${names(node.parents)}`
      : `${title} builds on no other note of the catalog`,
    ...(above.length > 0 ? [`Through them on ${names(above)}`] : []),
    node.children.length > 0
      ? `Built on by ${names(node.children)}`
      : 'Built on by no other note of the catalog yet',
    ...(below.length > 0 ? [`Through them by ${names(below)}`] : []),
  ];
}

function pathLines(path: MapNode[]): string[] {
  return path.map((node) => {
    const on = node.parents.filter((parent) => path.includes(parent));
    return `${node.step ?? 0}: ${name(node)}${on.length > 0 ? ` builds on ${names(on)}` : ''}`;
  });
}

/** @param both whether to say as well what builds on a note. */
function yearLines(nodes: MapNode[], both: boolean): string[] {
  const years = [...new Set(nodes.map(({ note }) => note.year))];
  return years.map((year) => {
    const notes = nodes
      .filter(({ note }) => note.year === year)
      .map((node) => {
        const on = node.parents.length > 0 ? [`builds on ${names(node.parents)}`] : [];
        const by =
          both && node.children.length > 0 ? [`is built on by ${names(node.children)}`] : [];
        return [name(node), [...on, ...by].join(' and ')].filter(Boolean).join(' ');
      });
    return `**${year}**: ${notes.join('; ')}`;
  });
}

function names(nodes: MapNode[]): string {
  const all = nodes.map(name);
  return [all.slice(0, -1).join(', '), all.at(-1) ?? ''].filter(Boolean).join(' and ');
}

/** A short name in which nothing is Markdown. */
function name({ note }: MapNode): string {
  return oneLine(note.name)
    .replace(/[\\`*_~[\]<>&|@]/g, '\\$&')
    .replace(/:(?=\/\/)|(?<=www)\./gi, '\\$&');
}
