/**
 * Every page, with invented data on it: on a narrow telephone, there with letters twice as large, and as light as the
 * people need who read it.
 */
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { loadExample } from '../../db/example/load.ts';
import { startTestService } from '../../src/server/digital-post/test-service.ts';
import { listPagesToRead, type PageToRead } from '../access/pages-to-read.ts';
import { whatDoesNotFit } from './layout.ts';
import { openSamspil, PHONE } from './open-samspil.ts';

const digitalPost = await startTestService();
afterAll(() => digitalPost.stop());
const samspil = await openSamspil(digitalPost.environment);
const begin = await samspil.visit({ width: PHONE });
await begin.page.goto('/start');
const beforeBeginning = await whatDoesNotFit(begin.page);
await loadExample({ admin: () => connect(samspil.database.url) });
const { pages, unread } = await listPagesToRead(samspil.database, samspil.origin);

async function connect(connectionString: string): Promise<pg.Client> {
	const client = new pg.Client({ connectionString });
	await client.connect();
	return client;
}

/** Pages of which nobody is shown one here. */
const ELSEWHERE = [
	// Stands in the place of a page that is not there: in nothing-lost.story.ts.
	'/not-there',
	// Somebody has given a password and owes a code: in sign-in.story.ts.
	'/sign-in/second-factor',
	// Nobody has begun: looked at above.
	'/start'
];

test('there is a page of every route', () => {
	expect(unread.sort()).toEqual(ELSEWHERE);
	expect(beforeBeginning).toEqual([]);
});

/** Bytes of script a page may bring, packed: the citizen's own pages bring none. */
const LIGHT = 60 * 1024;
const CITIZENS = /^\/me(\/|$)/;
/** An editor, opened by those who write: the frame that brings it alive is 64 kB, and it may not grow. */
const EDITORS = ['/framework/edit/[section]'];
const EDITOR = 75 * 1024;

/** Bytes of script that a page of this route may bring. */
function mostOf(route: string): number {
	if (CITIZENS.test(route)) return 0;
	return EDITORS.includes(route) ? EDITOR : LIGHT;
}

/** The letters a browser comes with, and 200 % of them, in pixels. */
const USUAL = 16;
const LARGE = 32;

test.each(pages)('$address', async (shown) => {
	const { page, lettersOf } = await browserOf(shown);
	const asked: string[] = [];
	const scripts = new Set<string>();
	page.removeAllListeners('request').on('request', (request) => {
		asked.push(request.url());
		if (request.resourceType() === 'script') scripts.add(request.url());
	});
	await lettersOf(USUAL);
	await page.goto(shown.address);
	// The name of the page is announced only once the scripts that bring it alive have come.
	if (EDITORS.includes(shown.route))
		await page.waitForSelector('#svelte-announcer', { state: 'attached' });
	expect(asked.filter((url) => !url.startsWith(samspil.origin))).toEqual([]);
	const weights = await Promise.all([...scripts].map(weigh));
	const weight = weights.reduce((sum, each) => sum + each, 0);
	expect(weight).toBeLessThanOrEqual(mostOf(shown.route));

	expect.soft(await whatDoesNotFit(page)).toEqual([]);
	await lettersOf(LARGE);
	expect.soft(await whatDoesNotFit(page), 'with large letters').toEqual([]);
});

/** A window that one reader keeps open, and how large its letters are to be, in pixels. */
type Window = { page: Page; lettersOf(size: number): Promise<void> };
const windows = new Map<string, Window>();

/** The window of this reader: a new one for each page would take as long as reading it. */
async function browserOf({ reader, cookie }: PageToRead): Promise<Window> {
	const known = windows.get(reader);
	if (known) return known;
	const { context, page } = await samspil.visit({ width: PHONE });
	const cookies = cookie.split('; ').filter(Boolean);
	await context.addCookies(
		cookies.map((each) => {
			const [name = '', value = ''] = each.split('=', 2);
			return { name, value, url: samspil.origin };
		})
	);
	const devtools = await context.newCDPSession(page);
	const opened: Window = {
		page,
		async lettersOf(size) {
			await devtools.send('Page.setFontSizes', { fontSizes: { standard: size, fixed: size } });
		}
	};
	windows.set(reader, opened);
	return opened;
}

const weighed = new Map<string, Promise<number>>();

/** Bytes of a script as it travels, packed. */
function weigh(url: string): Promise<number> {
	const weight =
		weighed.get(url) ?? fetch(url).then(async (answer) => gzipSync(await answer.bytes()).length);
	weighed.set(url, weight);
	return weight;
}
