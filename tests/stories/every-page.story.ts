/**
 * Every page, with invented data on it: on a narrow telephone, there with letters twice as large, and as light as the
 * people need who read it.
 */
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { loadExample } from '../../db/example/load.ts';
import { listPagesToRead, type PageToRead } from '../access/pages-to-read.ts';
import { whatDoesNotFit } from './layout.ts';
import { openSamspil, PHONE } from './open-samspil.ts';

const samspil = await openSamspil();
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

/** What 200 % is of the letters a browser comes with, in pixels. */
const LARGE = 32;

test.each(pages)('$address', async (shown) => {
	const page = await browserOf(shown);
	const asked: string[] = [];
	const scripts = new Set<string>();
	page.on('request', (request) => {
		asked.push(request.url());
		if (request.resourceType() === 'script') scripts.add(request.url());
	});
	await page.goto(shown.address);
	// The name of the page is announced only once the scripts that bring it alive have come.
	if (EDITORS.includes(shown.route))
		await page.waitForSelector('#svelte-announcer', { state: 'attached' });
	expect(asked.filter((url) => !url.startsWith(samspil.origin))).toEqual([]);
	const weights = await Promise.all([...scripts].map(weigh));
	const weight = weights.reduce((sum, each) => sum + each, 0);
	expect(weight).toBeLessThanOrEqual(mostOf(shown.route));

	expect.soft(await whatDoesNotFit(page)).toEqual([]);
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Page.setFontSizes', { fontSizes: { standard: LARGE, fixed: LARGE } });
	expect.soft(await whatDoesNotFit(page), 'with large letters').toEqual([]);
	await page.close();
});

const contexts = new Map<string, BrowserContext>();

/** A new page in the browser of this reader. */
async function browserOf({ reader, cookie }: PageToRead): Promise<Page> {
	const known = contexts.get(reader);
	if (known) return known.newPage();
	const { context, page } = await samspil.visit({ width: PHONE });
	contexts.set(reader, context);
	const cookies = cookie.split('; ').filter(Boolean);
	await context.addCookies(
		cookies.map((each) => {
			const [name = '', value = ''] = each.split('=', 2);
			return { name, value, url: samspil.origin };
		})
	);
	return page;
}

const weighed = new Map<string, Promise<number>>();

/** Bytes of a script as it travels, packed. */
function weigh(url: string): Promise<number> {
	const weight =
		weighed.get(url) ?? fetch(url).then(async (answer) => gzipSync(await answer.bytes()).length);
	weighed.set(url, weight);
	return weight;
}
