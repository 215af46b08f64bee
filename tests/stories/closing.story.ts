/**
 * A pathway is closed with a plan for what comes next, and opened again. Without JavaScript, on a phone; each page is looked at as at a desk too.
 */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { expectAccessible } from './accessible.ts';
import { atBoth } from './layout.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

/** Looks whether the page that has come is in order, on the telephone and as it would be at a desk, and keeps pictures of it. */
const lookAt = (page: Page, name: string) =>
	atBoth(page, async () => {
		await expectAccessible(page);
		const overflow = await page.evaluate(
			'document.documentElement.scrollWidth - document.documentElement.clientWidth'
		);
		expect(overflow, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0);
		await picture(page, `closing-${name}`);
	});

const press = (page: Page, button: string) =>
	page.getByRole('button', { name: button, exact: true }).click();
const textOf = async (page: Page) => (await page.getByRole('main').textContent()) ?? '';

test('the tovholder closes with the citizen’s plan, the partner reads no more, and it is opened again', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const people = await world.coordinatedPathway();
	await world.task(
		people.pathway,
		'housing',
		people.tovholder,
		'Ring til udlejer',
		people.tovholder
	);
	const here = `/pathways/${people.pathway}`;
	const browserOf = async (who: Someone) =>
		(await samspil.visitAs(who, { width: PHONE, javaScript: false })).page;
	const [tovholder, helper, citizen] = [
		await browserOf(people.tovholder),
		await browserOf(people.helper),
		await browserOf(people.citizen)
	];

	// The citizen has asked a sister along, who has not answered.
	await citizen.goto('/me/companions');
	await citizen.locator('input[name=name]').fill('Sara Søster');
	await citizen.locator('input[name=email]').fill('sara@example.test');
	await citizen.getByLabel('Bolig').check();
	await citizen.locator('form[action*="invite"] button').last().click();
	const link = new URL((await citizen.locator('code').textContent()) ?? '').pathname;
	const { page: sister } = await samspil.visit({ width: PHONE, javaScript: false });
	await sister.goto(link);
	expect(await textOf(sister)).not.toContain('trukket tilbage');

	// Nothing is written yet: everything that lacks is said, beside its field, and nothing is lost.
	await tovholder.goto(here);
	await tovholder.getByRole('link', { name: 'Afslut forløbet' }).click();
	await lookAt(tovholder, 'form');
	await tovholder.getByLabel('Plan for det videre forløb').fill('Amina ringer til rådgivningen.');
	await press(tovholder, 'Afslut forløbet');
	expect(await textOf(tovholder)).toContain('Der er opgaver, som ikke er gjort');
	expect(await textOf(tovholder)).toContain('Vælg, hvorfor I afslutter.');
	await lookAt(tovholder, 'lacking');

	// The plan was kept. The task is done first.
	await tovholder.goto(`${here}/tasks`);
	await tovholder.getByText('Fortæl, hvordan det gik').first().click();
	await tovholder.getByLabel('Løst').first().check();
	await press(tovholder, 'Gem');
	await tovholder.goto(`${here}/closing`);
	expect(await tovholder.getByLabel('Plan for det videre forløb').inputValue()).toBe(
		'Amina ringer til rådgivningen.'
	);
	const entry = await browserOf(people.tovholder);
	await entry.goto(`${here}/entries/new`);
	await entry.getByLabel('Hvad handler det om?').selectOption('housing');
	await entry.locator('textarea[name=body]').fill('Hun har fået nøglen.');
	await tovholder.getByLabel('Ingen af de tre kriterier er opfyldt længere').check();
	await tovholder.getByLabel('Vi lavede den sammen').check();
	await press(tovholder, 'Afslut forløbet');
	expect(await textOf(tovholder)).toContain('Forløbet er afsluttet, og alle har fået besked.');
	await lookAt(tovholder, 'closed');

	// A form that is still open somewhere is refused, with what was written on it.
	await press(entry, 'Gem på forløbet');
	expect(await textOf(entry)).toContain('Der kan ikke skrives på et afsluttet forløb.');
	expect(await textOf(entry)).toContain('Hun har fået nøglen.');
	await lookAt(entry, 'refused');

	// What stands is read, and no form is offered that could not be kept.
	for (const page of ['tasks', 'own-words', 'partners', 'consents', 'meetings']) {
		await tovholder.goto(`${here}/${page}`);
		expect(await tovholder.getByRole('main').locator('form').count(), page).toBe(0);
	}
	for (const page of ['entries/new', 'consents/new', 'meetings/new']) {
		await tovholder.goto(`${here}/${page}`);
		expect(tovholder.url(), page).toMatch(new RegExp(`${here}$`));
	}

	// The partner is told, and reads nothing; the citizen keeps the plan.
	expect((await helper.goto(here))?.status()).toBe(404);
	await helper.goto('/notices');
	expect(await textOf(helper)).toContain('Et forløb, du var med i, er afsluttet');
	await citizen.goto('/me');
	expect(await textOf(citizen)).toContain('Amina ringer til rådgivningen.');
	await lookAt(citizen, 'me');
	await citizen.goto('/me/log');
	expect(await textOf(citizen)).toContain('afsluttede forløbet');

	// Whoever was asked along is told at once that it is over, and not after choosing a password.
	await sister.goto(link);
	expect(await textOf(sister)).toContain('Invitationen er trukket tilbage');
	expect(await sister.locator('main form').count()).toBe(0);
	await lookAt(sister, 'invitation');
	await citizen.goto('/me/companions');
	expect(await textOf(citizen)).toContain('Trukket tilbage, da forløbet blev afsluttet');
	await lookAt(citizen, 'companions');

	// It is found among the closed, and opened again for a reason.
	await tovholder.goto('/pathways?show=closed');
	await lookAt(tovholder, 'list');
	await tovholder.getByRole('link', { name: 'Forløb nr. 1' }).first().click();
	await lookAt(tovholder, 'pathway');
	await tovholder.getByRole('link', { name: 'Se afslutningen' }).click();
	await tovholder.getByText('Åbn forløbet igen').click();
	await press(tovholder, 'Åbn igen');
	expect(await textOf(tovholder)).toContain('Skriv, hvorfor forløbet skal åbnes igen.');
	await tovholder.getByLabel('Hvorfor skal det åbnes igen?').fill('Hun har mistet boligen.');
	await press(tovholder, 'Åbn igen');
	await lookAt(tovholder, 'reopened');
	expect((await helper.goto(here))?.status()).toBe(200);
	expect(await textOf(helper)).not.toContain('stuelejlighed');
}, 120_000);
