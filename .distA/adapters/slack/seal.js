import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
/** Why something sealed does not open; never with any of what is inside. */
export class SealError extends Error {
}
const VERSION = 'v1';
/** As NIST SP 800-38D recommends for GCM, in bytes. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
/**
 * AES-256-GCM. What is closed reads `v1.<key's id>.<iv>.<tag>.<ciphertext>`, each part in base64url.
 *
 * @param keys of 32 bytes each: the first closes, all open, so that a new one is put in front.
 */
export function createSeal(keys) {
    const byId = new Map(keys.map((key) => [idOf(key), key]));
    const [newest] = keys;
    if (!newest)
        throw new SealError('there is no key');
    return {
        close(text, about) {
            const iv = randomBytes(IV_BYTES);
            const cipher = createCipheriv('aes-256-gcm', newest, iv, { authTagLength: TAG_BYTES });
            cipher.setAAD(Buffer.from(about));
            const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
            const parts = [iv, cipher.getAuthTag(), hidden].map((part) => part.toString('base64url'));
            return [VERSION, idOf(newest), ...parts].join('.');
        },
        open(sealed, about) {
            const [version, id = '', ...parts] = sealed.split('.');
            const [iv, tag, hidden] = parts.map((part) => Buffer.from(part, 'base64url'));
            if (version !== VERSION || !iv || !tag || !hidden || parts.length !== 3) {
                throw new SealError('it is not in the known form');
            }
            const key = byId.get(id);
            if (!key)
                throw new SealError(`its key, ${id}, is not among those given`);
            try {
                const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
                decipher.setAAD(Buffer.from(about));
                decipher.setAuthTag(tag);
                return decipher.update(hidden, undefined, 'utf8') + decipher.final('utf8');
            }
            catch {
                throw new SealError('it was changed, or belongs somewhere else');
            }
        },
    };
}
/** Tells keys apart without telling anything about them. */
function idOf(key) {
    return createHash('sha256').update('paperboy key ').update(key).digest('hex').slice(0, 8);
}
//# sourceMappingURL=seal.js.map