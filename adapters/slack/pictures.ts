import type { WebClient } from '@slack/web-api';
import type { Picture } from '../../src/card.ts';
import type { Log } from '../../src/log.ts';
import { picturePath, renderPng } from '../../src/picture/png.ts';
import type { ImageSource } from './render.ts';

/** Brings pictures to where Slack can show them from. */
export interface SlackPictures {
  /** Where a picture is, if it is somewhere already. */
  find: (picture: Picture) => ImageSource | undefined;
  /** Makes sure of it, for at most a few seconds; then the card goes without. Never rejects. */
  bring: (pictures: readonly Picture[]) => Promise<void>;
}

/** An answer should not wait longer than this for its picture, ms. */
const PATIENCE_MS = 4000;

/**
 * With a public address Slack fetches pictures from there; without one each is uploaded once, which
 * needs the scope `files:write`. Uploads are kept by the picture's hash until the program ends.
 */
export function createPictures(
  client: WebClient,
  publicUrl: string | undefined,
  log: Log,
): SlackPictures {
  if (publicUrl !== undefined) {
    return {
      find: (picture) => ({ image_url: publicUrl + picturePath(picture) }),
      bring: () => Promise.resolve(),
    };
  }
  const uploaded = new Map<string, string>();
  const uploading = new Map<string, Promise<void>>();
  let allowed = true;

  const upload = async (picture: Picture): Promise<void> => {
    try {
      const { files } = await client.filesUploadV2({
        file: await renderPng(picture),
        filename: `${picture.name}.png`,
        title: picture.name,
        alt_text: picture.alt.slice(0, 1000),
      });
      const id = files.flatMap((done) => done.files ?? [])[0]?.id;
      if (id !== undefined) uploaded.set(picture.hash, id);
    } catch (error) {
      const reason = (error as { data?: { error?: string } }).data?.error;
      if (reason === 'missing_scope') allowed = false;
      log.warn(
        { err: error, platform: 'Slack', picture: picture.name },
        reason === 'missing_scope'
          ? 'pictures are left out: give the app the scope files:write and install it again, or set PUBLIC_URL'
          : 'a picture could not be uploaded',
      );
    } finally {
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
      if (missing.length === 0) return;
      const work = missing.map((picture) => {
        const running = uploading.get(picture.hash) ?? upload(picture);
        uploading.set(picture.hash, running);
        return running;
      });
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
      await Promise.race([Promise.all(work), late]);
      clearTimeout(timer);
    },
  };
}
