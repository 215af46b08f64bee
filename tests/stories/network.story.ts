/**
 * The map of the people around a citizen, drawn by the citizen and the tovholder each at their own browser:
 * nobody can be reached before the citizen's yes, and no longer once it is taken back. Without JavaScript.
 */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newWorld } from '#server/database/test-world.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';
import { atBoth, whatDoesNotFit } from './layout.ts';

const samspil = await openSamspil();

type Said = { name: string; relation: string; side: string; close: string; involve: string };

async function say(page: Page, { name, relation, side, close, involve }: Said): Promise<void> {
	await page.getByLabel('Navn', { exact: true }).fill(name);
	await page.getByLabel('Hvem er det?').fill(relation);
	await page.getByLabel(side).check();
	await page.getByLabel(close).check();
	await page.getByLabel(involve, { exact: true }).check();
}

async function press(page: Page, button: string): Promise<void> {
	await page.getByRole('button', { name: button, exact: true }).click();
	await atBoth(page, async () => expect(await whatDoesNotFit(page)).toEqual([]));
}

/** Looks at the page on the telephone, and as it would be at a desk. */
const inspect = (page: Page, name: string) =>
	atBoth(page, async () => {
		await expectAccessible(page);
		await picture(page, `network-${name}`);
	});

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test('R-144, R-145 a citizen says who may be involved, the tovholder adds a doctor, and a yes is taken back', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	const how = { width: PHONE, javaScript: false };
	const { page: citizen } = await samspil.visitAs(story.citizen, how);
	const { page: tovholder } = await samspil.visitAs(story.tovholder, how);

	// The citizen begins with a sister, and forgets to say when.
	await citizen.goto('/me');
	await citizen.getByRole('link', { name: /Dine mennesker/ }).click();
	await inspect(citizen, 'mine-empty');
	const sister = { name: 'Sara', relation: 'søster', side: 'Privat:', close: 'Tæt på:' };
	await say(citizen, { ...sister, involve: 'Ja, men først senere' });
	await citizen.getByLabel('Telefon eller mail').fill('12 34 56 78');
	await press(citizen, 'Sæt på kortet');
	await inspect(citizen, 'mine-when-missing');
	expect(await citizen.getByLabel('Telefon eller mail').inputValue()).toBe('12 34 56 78');
	await citizen.getByLabel('Hvornår?').fill('hvis jeg bliver indlagt');
	await press(citizen, 'Sæt på kortet');
	await expect.poll(() => rowOf(citizen, 'Sara').textContent()).toContain('12 34 56 78');
	expect(await rowOf(citizen, 'Sara').textContent()).toContain('hvis jeg bliver indlagt');
	expect(await rowOf(citizen, 'Sara').textContent()).toContain('Ikke endnu');

	// The tovholder writes the doctor down, whom nobody has asked about, and cannot keep a number.
	await tovholder.goto(`/pathways/${story.pathway}`);
	await tovholder.getByRole('link', { name: /^Netværk/ }).click();
	const doctor = { name: 'Dr. Berg', relation: 'læge', side: 'Professionel:' };
	await say(tovholder, {
		...doctor,
		close: 'I nærheden:',
		involve: 'Det er ikke aftalt endnu'
	});
	await tovholder.getByLabel('Telefon eller mail').fill('87 65 43 21');
	await press(tovholder, 'Sæt på kortet');
	await inspect(tovholder, 'map');
	expect(await rowOf(tovholder, 'Dr. Berg').textContent()).toContain('Ikke aftalt');
	expect(await tovholder.content()).not.toContain('87 65 43 21');

	// A yes of the citizen's has a day.
	await tovholder.getByRole('link', { name: 'Dr. Berg' }).click();
	await tovholder.getByLabel('Ja', { exact: true }).check();
	await press(tovholder, 'Gem');
	await inspect(tovholder, 'day-missing');
	await tovholder.getByLabel('Hvornår sagde borgeren ja?').fill(await today(tovholder));
	await tovholder.getByLabel('Telefon eller mail').fill('87 65 43 21');
	await press(tovholder, 'Gem');
	expect(await rowOf(tovholder, 'Dr. Berg').textContent()).toContain('87 65 43 21');

	// The citizen sees it, and takes it back.
	await citizen.reload();
	await inspect(citizen, 'mine');
	await citizen.getByRole('link', { name: 'Dr. Berg' }).click();
	await citizen.getByLabel('Nej', { exact: true }).check();
	await press(citizen, 'Gem');
	expect(await rowOf(citizen, 'Dr. Berg').textContent()).toContain('Ikke aftalt');
	await tovholder.goto('/notices');
	expect(await tovholder.getByRole('main').textContent()).toContain('trukket et ja tilbage');
	await tovholder.goto(`/pathways/${story.pathway}/network`);
	expect(await tovholder.content()).not.toContain('87 65 43 21');

	// Somebody is taken off, and nothing is left of them but that it was done.
	await tovholder.getByRole('link', { name: 'Dr. Berg' }).click();
	await tovholder.getByText('Tag af kortet').first().click();
	await inspect(tovholder, 'change');
	await press(tovholder, 'Tag af kortet');
	expect(await tovholder.content()).not.toContain('Dr. Berg');
	await citizen.goto('/me/log');
	expect(await citizen.getByRole('main').textContent()).toContain(
		'rettede kortet over dine mennesker'
	);
	await citizen.goto('/me/print');
	expect(await citizen.getByRole('main').textContent()).toContain('hvis jeg bliver indlagt');
});

/** The day as the page's own date fields allow it last. */
const today = async (page: Page) =>
	(await page.getByLabel('Hvornår sagde borgeren ja?').getAttribute('max')) ?? '';
