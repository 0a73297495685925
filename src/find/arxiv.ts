const ID = /(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d{1,3})?/;
const BARE = new RegExp(`^(?:arxiv\\s*:?\\s*)?${ID.source}(?:\\.pdf)?$`, 'i');
const ADDRESS = new RegExp(
  `^(?:https?://)?(?:[\\w-]+\\.)*(?:arxiv\\.org|alphaxiv\\.org|huggingface\\.co|ar5iv\\.org)/` +
    `(?:[\\w-]+/)*?${ID.source}(?:\\.pdf)?(?:[?#/].*)?$`,
  'i',
);
const DOI = new RegExp(`^(?:https?://)?(?:doi\\.org/|doi:)?10\\.48550/arxiv\\.${ID.source}$`, 'i');

/**
 * The arXiv id in what somebody typed or pasted: an id, or an address on arXiv, alphaXiv, ar5iv or
 * Hugging Face papers, with or without a version, or arXiv's DOI. Undefined when the text is something else.
 */
export function arxivIdIn(text: string): string | undefined {
  const trimmed = text.trim().replace(/^<|(\|[^>]*)?>$/g, '');
  if (trimmed.length > 300) return undefined;
  for (const form of [BARE, ADDRESS, DOI]) {
    const id = form.exec(trimmed)?.[1];
    if (id !== undefined) return id.toLowerCase();
  }
  return undefined;
}
