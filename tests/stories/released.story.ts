/** This version starts on the database of an earlier release, and those who had used it find their way everywhere. */
import { afterAll, describe, expect, test } from 'vitest';
import { aviaja, inge, lone, malik, mette, poul } from '../../db/example/people.ts';
import { openReleased, RELEASES } from '../../db/released/test-release.ts';
import { newCaller, type Caller } from './caller.ts';
import { startServer } from './open-samspil.ts';

/** How many addresses of one pattern each person follows: what breaks, breaks for the first. */
const OF_EACH_KIND = 2;

/** Links that end the visit or lead out of the story. */
const NOT_FOLLOWED = /^\/(sign-out|language)\b/;

describe.each(RELEASES)('$migration', async (released) => {
	const database = await openReleased(released);
	const server = await startServer({ DATABASE_URL: database.url });
	afterAll(async () => {
		await server.stop();
		await database.drop();
	});

	test.each([lone, mette, aviaja, poul, malik, inge])('$name', async (person) => {
		const caller = newCaller(server.origin);
		await caller.be(person);
		const { broken, count } = await followLinks(caller);
		expect(broken).toEqual([]);
		expect(count).toBeGreaterThan(5);
	});
});

/** Opens everything that can be reached from the front page by links; answers what was not shown. */
async function followLinks(caller: Caller) {
	const waiting = ['/'];
	const seen = new Map<string, number>();
	const broken: string[] = [];
	for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
		const { status, location, body, headers } = await caller.get(path);
		if (status >= 400) broken.push(`${status} ${path}`);
		const isPage = headers.get('content-type')?.startsWith('text/html');
		const links = isPage
			? [...body.matchAll(/<a [^>]*href="(\/[^"#]*)/g)].map(([, to]) => to!)
			: [];
		for (const link of [location, ...links]) {
			const to = link.replaceAll('&amp;', '&');
			const pattern = to.replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'ID');
			const times = seen.get(pattern) ?? 0;
			if (!to.startsWith('/') || NOT_FOLLOWED.test(to) || times >= OF_EACH_KIND) continue;
			if (times > 0 && pattern === to) continue;
			seen.set(pattern, times + 1);
			waiting.push(to);
		}
	}
	return { broken, count: seen.size };
}
