import { randomUUID } from 'node:crypto';
/** Stands in nothing that is sent, as nobody knows it. */
const BOUNDARY = randomUUID();
const END = Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
/** By the picture, which is kept for as long as it is asked for. */
const formed = new WeakMap();
const written = new WeakMap();
/** An interaction's first answer, ready to be sent. */
export function firstPayload(type, { body, files }) {
    return payload(jsonOf(type, body), files);
}
/**
 * A message, ready to be sent: in one piece, as a picture that goes through the SDK's form in pieces takes
 * three times as long, and does not go at all where another package brought its own undici first.
 *
 * @param json or what is written as JSON.
 */
export function payload(json, files = []) {
    const text = Buffer.isBuffer(json) ? json : Buffer.from(JSON.stringify(json));
    const [first] = files;
    if (!first) {
        return { body: text, passThroughBody: true, headers: { 'content-type': 'application/json' } };
    }
    const known = formed.get(first.data);
    if (known?.json === text)
        return known.payload;
    const parts = files.flatMap(({ name, data }, i) => [
        partHead(`name="files[${i}]"; filename="${encodeURIComponent(name)}"`, 'image/png'),
        data,
    ]);
    const form = {
        body: Buffer.concat([partHead('name="payload_json"', 'application/json'), text, ...parts, END]),
        passThroughBody: true,
        headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    };
    if (text === json)
        formed.set(first.data, { json: text, payload: form });
    return form;
}
/** See RFC 7578. */
function partHead(disposition, type) {
    return Buffer.from(`\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n`);
}
/** A first answer's JSON, kept as long as its message is: a note's card is the same for everybody. */
function jsonOf(type, data) {
    const before = data && written.get(data);
    if (before?.type === type)
        return before.json;
    const json = Buffer.from(JSON.stringify({ type, data }));
    if (data)
        written.set(data, { type, json });
    return json;
}
//# sourceMappingURL=payload.js.map