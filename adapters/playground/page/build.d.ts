/** Builds the page into `folder`, by default dist/page. */
export function buildPage(folder?: string): Promise<void>;
