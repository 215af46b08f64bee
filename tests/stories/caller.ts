/** Somebody without a browser: asks for pages and sends forms as a browser without script does, and keeps the cookies. */

/** What came back. Where it leads is not followed. */
export type Reply = { status: number; location: string; headers: Headers; body: string };

/** One person's visits. */
export type Caller = ReturnType<typeof newCaller>;

/**
 * Somebody who calls the server at `address`. `origin` is where they believe they are: the address people type, where a
 * proxy stands in between.
 */
export function newCaller(address: string, origin = address, language = 'da') {
	const cookies = new Map<string, string>();

	async function ask(path: string, request: RequestInit = {}): Promise<Reply> {
		const headers = new Headers(request.headers);
		if (!headers.has('accept')) headers.set('accept', 'text/html');
		headers.set('accept-language', language);
		if (!headers.has('accept-encoding')) headers.set('accept-encoding', 'identity');
		headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '));
		const response = await fetch(address + path, { ...request, headers, redirect: 'manual' });
		for (const cookie of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			cookies.set(name, value);
		}
		return {
			status: response.status,
			location: response.headers.get('location') ?? '',
			headers: response.headers,
			body: await response.text()
		};
	}

	const get = (path: string) => ask(path);
	const send = (path: string, fields: Record<string, string>, accept = 'text/html') =>
		ask(path, {
			method: 'POST',
			headers: { origin, accept },
			body: new URLSearchParams(fields)
		});
	return {
		cookies,
		get,
		send,
		/** Signs in as one of the invented people of a demo. */
		be: async ({ id }: { id: string }) => {
			const { status } = await send('/sign-in?/demo', { id });
			if (status !== 303) throw new Error(`Signing in answered ${status}.`);
		}
	};
}

/** The hidden fields of the form that leads to `action` on a page, as they would be sent. */
export function hiddenFields({ body }: Reply, action: string): Record<string, string> {
	const form = body.split('<form').find((each) => each.includes(`action="${action}"`));
	if (!form) throw new Error(`There is no form that leads to ${action}.`);
	const attribute = (tag: string, name: string) =>
		new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
	return Object.fromEntries(
		[...form.split('</form>')[0]!.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
			attribute(tag, 'name'),
			attribute(tag, 'value')
		])
	);
}
