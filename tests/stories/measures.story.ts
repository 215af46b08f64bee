/**
 * Measures on a line of time: the tovholder sees that a general and a specialised one run at once, a partner sees the
 * one that the citizen's consent opens and nothing of the other. Without JavaScript.
 */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { atBoth, whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

test('R-135 measures that meet are told to the tovholder, and a partner sees its own', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const { pathway, tovholder, helper } = await world.coordinatedPathway();
	const begin = async (
		by: Someone,
		category: string,
		title: string,
		area: string,
		ends: string | null
	) =>
		world.insert('entry', {
			tenant_id: world.tenant,
			id: randomUUID(),
			pathway_id: pathway,
			scope_id: await world.scopeOf(pathway, category),
			category,
			kind: 'measure',
			title,
			body: `Om ${title}`,
			area,
			starts_on: '2026-03-01',
			ends_on: ends,
			author_id: by.person,
			author_organisation_id: by.organisation,
			author_name: by.name,
			author_organisation_name: 'Solby Kommune'
		});
	await begin(tovholder, 'housing', 'Mentor i boligen', 'general', null);
	await begin(tovholder, 'health', 'Samtaler på klinikken', 'specialised', '2099-05-31');

	const how = { width: PHONE, javaScript: false };
	const { page } = await samspil.visitAs(tovholder, how);
	await page.goto(`/pathways/${pathway}`);
	await page.getByRole('link', { name: 'Indsatser', exact: true }).press('Enter');
	await page.waitForURL(/measures$/);
	const main = await page.getByRole('main').textContent();
	expect(main).toContain('Mentor i boligen og Samtaler på klinikken');
	expect(await page.locator('tbody tr').count()).toBe(2);
	await atBoth(page, async () => {
		expect(await whatDoesNotFit(page)).toEqual([]);
		await expectAccessible(page);
		await picture(page, 'measures');
	});
	// Nobody has written who does it, and so nobody is said to.
	expect(await page.locator('tbody tr').first().textContent()).toContain('Ikke skrevet');
	expect(await page.locator('tbody').textContent()).not.toContain('Solby Kommune');

	const { page: partner } = await samspil.visitAs(helper, how);
	await partner.goto(`/pathways/${pathway}/measures`);
	expect(await partner.content()).toContain('Mentor i boligen');
	expect(await partner.content()).not.toContain('klinikken');
	expect(await partner.content()).not.toContain('på samme tid');
});
