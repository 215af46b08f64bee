/**
 * Lone marks what a citizen's pathway is about, looks for something that might help, and puts it on the citizen's page. What
 * it is about stands in no address. Without scripts; on a telephone, and at a desk with the keyboard alone.
 */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newWorld } from '#server/database/test-world.ts';
import { expectAccessible } from './accessible.ts';
import { enter, focusedName, tabTo, tick, type } from './keyboard.ts';
import { whatDoesNotFit } from './layout.ts';
import { DESK, openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

async function inspect(page: Page, name: string): Promise<void> {
	expect(await whatDoesNotFit(page)).toEqual([]);
	await expectAccessible(page);
	await picture(page, `possible-${name}`);
}
const main = (page: Page) => page.getByRole('main').textContent();

/** A pathway, and a directory with two offers of the association that is a partner there. */
async function arrange() {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	const offer = (name: string, theme: string, provider = 'Værestedet Broen') =>
		world.insert('offer', {
			tenant_id: world.tenant,
			id: randomUUID(),
			organisation_id: story.shelter,
			provider,
			group_kind: 'private-voluntary',
			name,
			target_group: 'Alle over 18 år',
			content: `${name}: kom, som du er`,
			next_step: 'Ring, eller mød op',
			contact: 'Døren er åben fra klokken 10',
			keeper_email: 'broen@example.org',
			themes: [theme],
			confirmed_on: new Date(),
			confirmed_by_name: 'x',
			changed_by: story.tovholder.person,
			changed_by_name: 'x'
		});
	await offer('Samtaler om rusmidler', 'substance-use');
	await offer('Cykelværksted', 'leisure');
	return { world, ...story };
}

/** Every address that the browser has asked for, with where it came from. */
function listen(page: Page): string[] {
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url(), request.headers().referer ?? ''));
	return asked;
}
/** Words of what a citizen needs, as an address would have them. */
const ABOUT = /rusmidler|substance|misbrug|homeless|arrived=/i;

test('R-131 what is looked for is sent, and stands in no address; going back leads to what was found', async () => {
	const { tovholder, citizen, pathway } = await arrange();
	const { page } = await samspil.visitAs(tovholder, { width: PHONE, javaScript: false });
	const asked = listen(page);
	await page.goto(`/pathways/${pathway}`);
	await page.getByRole('link', { name: 'Hvad forløbet handler om' }).click();
	await page.getByLabel('Rusmidler', { exact: true }).check();
	await inspect(page, 'marks');
	await page.getByRole('button', { name: 'Gem', exact: true }).click();
	expect(await main(page)).toContain('Det er gemt.');

	await page.getByRole('link', { name: 'Find tilbud til borgeren' }).click();
	await page.getByLabel(/^Hvad leder du efter/).fill('rusmidler');
	await page.getByLabel('Emne').selectOption('substance-use');
	await page.getByRole('button', { name: 'Find tilbud', exact: true }).click();
	expect(await main(page)).toContain('1 tilbud');
	expect(await page.getByLabel(/^Hvad leder du efter/).inputValue()).toBe('rusmidler');
	expect(await page.getByLabel('Emne').inputValue()).toBe('substance-use');
	await inspect(page, 'found');
	const found = page.url();
	// Read again, or gone back to, it is the same: nothing has to be sent once more.
	await page.reload();
	expect(await main(page)).toContain('1 tilbud');
	await page.getByRole('link', { name: /^Læs mere/ }).click();
	await page.goBack();
	expect(page.url()).toBe(found);
	expect(await main(page)).toContain('1 tilbud');
	// Somebody else's address, or one that was tampered with, looks for nothing.
	await page.goto(found.replace(/looked=.{8}/, 'looked=AAAAAAAA'));
	expect(await main(page)).toContain('2 tilbud');

	await page.goto(found);
	await page.getByText('Sæt på borgerens side som muligt tilbud').click();
	await page
		.getByLabel('Hvorfor kunne det være noget?')
		.fill('Du nævnte, at du gerne vil tale med nogen.');
	await page.getByRole('button', { name: 'Sæt på borgerens side' }).click();
	expect(await main(page)).toContain('Ingen bliver spurgt ved det.');
	// One stays with what one looked for.
	expect(await main(page)).toContain('1 tilbud');
	await inspect(page, 'chosen');
	expect(asked.filter((address) => ABOUT.test(decodeURIComponent(address)))).toEqual([]);

	const { page: mine } = await samspil.visitAs(citizen, { width: PHONE, javaScript: false });
	await mine.goto('/me');
	const words = (await main(mine)) ?? '';
	expect(words).toContain('Mulige tilbud');
	expect(words).toContain('Samtaler om rusmidler');
	expect(words).toContain('Du nævnte, at du gerne vil tale med nogen.');
	await inspect(mine, 'me');
});

test('R-131 with the keyboard alone, at a desk: marked, looked for, asked as a partner', async () => {
	const { world, tovholder, pathway } = await arrange();
	const other = await world.organisation('voluntary', 'Cykelklubben');
	await samspil.database.owner.query(
		"update samspil.offer set organisation_id = $2, provider = 'Cykelklubben' where tenant_id = $1 and name = 'Cykelværksted'",
		[world.tenant, other]
	);
	const { page } = await samspil.visitAs(tovholder, { width: DESK, javaScript: false });
	const asked = listen(page);
	await page.goto(`/pathways/${pathway}/marks`);
	await tick(page, 'Unge');
	await enter(page, 'Gem');
	expect(await main(page)).toContain('Det er gemt.');
	await inspect(page, 'marks');
	await enter(page, 'Find tilbud til borgeren');
	await type(page, 'Hvad leder du efter', 'cykel');
	await enter(page, 'Find tilbud');
	// The focus is at what was found.
	expect(await main(page)).toContain('1 tilbud');
	await inspect(page, 'found');
	await enter(page, 'Spørg dem');
	expect(await page.locator('#organisation').inputValue()).toBe(other);
	expect(asked.filter((address) => /cykel/i.test(decodeURIComponent(address)))).toEqual([]);
	await inspect(page, 'asked');
	await page.goto(`/pathways/${pathway}/offers`);
	await tabTo(page, 'Sæt på borgerens side som muligt tilbud');
	await page.keyboard.press('Enter');
	await type(page, 'Hvorfor kunne det være noget?', 'Den er god');
	await enter(page, 'Sæt på borgerens side');
	await enter(page, 'Tag af borgerens side');
	expect(await main(page)).toContain('Tilbuddet er taget af borgerens side.');
	expect(await focusedName(page)).toBeDefined();
});
