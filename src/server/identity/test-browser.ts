/** A browser of a test's own, for journeys to an outside provider and back. */

/** A browser that follows redirects with its cookies until it is sent to `back`; answers where. */
export async function goThrough(address: URL, back: string): Promise<URL> {
	const jar = new Map<string, string>();
	for (let next = address; ;) {
		if (next.href.startsWith(back)) return next;
		const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
		const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
		for (const line of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
			jar.set(name!, value!);
		}
		const location = response.headers.get('location');
		if (!location)
			throw new Error(`${next.pathname} answered ${response.status}: ${await response.text()}`);
		next = new URL(location, next);
	}
}
