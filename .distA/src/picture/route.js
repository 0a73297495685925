import { sendText } from "../http.js";
import { pictureAt, renderPng } from "./png.js";
/** Answers `GET /pictures/<hash>.png` for pictures that were on a card lately. */
export const servePicture = async (request, response) => {
    const picture = pictureAt((request.url ?? '').split('?')[0] ?? '');
    if (!picture) {
        sendText(response, 404, 'Not found');
        return;
    }
    const png = await renderPng(picture);
    response
        .writeHead(200, {
        'content-type': 'image/png',
        // The address holds the content's hash.
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
    })
        .end(png);
};
//# sourceMappingURL=route.js.map