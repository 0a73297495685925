import { clip } from "../../src/markdown.js";
import { renderPng } from "../../src/picture/png.js";
import { renderReply } from "./render.js";
/** A file's description, see the message resource's page. */
const ALT = 1024;
/** A message's JSON is the same each time, so that it is written once. */
const bodies = new WeakMap();
/**
 * Draws a reply with its pictures; without them when they can't be had in time, since an answer
 * matters more than its picture.
 *
 * @param ms how long the pictures may take.
 */
export async function draw(reply, find, log, ms) {
    const rendered = renderReply(reply, find);
    const files = await drawPictures(rendered.pictures, log, ms);
    if (!files) {
        const embeds = rendered.embeds.map((embed) => ({ ...embed, image: undefined }));
        return { body: bodyOf({ ...rendered, embeds, pictures: [] }), files: [] };
    }
    return { body: bodyOf(rendered), files };
}
function bodyOf(rendered) {
    const known = bodies.get(rendered);
    if (known)
        return known;
    const { pictures, ...message } = rendered;
    const attachments = pictures.map(({ alt }, id) => ({ id, description: clip(alt, ALT) }));
    const body = { ...message, attachments };
    bodies.set(rendered, body);
    return body;
}
async function drawPictures(pictures, log, ms) {
    if (pictures.length === 0)
        return [];
    const drawn = Promise.all(pictures.map(async (picture) => ({
        name: `${picture.name}.png`,
        data: await renderPng(picture),
    })));
    let timer;
    const late = new Promise((resolve) => {
        timer = setTimeout(() => resolve(undefined), ms);
    });
    try {
        return await Promise.race([drawn, late]);
    }
    catch (error) {
        log.error({ err: error, platform: 'Discord' }, 'a picture could not be drawn');
        return undefined;
    }
    finally {
        clearTimeout(timer);
    }
}
//# sourceMappingURL=draw.js.map