import { lookup } from "./lookup.js";
/** Sites on which an address means one paper. Slack lets an app hear of links to five. */
export const PAPER_SITES = [
    'arxiv.org',
    'alphaxiv.org',
    'huggingface.co',
    'openreview.net',
    'aclanthology.org',
];
/** The note on the paper that a web address leads to, on one of {@link PAPER_SITES}. */
export function noteLinked(address, catalog) {
    if (!URL.canParse(address))
        return undefined;
    const { hostname, pathname, searchParams } = new URL(address);
    const site = PAPER_SITES.find((it) => hostname === it || hostname.endsWith(`.${it}`));
    if (site === undefined)
        return undefined;
    // Models and data sets have addresses there as well.
    if (site === 'huggingface.co' && !pathname.startsWith('/papers/'))
        return undefined;
    const path = site === 'aclanthology.org' ? pathname.replace(/\.pdf$/, '') : pathname;
    // The paper is the path; what is searched for or pointed to within it does not matter.
    if (site !== 'openreview.net')
        return noteAt(`https://${site}${path}`, catalog);
    const id = searchParams.get('id');
    if (id === null || !['/forum', '/pdf'].includes(pathname))
        return undefined;
    return catalog.notes.find(({ url }) => {
        const other = URL.canParse(url) ? new URL(url) : undefined;
        return other?.hostname === 'openreview.net' && other.searchParams.get('id') === id;
    });
}
function noteAt(address, catalog) {
    const found = lookup(address, catalog);
    const isMeant = found.kind === 'one' && found.sure;
    return isMeant && ['arxiv', 'link'].includes(found.matched.by) ? found.note : undefined;
}
//# sourceMappingURL=links.js.map