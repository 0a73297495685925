import { picturePath, renderPng } from "../../src/picture/png.js";
/** An answer should not wait longer than this for its picture, ms. */
const PATIENCE_MS = 4000;
/**
 * With a public address Slack fetches pictures from there; without one each is uploaded once, which
 * needs the scope `files:write`. Uploads are kept by the picture's hash until the program ends.
 */
export function createPictures(client, publicUrl, log) {
    if (publicUrl !== undefined) {
        return {
            find: (picture) => ({ image_url: publicUrl + picturePath(picture) }),
            bring: () => Promise.resolve(),
        };
    }
    const uploaded = new Map();
    const uploading = new Map();
    let allowed = true;
    const upload = async (picture) => {
        try {
            const { files } = await client.filesUploadV2({
                file: await renderPng(picture),
                filename: `${picture.name}.png`,
                title: picture.name,
                alt_text: picture.alt.slice(0, 1000),
            });
            const id = files.flatMap((done) => done.files ?? [])[0]?.id;
            if (id !== undefined)
                uploaded.set(picture.hash, id);
        }
        catch (error) {
            const reason = error.data?.error;
            if (reason === 'missing_scope')
                allowed = false;
            log.warn({ err: error, platform: 'Slack', picture: picture.name }, reason === 'missing_scope'
                ? 'pictures are left out: give the app the scope files:write and install it again, or set PUBLIC_URL'
                : 'a picture could not be uploaded');
        }
        finally {
            uploading.delete(picture.hash);
        }
    };
    return {
        find: ({ hash }) => {
            const id = uploaded.get(hash);
            return id === undefined ? undefined : { slack_file: { id } };
        },
        bring: async (pictures) => {
            const missing = pictures.filter(({ hash }) => allowed && !uploaded.has(hash));
            if (missing.length === 0)
                return;
            const work = missing.map((picture) => {
                const running = uploading.get(picture.hash) ?? upload(picture);
                uploading.set(picture.hash, running);
                return running;
            });
            let timer;
            const late = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
            await Promise.race([Promise.all(work), late]);
            clearTimeout(timer);
        },
    };
}
//# sourceMappingURL=pictures.js.map