/** The year and the month of an id, so that not every number is taken for one. */
const MONTH = String.raw`\d{2}(?:0[1-9]|1[0-2])`;
const ID = new RegExp(
  String.raw`(?<!\d|\d\.)(${MONTH}\.\d{4,5})(?:v\d{1,3})?(?!\d|\.\d)` +
    String.raw`|(?<![\w.-])([a-z-]{2,12}(?:\.[a-z]{2})?/${MONTH}\d{3})(?:v\d{1,3})?(?!\d)`,
  'i',
);

/**
 * The arXiv id in what somebody typed or pasted: an id, or an address or DOI with one in it (arXiv,
 * alphaXiv, ar5iv, Hugging Face papers and so on), with or without a version. Lower case.
 */
export function arxivIdIn(text: string): string | undefined {
  const [, id, oldId] = ID.exec(halfWidth(text)) ?? [];
  return (id ?? oldId)?.toLowerCase();
}

/** A text with the letters, digits and signs of East Asian keyboards as ASCII has them, and nothing invisible. */
function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '');
}

/** A web address as it is compared: without what makes no difference. Undefined for other text. */
export function addressIn(text: string): string | undefined {
  const address = /https?:\/\/[^\s<>|"']+/i.exec(text)?.[0];
  if (address === undefined) return undefined;
  const place = address
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/[?#].*$/, '');
  return withoutEnd(place).replace(/(\.git)?\/*$/, '');
}

/** What closes a sentence, a bracket, a quotation or Markdown around what stands before it. */
const CLOSING = new Set('.,;:!?\'")]}*_`~”’»。，、；：！？）」』】');

/** A piece of a text without the punctuation that closes it. */
export function withoutEnd(piece: string): string {
  let end = piece.length;
  while (end > 0 && CLOSING.has(piece[end - 1] ?? '')) end--;
  return piece.slice(0, end);
}
