/**
 * An association keeps who meets children under 15 (L-21): nobody begins before the certificate is there, a volunteer reads their own, and on
 * a child's pathway only somebody with a certificate is said to meet the child. Without JavaScript, on a small telephone; each page is looked at as at a desk too.
 */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addDays, addMonths, dayNow } from '#values/day.ts';
import { sayDay } from '#values/say.ts';
import { newWorld } from '#server/database/test-world.ts';
import { expectAccessible } from './accessible.ts';
import { atBoth, whatDoesNotFit } from './layout.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

/** Looks at the page on the telephone, and as it would be at a desk. */
const inspect = (page: Page, name: string) =>
	atBoth(page, async () => {
		expect(await whatDoesNotFit(page)).toEqual([]);
		await expectAccessible(page);
		await picture(page, `certificates-${name}`);
	});
const main = (page: Page) => page.getByRole('main').textContent();
const press = (page: Page, button: string) =>
	page.getByRole('button', { name: button, exact: true }).click();

test('L-21 nobody meets a child under 15 before the association has the certificate', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	const manager = await world.worker('Mona Leder', story.helper.organisation!, 'manager');
	await samspil.database.owner.query(
		`update samspil.citizen set birth_date = current_date - 12 * 365 where id = $1`,
		[story.citizen.citizen]
	);
	const how = { width: PHONE, javaScript: false };
	const { page: mona } = await samspil.visitAs(manager, how);
	const { page: helper } = await samspil.visitAs(story.helper, how);
	const { page: tovholder } = await samspil.visitAs(story.tovholder, how);

	// Hans says that he meets the child, and may not yet.
	const colleagues = `/pathways/${story.pathway}/colleagues`;
	await helper.goto(colleagues);
	expect(await main(helper)).toContain('Det er ikke sagt endnu');
	await helper.getByLabel('Møder barnet', { exact: true }).check();
	await press(helper, `Gem ${story.helper.name}`);
	expect(await main(helper)).toContain('Der mangler en børneattest.');
	expect(await helper.getByLabel('Møder barnet', { exact: true }).isChecked()).toBe(true);
	await inspect(helper, 'missing');

	// The manager writes the role down, and forgets that the certificate comes first.
	await mona.goto('/agreements');
	await mona.getByRole('link', { name: 'Hvem møder børn' }).click();
	await inspect(mona, 'empty');
	await mona.getByLabel(story.helper.name).check();
	await mona.getByLabel('Rolle', { exact: true }).fill('Lektiehjælp om tirsdagen');
	await mona.getByLabel(/^Begynder i rollen/).fill(dayNow());
	await press(mona, 'Skriv ind');
	expect(await main(mona)).toContain('Ingen begynder i rollen, før attesten er indhentet');
	expect(await mona.getByLabel('Rolle', { exact: true }).inputValue()).toBe(
		'Lektiehjælp om tirsdagen'
	);
	await inspect(mona, 'early');
	await mona.getByLabel(/^Begynder i rollen/).fill('');
	await press(mona, 'Skriv ind');
	expect(await main(mona)).toContain('Mangler attest');
	await inspect(mona, 'waits');

	// It has come: the day, by whom, and the first day in the role. Never the certificate.
	await mona.getByRole('link', { name: story.helper.name }).click();
	await mona.getByLabel(/^Attesten er indhentet/).fill(addDays(dayNow(), -7));
	await mona.getByLabel(/^Indhentet af/).fill('Mona Leder');
	await mona.getByLabel(/^Begynder i rollen/).fill(dayNow());
	await inspect(mona, 'role');
	await press(mona, 'Gem');
	expect(await main(mona)).toContain('I gang');
	expect(await mona.locator('input[type="file"]').count()).toBe(0);
	await press(mona, 'Skriv dagen ned');
	expect(await main(mona)).toContain('Dagen er skrevet ned.');
	expect(await main(mona)).toContain(`Næste gang senest ${sayDay(addMonths(dayNow(), 12), 'da')}`);
	await inspect(mona, 'kept');

	// Hans reads his own, changes nothing, and is said to meet the child.
	await helper.goto('/certificates');
	expect(await main(helper)).toContain('Lektiehjælp om tirsdagen');
	expect(await helper.locator('form[action^="?/"]').count()).toBe(0);
	await inspect(helper, 'mine');
	await helper.goto(colleagues);
	await helper.getByLabel('Møder barnet', { exact: true }).check();
	await press(helper, `Gem ${story.helper.name}`);
	await inspect(helper, 'meets');
	expect(await main(helper)).not.toContain('Det er ikke sagt endnu');

	// The municipality has no such page, and reads the day of the declaration.
	expect((await tovholder.goto('/certificates'))?.status()).toBe(404);
	await tovholder.goto(`/organisations/${story.helper.organisation}`);
	expect(await main(tovholder)).toContain('Erklæring om børneattester');
	expect(await main(tovholder)).not.toContain('Lektiehjælp');
});
