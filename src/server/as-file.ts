/** Files that are taken along. */

/** A file to keep, of this type and name, whole or as it is made. Letters that headers do not know are spelled as RFC 8187 asks. */
export const asFile = (
	bytes: Uint8Array | string | ReadableStream<Uint8Array>,
	type: string,
	name: string
): Response =>
	new Response(bytes instanceof Uint8Array ? new Uint8Array(bytes) : bytes, {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
		}
	});
