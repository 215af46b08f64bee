/**
 * What the whole story does not come by on a pathway: a partner who does not learn the name, a consent that the tovholder
 * withdraws for the citizen, and a tovholder who hands over. Without JavaScript, on a phone; each page is looked at as at a desk too.
 */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { expectAccessible } from './accessible.ts';
import { atBoth } from './layout.ts';
import { dayNow } from '../../src/values/day.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

/** Somebody's own browser, signed in, without JavaScript. */
const browserOf = async (who: Someone): Promise<Page> =>
	(await samspil.visitAs(who, { width: PHONE, javaScript: false })).page;

/** Presses, waits for the page that comes, and looks whether it is in order. */
async function press(page: Page, button: string, name?: string): Promise<void> {
	await page.getByRole('button', { name: button, exact: true }).click();
	await lookAt(page, name);
}

async function open(page: Page, path: string, name?: string): Promise<number> {
	const response = await page.goto(path);
	await lookAt(page, name);
	return response?.status() ?? 0;
}

async function follow(page: Page, link: string | RegExp, name?: string): Promise<void> {
	const from = page.url();
	await page.getByRole('link', { name: link }).first().click();
	await page.waitForURL(({ href }) => href !== from);
	await lookAt(page, name);
}

/** Looks at the page on the telephone, and as it would be at a desk. */
const lookAt = (page: Page, name?: string) =>
	atBoth(page, async () => {
		// axe takes its time: once for each that has a name
		if (name) await expectAccessible(page);
		const overflow = await page.evaluate(
			'document.documentElement.scrollWidth - document.documentElement.clientWidth'
		);
		expect(overflow, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0);
		if (name) await picture(page, `pathway-${name}`);
	});

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();
const textOf = (page: Page) => page.getByRole('main').textContent();

test('a partner reads without a name, the tovholder withdraws the consent and hands over', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const people = await world.coordinatedPathway();
	const here = `/pathways/${people.pathway}`;
	const leader = await browserOf(people.leader);
	const tovholder = await browserOf(people.tovholder);
	const helper = await browserOf(people.helper);

	// Nobody can be tovholder yet, and nothing is asked of anybody.
	await open(leader, `/collaborations/${people.collaboration}/pool`, 'pool-empty');
	await open(helper, '/requests', 'requests-none');

	// The consent covers housing and not the name.
	await open(helper, here, 'partner-with-consent');
	expect(await heading(helper)).toBe('Forløb nr. 1');
	expect(await textOf(helper)).toContain('stuelejlighed');
	for (const closed of ['Amina', 'Dr. Holm']) expect(await textOf(helper)).not.toContain(closed);

	// Stop: the next request sees nothing.
	await open(tovholder, '/pathways', 'list');
	await follow(tovholder, 'Forløb nr. 1', 'page');
	await follow(tovholder, 'Samtykker', 'consents');
	await follow(tovholder, /At finde et sted at bo/, 'consent');
	await follow(tovholder, 'Træk samtykket tilbage', 'withdraw');
	await press(tovholder, 'Ja, træk det tilbage', 'withdrawn');
	await open(helper, here, 'partner-after-withdrawal');
	expect(await textOf(helper)).not.toContain('stuelejlighed');

	// The tovholder hands over and reads nothing more.
	await open(tovholder, `${here}/tovholder?find=hans`, 'tovholder');
	await tovholder.getByLabel('Tovholder', { exact: true }).selectOption({ index: 1 });
	await tovholder.getByLabel('Hvorfor lige den person?').fill('Hans er der hver dag.');
	await tovholder.getByLabel('Aftalt direkte').check();
	await tovholder.getByLabel('Hvilken dag sagde personen ja?').fill(dayNow());
	await tovholder.getByLabel('Borgeren blev hørt forinden').check();
	await press(tovholder, 'Gem beslutningen');
	expect(await open(tovholder, here)).toBe(404);
	expect(await open(helper, here)).toBe(200);
	expect(await heading(helper)).toBe('Amina Andersen');
}, 120_000);
