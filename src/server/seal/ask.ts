/** Asks the servers of authorities, over plain http as they want it: briefly, and for little. */

/** Milliseconds that an answer may take. */
const PATIENCE = 15_000;

/** Bytes that an answer may have. The lists of large authorities have a few million. */
const LARGEST = 10_000_000;

/** What is sent and what is expected, by their media types. */
export type Question = { body: Uint8Array; sends: string } | { body?: undefined };

/** The bytes that the server at `address` answers. Throws where it does not, not in time, or too much. */
export async function ask(
	address: string,
	question: Question = {},
	patience = PATIENCE
): Promise<Uint8Array> {
	const url = new URL(address);
	if (!['http:', 'https:'].includes(url.protocol)) throw new Error(`${url.protocol} is not asked`);
	const headers: Record<string, string> = question.body ? { 'content-type': question.sends } : {};
	if (url.username) {
		const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
		headers.authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
		url.username = url.password = '';
	}
	const response = await fetch(url, {
		method: question.body ? 'POST' : 'GET',
		headers,
		...(question.body ? { body: new Uint8Array(question.body) } : {}),
		signal: AbortSignal.timeout(patience)
	});
	if (!response.ok || !response.body) throw new Error(`${url.host} answered ${response.status}`);
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const part of response.body) {
		length += part.length;
		if (length > LARGEST) throw new Error(`${url.host} answered too much`);
		parts.push(part);
	}
	return new Uint8Array(Buffer.concat(parts));
}
