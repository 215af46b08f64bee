/**
 * Whether a page keeps to WCAG 2.2 AA, as far as axe can tell. A copy of the page is judged, in one window that all the
 * stories of a file share: axe is a megabyte and a half, and to load it into each page cost twice as much as the judging.
 * So pages on which no script may run are judged as well.
 */
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Fails with one line for each breach of WCAG 2.2 AA, or of good practice, that axe finds on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
	const copy = await copyOf(page);
	expect(copy.isWhole, 'a copy shows no shadow tree and nothing on the top layer').toBe(true);
	const { violations } = await copy.reader.evaluate(() =>
		(globalThis as unknown as { axe: typeof axe }).axe.run({
			runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
			// WCAG 2.5.3: whoever says what a button shows presses it. Off by itself, since axe calls it an experiment.
			rules: { 'label-content-name-mismatch': { enabled: true } },
			resultTypes: ['violations']
		})
	);
	const breaches = violations.flatMap(({ id, help, nodes }) =>
		nodes.map(({ html }) => `${new URL(page.url()).pathname} ${id}: ${help}: ${html.slice(0, 160)}`)
	);
	expect(breaches).toEqual([]);
}

/** Where copies are shown: a window with axe in it, at the address of each Samspil. */
const readers = new WeakMap<Browser, Map<string, Promise<Page>>>();

/** Closes the window in which the pages of a Samspil were judged. */
export async function closeReader(browser: Browser, origin: string): Promise<void> {
	const reader = await readers.get(browser)?.get(origin);
	readers.get(browser)?.delete(origin);
	await reader?.context().close();
}

async function readerAt(browser: Browser, origin: string): Promise<Page> {
	const open = readers.get(browser) ?? new Map<string, Promise<Page>>();
	readers.set(browser, open);
	const opened = open.get(origin) ?? openReader(browser, origin);
	open.set(origin, opened);
	return opened;
}

async function openReader(browser: Browser, origin: string): Promise<Page> {
	const reader = await browser.newPage({ locale: 'da-DK' });
	const address = `${origin}/`;
	await reader.route(address, (route) =>
		route.fulfill({ body: '<!doctype html><title>…</title>', contentType: 'text/html' })
	);
	await reader.goto(address);
	await reader.evaluate(axe.source);
	return reader;
}

/** Shows in the reader what stands on `page`: its elements with the styles that apply there, without its scripts. */
async function copyOf(page: Page): Promise<{ reader: Page; isWhole: boolean }> {
	// A page without scripts that is just being answered has no element yet.
	await page.waitForLoadState();
	const shown = await page.evaluate(() => {
		const root = document.documentElement;
		const on = (query: string) => matchMedia(query).matches;
		return {
			origin: location.origin,
			attributes: root.getAttributeNames().map((name) => [name, root.getAttribute(name)!] as const),
			html: root.innerHTML,
			isDark: on('(prefers-color-scheme: dark)'),
			isPrinted: on('print'),
			isWhole: ![...document.querySelectorAll('*')].some(
				(element) => element.shadowRoot || element.matches(':modal, :popover-open')
			)
		};
	});
	const reader = await readerAt(page.context().browser()!, shown.origin);
	const size = page.viewportSize()!;
	const now = reader.viewportSize()!;
	if (size.width !== now.width || size.height !== now.height) await reader.setViewportSize(size);
	await reader.emulateMedia({
		colorScheme: shown.isDark ? 'dark' : 'light',
		media: shown.isPrinted ? 'print' : 'screen'
	});
	await reader.evaluate(async ({ attributes, html }) => {
		const root = document.documentElement;
		for (const name of root.getAttributeNames()) root.removeAttribute(name);
		for (const [name, value] of attributes) root.setAttribute(name, value);
		root.innerHTML = html;
		const loaded = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map(
			(link) =>
				link.sheet ||
				new Promise((resolve, reject) => {
					link.addEventListener('load', resolve);
					link.addEventListener('error', () => reject(new Error(`${link.href} did not come`)));
				})
		);
		await Promise.all(loaded);
		scrollTo(0, 0);
	}, shown);
	return { reader, isWhole: shown.isWhole };
}
