/**
 * A plan that the citizen says yes to: the tovholder writes it, the citizen disagrees on their own page, the
 * next edition asks everybody again, and a page left open on the old one does not answer the new. Without JavaScript.
 */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { established, namePlanTypes } from '#features/framework/server/test-framework.ts';
import { newWorld } from '#server/database/test-world.ts';
import { whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

async function press(page: Page, button: string): Promise<void> {
	await page.getByRole('button', { name: button, exact: true }).click();
	expect(await whatDoesNotFit(page)).toEqual([]);
}

async function inspect(page: Page, name: string): Promise<void> {
	await expectAccessible(page);
	await picture(page, `plan-${name}`);
}

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test('R-055 a citizen disagrees, gets another edition and says yes to exactly that', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	const how = { width: PHONE, javaScript: false };
	const { page: tovholder } = await samspil.visitAs(story.tovholder, how);
	const { page: citizen } = await samspil.visitAs(story.citizen, how);
	const { page: partner } = await samspil.visitAs(story.helper, how);

	// The tovholder writes it, and forgets who owns it.
	await tovholder.goto(`/pathways/${story.pathway}`);
	await tovholder.getByRole('link', { name: 'Planen', exact: true }).click();
	await inspect(tovholder, 'none');
	await tovholder.getByRole('link', { name: 'Skriv planen' }).click();
	await tovholder.getByLabel('Hvad skal være anderledes?').fill('Et sted at bo');
	await tovholder.getByLabel('Hvad gør vi?').fill('Vi søger ti boliger om ugen');
	await tovholder.getByLabel('Sådan samarbejder vi').fill('Vi ringer om mandagen');
	await tovholder.getByLabel('Sådan bliver borgeren inddraget').fill('Før hvert møde');
	await tovholder.getByLabel('Hvad handler det om?').selectOption({ label: 'Bolig' });
	await press(tovholder, 'Læg planen frem');
	await inspect(tovholder, 'owner-missing');
	expect(await tovholder.getByLabel('Hvad gør vi?').inputValue()).toContain('ti boliger');
	await tovholder.getByLabel('Borgeren', { exact: true }).check();
	await press(tovholder, 'Læg planen frem');

	// The citizen reads it at home, disagrees, and is asked what should be different.
	await citizen.goto('/me');
	await citizen.getByRole('link', { name: 'Din plan' }).click();
	await citizen.getByLabel('Jeg er ikke enig').check();
	await press(citizen, 'Send svaret');
	await inspect(citizen, 'note-missing');
	await citizen.getByLabel('Noget, de andre skal vide?').fill('Ti er for mange');
	await press(citizen, 'Send svaret');
	await inspect(citizen, 'mine');

	// The partner has the first edition before them while the second is laid down.
	await partner.goto(`/pathways/${story.pathway}/plan`);
	await tovholder.goto('/notices');
	expect(await tovholder.getByRole('main').textContent()).toContain('ikke enig i planen');
	await tovholder.goto(`/pathways/${story.pathway}/plan`);
	expect(await rowOf(tovholder, 'Borgeren').textContent()).toContain('Ti er for mange');
	await tovholder.getByRole('link', { name: 'Skriv en ny udgave' }).click();
	await inspect(tovholder, 'write');
	await tovholder.getByLabel('Hvad gør vi?').fill('Vi søger to boliger om ugen');
	await press(tovholder, 'Læg planen frem');

	await partner.getByLabel('Siger ja').check();
	await press(partner, 'Send svaret');
	expect(await partner.getByRole('main').textContent()).toContain('to boliger');
	expect(await partner.getByRole('main').textContent()).toContain('skrevet om');
	await partner.getByLabel('Siger ja').check();
	await press(partner, 'Send svaret');
	await citizen.goto('/me/plan');
	await citizen.getByLabel('Jeg siger ja').check();
	await press(citizen, 'Send svaret');
	await tovholder.goto(`/pathways/${story.pathway}/plan`);
	expect(await tovholder.getByRole('main').textContent()).toContain('Alle siger ja');
	await inspect(tovholder, 'accepted');

	await citizen.goto('/me/print');
	expect(await citizen.getByRole('main').textContent()).toContain('to boliger');
	await citizen.goto('/me/log');
	expect(await citizen.getByRole('main').textContent()).toContain('svarede på planen');
});

test('L-26 a yes by word of mouth stands with how it was made sure that the plan was understood', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const story = await world.coordinatedPathway();
	const { page } = await samspil.visitAs(story.tovholder, { width: PHONE, javaScript: false });
	await page.goto(`/pathways/${story.pathway}/plan/write`);
	for (const [label, words] of [
		['Hvad skal være anderledes?', 'Et sted at bo'],
		['Hvad gør vi?', 'Vi søger sammen'],
		['Sådan samarbejder vi', 'Vi ses om mandagen'],
		['Sådan bliver borgeren inddraget', 'Altid først']
	] as const)
		await page.getByLabel(label).fill(words);
	await page.getByLabel('Hvad handler det om?').selectOption({ label: 'Bolig' });
	await page.getByLabel('Borgeren', { exact: true }).check();
	await press(page, 'Læg planen frem');

	await page.getByText('Borgeren har svaret mundtligt').click();
	await page.getByLabel('Siger ja').check();
	await page.getByLabel('Noget, de andre skal vide?').fill('Hun glæder sig');
	await press(page, 'Send svaret');
	await inspect(page, 'unchecked');
	const main = page.getByRole('main');
	expect(await main.textContent()).toContain('Vælg, hvordan I sikrede jer');
	expect(await page.getByLabel('Noget, de andre skal vide?').inputValue()).toBe('Hun glæder sig');
	expect(await main.textContent()).toContain('Skriv hvordan under »Noget, de andre skal vide?«');
	await page.getByLabel('Borgeren fortalte planen igen med egne ord').check();
	await press(page, 'Send svaret');
	await inspect(page, 'checked');
	expect(await rowOf(page, 'Borgeren').textContent()).toContain('med egne ord');
});

test('L-18 the plan is set out in the four parts of the law, which says what is missing, and comes as a PDF', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const story = await world.coordinatedPathway();
	const { page } = await samspil.visitAs(story.tovholder, { width: PHONE, javaScript: false });
	await page.goto(`/pathways/${story.pathway}/plan/section-141`);
	expect(await page.getByRole('main').textContent()).toContain('Ingen plan at se endnu');
	const pdf = `/pathways/${story.pathway}/plan/section-141/pdf`;
	expect((await page.request.get(samspil.origin + pdf)).status()).toBe(404);

	await page.goto(`/pathways/${story.pathway}/plan/write`);
	for (const [label, words] of [
		['Hvad skal være anderledes?', 'Et sted at bo'],
		['Hvad gør vi?', 'Vi søger sammen'],
		['Sådan samarbejder vi', 'Vi ses om mandagen'],
		['Sådan bliver borgeren inddraget', 'Altid først']
	] as const)
		await page.getByLabel(label).fill(words);
	await page.getByLabel('Hvad handler det om?').selectOption({ label: 'Bolig' });
	await page.getByText('Skal planen også være en handleplan').click();
	await page.getByLabel('Hvor længe ventes det at vare?').fill('Et halvt år');
	await inspect(page, 'write-for-the-law');
	// Whoever owns it is forgotten: what was typed under the line that opens is not, and is not hidden.
	await press(page, 'Læg planen frem');
	expect(await page.getByLabel('Hvor længe ventes det at vare?').inputValue()).toBe('Et halvt år');
	expect(await page.getByLabel('Hvor længe ventes det at vare?').isVisible()).toBe(true);
	await page.getByLabel('Borgeren', { exact: true }).check();
	await press(page, 'Læg planen frem');

	await page.getByRole('link', { name: 'Se planen som handleplan' }).click();
	await inspect(page, 'section-141-missing');
	const main = page.getByRole('main');
	expect(await main.textContent()).toContain('En af de fire dele mangler');
	await page.getByRole('link', { name: 'Skriv en ny udgave' }).click();
	await page.getByLabel('Behandling').fill('Hver tirsdag');
	await press(page, 'Læg planen frem');
	await page.getByRole('link', { name: 'Se planen som handleplan' }).click();
	await inspect(page, 'section-141');
	expect(await main.textContent()).not.toContain('mangler');
	expect(await main.textContent()).toContain('Hver tirsdag');
	const taken = await page.request.get(samspil.origin + pdf);
	expect(taken.headers()['content-type']).toBe('application/pdf');
	expect(taken.headers()['content-disposition']).not.toContain(story.citizen.name.split(' ')[0]!);
	const { page: citizen } = await samspil.visitAs(story.citizen, { width: PHONE });
	await citizen.goto('/me/plan');
	expect(await citizen.getByRole('main').textContent()).toContain('Hver tirsdag');
	await citizen.goto('/me/log');
	expect(await citizen.getByRole('main').textContent()).toContain('hentede planen som PDF');
});

test('R-087 R-088 the plan is one of the kinds that the framework names, keeps its name when the framework changes, and says who has access', async () => {
	const { world } = await established(samspil.database);
	await world.administrator();
	await namePlanTypes(world, ['Social handleplan', 'Jobplan'], [[world.shelter], [world.homes]]);
	const story = await world.coordinatedPathway();
	const how = { width: PHONE, javaScript: false };
	const { page } = await samspil.visitAs(story.tovholder, how);
	const main = page.getByRole('main');
	const write = async () => {
		for (const [label, words] of [
			['Hvad skal være anderledes?', 'Et sted at bo'],
			['Hvad gør vi?', 'Vi søger sammen'],
			['Sådan samarbejder vi', 'Vi ses om mandagen'],
			['Sådan bliver borgeren inddraget', 'Altid først']
		] as const)
			await page.getByLabel(label).fill(words);
		await page.getByLabel('Hvad handler det om?').selectOption({ label: 'Bolig' });
		await page.getByLabel('Borgeren', { exact: true }).check();
	};
	await page.goto(`/pathways/${story.pathway}/plan/write`);
	await page.locator('summary', { hasText: 'Hvad siger rammen om hver af dem?' }).click();
	expect(await rowOf(page, 'Jobplan').textContent()).toContain('Solby Boliger');
	await inspect(page, 'type-choices');
	await write();
	await press(page, 'Læg planen frem');
	await inspect(page, 'type-missing');
	expect(await page.getByLabel('Hvilken slags plan er det?').getAttribute('aria-invalid')).toBe(
		'true'
	);
	expect(await page.getByLabel('Hvad gør vi?').inputValue()).toBe('Vi søger sammen');
	await page.getByLabel('Hvilken slags plan er det?').selectOption({ label: 'Jobplan' });
	await press(page, 'Læg planen frem');
	await inspect(page, 'type');
	expect(await main.textContent()).toContain('Jobplan');
	expect(await main.textContent()).toContain('disse adgang til sådan en plan: Solby Boliger');
	const { page: citizen } = await samspil.visitAs(story.citizen, how);
	await citizen.goto('/me/plan');
	await inspect(citizen, 'type-mine');
	expect(await citizen.getByRole('main').textContent()).toContain(
		'plejer disse at kunne se sådan en plan: Solby Boliger'
	);

	// A colleague of the tovholder's at another screen has the old page before them while the framework changes.
	await page.goto(`/pathways/${story.pathway}/plan/write`);
	const chosen = page.getByLabel('Hvilken slags plan er det?');
	expect(await chosen.locator('option:checked').textContent()).toBe('Jobplan');
	const { page: late } = await samspil.visitAs(story.tovholder, how);
	await late.goto(`/pathways/${story.pathway}/plan/write`);
	await namePlanTypes(world, ['Social handleplan', 'Uddannelsesplan'], null);
	await page.getByLabel('Hvad gør vi?').fill('Vi søger to steder');
	await press(page, 'Læg planen frem');
	await inspect(page, 'type-gone');
	expect(await main.textContent()).toContain('nævner ikke den slags plan længere. Vælg igen.');
	expect(await page.getByLabel('Hvad gør vi?').inputValue()).toBe('Vi søger to steder');
	await chosen.selectOption({ label: 'Ingen af dem, rammen nævner' });
	await press(page, 'Læg planen frem');
	expect(await main.textContent()).toContain('to steder');

	// Whoever comes too late with another kind is shown both.
	await late.getByLabel('Hvilken slags plan er det?').selectOption({ label: 'Social handleplan' });
	await press(late, 'Læg planen frem');
	await inspect(late, 'type-conflict');
	const kind = late.getByLabel('Hvilken slags plan er det?');
	expect(await kind.locator('option:checked').textContent()).toBe('Social handleplan');
	expect(await late.getByRole('main').textContent()).toContain('Ingen af dem, rammen nævner');
	await press(late, 'Gem min tekst');
	expect(await late.getByRole('main').textContent()).toContain('Social handleplan');

	// The first edition is a Jobplan still, on the page, on paper and in what is taken along.
	await late.getByText('Udgave 1', { exact: true }).click();
	expect(await late.getByRole('main').textContent()).toContain('Jobplan');
	await page.goto(`/pathways/${story.pathway}/plan/section-141`);
	await inspect(page, 'type-section-141');
	expect(await main.textContent()).toContain('Social handleplan');
	await citizen.goto('/me/print');
	expect(await citizen.getByRole('main').textContent()).toContain('Social handleplan');
});
