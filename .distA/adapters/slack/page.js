const STYLE = `body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.5rem}
:root{color-scheme:light dark}`;
export function sendPage(response, status, page) {
    const { title, text, next } = page;
    const link = next ? `<p><a href="${escape(next.url)}">${escape(next.label)}</a></p>` : '';
    const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><style>${STYLE}</style><h1>${escape(title)}</h1><p>${escape(text)}</p>${link}</html>`;
    response
        .writeHead(status, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        'x-content-type-options': 'nosniff',
    })
        .end(html);
}
function escape(text) {
    const entities = {
        '&': '&amp;',
        '<': '&lt;',
        '>': '&gt;',
        '"': '&quot;',
    };
    return text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}
//# sourceMappingURL=page.js.map