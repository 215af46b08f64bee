/** Files that are taken along. */

/** A file to keep, of this type and name. Letters that headers do not know are spelled as RFC 8187 asks. */
export const asFile = (bytes: Uint8Array | string, type: string, name: string): Response =>
	new Response(typeof bytes === 'string' ? bytes : new Uint8Array(bytes), {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
		}
	});
