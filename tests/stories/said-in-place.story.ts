/** What somebody meets who has not seen Samspil before: words that fit, and a no before the work is done. Without JavaScript. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

const browserOf = async (who: Someone): Promise<Page> =>
	(await samspil.visitAs(who, { width: PHONE, javaScript: false })).page;
const textOf = async (page: Page) => (await page.getByRole('main').textContent()) ?? '';
const press = (page: Page, button: string) =>
	page.getByRole('button', { name: button, exact: true }).click();

/** A coordinated pathway in an installation that has begun. */
async function coordinated() {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	return { world, ...(await world.coordinatedPathway()) };
}

/** Sends what the browser itself would hold back: others have browsers that do not. */
async function fillUnchecked(page: Page, label: string, value: string): Promise<void> {
	const field = page.getByLabel(label);
	await field.evaluate((input: HTMLInputElement) => (input.form!.noValidate = true));
	await field.fill(value);
}

test('a plain question has a plain yes and no', async () => {
	const { tovholder, pathway } = await coordinated();
	const page = await browserOf(tovholder);
	await page.goto(`/pathways/${pathway}/citizen/details`);
	for (const question of ['Er der brug for tolk?', 'Har borgeren beskyttet adresse?']) {
		const answers = page.getByRole('group', { name: question });
		for (const answer of ['Ja', 'Nej'])
			expect(await answers.getByLabel(answer, { exact: true }).count()).toBe(1);
	}
	expect(await textOf(page)).not.toContain('Ja, jeg kommer');
});

test('nobody is born tomorrow, and what was typed stays', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const shelter = await world.organisation('voluntary', 'Værestedet');
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const volunteer = await world.worker('Vera Frivillig', shelter, 'volunteer');
	await world.collaboration(leader, shelter);
	const page = await browserOf(volunteer);
	await page.goto('/pathways/new');
	await page.getByLabel('Borgerens navn').fill('Ida Ufødt');
	await fillUnchecked(page, 'Fødselsdato', '2199-12-31');
	await press(page, 'Undersøg');
	expect(await textOf(page)).toContain('Dagen er ikke kommet endnu.');
	expect(await page.title()).toMatch(/^Fejl: En borger har brug for koordinering – /);
	expect(await page.getByLabel('Borgerens navn').inputValue()).toBe('Ida Ufødt');
	await expectAccessible(page);
	await picture(page, 'fresh-eyes-unborn');
});

test('R-147: words are not shown for terms that nobody can say yes to', async () => {
	const { tovholder, pathway } = await coordinated();
	const page = await browserOf(tovholder);
	await page.goto(`/pathways/${pathway}/consents/new`);
	await page.getByLabel('Hvad skal oplysningerne bruges til?').fill('At finde et sted at bo');
	await page.getByLabel('Bolig').check();
	await page.locator('input[name=organisations]').first().check();
	await fillUnchecked(page, 'Gælder til og med', '2190-01-01');
	await press(page, 'Vis teksten til borgeren');
	expect(await textOf(page)).toContain('Et samtykke gælder højst et år.');
	expect(await page.getByLabel('Gælder til og med').inputValue()).toBe('2190-01-01');
	await picture(page, 'fresh-eyes-consent');
});
