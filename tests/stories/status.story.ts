/**
 * The tovholder tells a partner how it goes, by a channel that the framework names; the partner reads it in
 * Samspil, and who has no basis gets none. Without JavaScript.
 */
import { expect, test } from 'vitest';
import { newWorld } from '#server/database/test-world.ts';
import { whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

test('R-138 a partner is told how it goes, under what it may read', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	const garden = await world.organisation('voluntary', 'Haven');
	await world.partner(story.pathway, garden, 'agreed');
	const how = { width: PHONE, javaScript: false };
	const { page: tovholder } = await samspil.visitAs(story.tovholder, how);
	const { page: helper } = await samspil.visitAs(story.helper, how);
	const { page: citizen } = await samspil.visitAs(story.citizen, how);

	await tovholder.goto(`/pathways/${story.pathway}`);
	await tovholder.getByRole('link', { name: 'Beskeder om, hvordan det går' }).click();
	expect(await tovholder.getByLabel('Haven').isDisabled()).toBe(true);
	await picture(tovholder, 'status-form');
	await expectAccessible(tovholder);
	// What is not covered is refused, and what was typed stays.
	await tovholder.getByLabel('Hvad handler det om?').selectOption('health');
	await tovholder.getByLabel('Værestedet').check();
	await tovholder.getByLabel('Besked', { exact: true }).fill('Nøglen er hentet.');
	await tovholder.getByRole('button', { name: 'Send beskeden' }).click();
	await expect.poll(() => tovholder.content()).toContain('må ikke læse om det emne');
	expect(await tovholder.getByLabel('Besked', { exact: true }).inputValue()).toBe(
		'Nøglen er hentet.'
	);
	expect(await tovholder.getByLabel('Værestedet').isChecked()).toBe(true);
	await tovholder.getByLabel('Hvad handler det om?').selectOption('housing');
	await tovholder.getByRole('button', { name: 'Send beskeden' }).click();
	await expect.poll(() => tovholder.content()).toContain('Beskeden er sendt.');
	expect(await whatDoesNotFit(tovholder)).toEqual([]);
	await picture(tovholder, 'status-sent');

	await helper.goto(`/pathways/${story.pathway}/status`);
	expect(await helper.getByRole('main').textContent()).toContain('Nøglen er hentet.');
	await expectAccessible(helper);
	await picture(helper, 'status-read');
	// A companion reads what is told of what the citizen has opened, on the citizen's page; and nothing of the rest.
	const sara = await world.companion(story.pathway, 'Sara Søster', ['housing']);
	const tove = await world.companion(story.pathway, 'Tove Tante', ['health']);
	const { page: companion } = await samspil.visitAs(sara, how);
	await companion.goto(`/me?pathway=${story.pathway}`);
	expect(await companion.getByRole('main').textContent()).toContain('Nøglen er hentet.');
	expect(await companion.getByRole('main').textContent()).not.toContain('Sendt til');
	expect(await whatDoesNotFit(companion)).toEqual([]);
	await expectAccessible(companion);
	await picture(companion, 'status-companion');
	const { page: another } = await samspil.visitAs(tove, how);
	await another.goto(`/me?pathway=${story.pathway}`);
	expect(await another.getByRole('main').textContent()).not.toContain('Nøglen er hentet.');

	// Who read it, and why they could, the citizen sees.
	await citizen.goto(`/me/log?pathway=${story.pathway}`);
	expect(await citizen.getByRole('main').textContent()).toContain('beskeder om, hvordan det går');
});
