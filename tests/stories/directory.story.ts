/**
 * The directory on a telephone without JavaScript: a citizen finds an offer in plain Danish, and a partner says from a mail which of theirs
 * are still right.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { embedLines } from '#features/directory/embedded.ts';
import { putOffers } from '#features/directory/server/test-offers.ts';
import { findOffer } from '#features/directory/server/offer.queries.ts';
import { newWorld } from '#server/database/test-world.ts';
import { askAboutOffers } from '#server/jobs/ask-about-offers.ts';
import { addDays, dayNow } from '#values/day.ts';
import { whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

test('R-092, R-093 a citizen finds help on a telephone, and a partner confirms offers from a mail', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	await putOffers(world);
	const { owner, pools } = samspil.database;
	const { tenant } = world;
	await owner.query(
		`update samspil.offer_directory set is_public = true, whom_to_ask = 'Borgerservice, 70 10 00 00' where tenant_id = $1`,
		[tenant]
	);
	await owner.query(
		`update samspil.offer set confirmed_on = current_date - 20 where tenant_id = $1`,
		[tenant]
	);
	const { page } = await samspil.visit({ width: PHONE, javaScript: false });

	await page.goto(`/offers/${tenant}`);
	await expectAccessible(page);
	await page.getByLabel('Hvad leder du efter?').fill('jeg mangler et sted at sove i nat');
	await page.getByRole('button', { name: 'Find tilbud' }).click();
	await expect.poll(() => page.content()).toContain('Natcafeen');
	// What was found is on the screen, and not below the filters.
	expect(page.url()).toMatch(/#found$/);
	expect((await page.locator('#found').boundingBox())!.y).toBeLessThan(200);
	expect(await whatDoesNotFit(page)).toEqual([]);
	await picture(page, 'directory-found');
	await page.getByRole('link', { name: 'Natcafeen i Midtbyen' }).click();
	await expect.poll(() => page.content()).toContain('Hvad gør jeg nu');
	await expectAccessible(page);
	await picture(page, 'directory-offer');
	const folder = await page.request.get(`/offers/${tenant}/folder`);
	expect(folder.headers()['content-type']).toBe('application/pdf');
	expect((await folder.body()).subarray(0, 5).toString()).toBe('%PDF-');
	// The code on a printed folder may lead to what is shown no more: to the others from there, and nothing is told of why.
	const gone = await page.goto(`/offers/${tenant}/${randomUUID()}`);
	expect(gone!.status()).toBe(404);
	await expectAccessible(page);
	expect(await whatDoesNotFit(page)).toEqual([]);
	await picture(page, 'directory-gone');
	await page.getByRole('link', { name: 'Tilbud i' }).click();
	await expect.poll(() => page.url()).toContain(`/offers/${tenant}`);
	await page.goto(`/offers/${tenant}?q=xyzzyqqq`);
	expect(await page.content()).toContain('Borgerservice, 70 10 00 00');

	// A partner whose three offers are due.
	const club = await world.organisation('voluntary', 'Klubben');
	const keeper = await world.worker('Ida Ildsjæl', club, 'manager');
	const offers = [randomUUID(), randomUUID(), randomUUID()];
	for (const [index, id] of offers.entries())
		await world.insert('offer', {
			tenant_id: tenant,
			id,
			organisation_id: club,
			provider: 'Klubben',
			group_kind: 'private-voluntary',
			name: ['Brætspil', 'Strikkeaften', 'Korsang'][index],
			target_group: 'Alle',
			content: 'Vi mødes om torsdagen',
			contact: 'Ring til Ida',
			languages: [],
			themes: [],
			confirmed_on: addDays(dayNow(), -180),
			confirmed_by_name: 'x',
			changed_by: keeper.person,
			changed_by_name: 'x'
		});
	await askAboutOffers(pools.jobs, dayNow());
	const { rows } = await owner.query(
		`select words ->> 'path' as path from samspil.mail where person_id = $1 and kind = 'offers-to-confirm'`,
		[keeper.person]
	);
	await page.goto(rows[0].path);
	await expectAccessible(page);
	await picture(page, 'directory-confirm');
	expect(await whatDoesNotFit(page)).toEqual([]);
	await page.getByLabel('Ja, det er stadig rigtigt').first().check();
	await page.getByRole('button', { name: 'Send svaret' }).click();
	await expect.poll(() => page.content()).toContain('Tak. Dit svar er gemt.');

	// The others another day, both at once: all but what something is written about.
	await page.goto(rows[0].path);
	expect(await page.content()).not.toContain('Brætspil');
	await expectAccessible(page);
	await picture(page, 'directory-confirm-rest');
	expect(await whatDoesNotFit(page)).toEqual([]);
	await page.getByLabel('Ja, alle undtagen dem, jeg skriver noget ved').check();
	await page
		.getByLabel('Er noget forkert? Skriv, hvad der skal rettes')
		.nth(1)
		.fill('Vi strikker nu om onsdagen');
	await page.getByRole('button', { name: 'Send svaret' }).click();
	await expect.poll(() => page.content()).toContain('Alle jeres tilbud er besvaret.');
	const confirmed = await Promise.all(
		offers.map(async (id) => (await world.as(keeper, dayNow()).see(findOffer(id)))[0]!.confirmedOn)
	);
	expect(confirmed).toEqual([dayNow(), addDays(dayNow(), -180), dayNow()]);
	await page.goto(rows[0].path);
	expect(await page.content()).toContain('Der er svaret på alle tilbud');

	// What is wrong is read where it can be mended.
	const { page: own } = await samspil.visitAs(keeper, { width: PHONE, javaScript: false });
	await own.goto(`/directory/${offers[1]}`);
	expect(await own.content()).toContain('Vi strikker nu om onsdagen');
	await expectAccessible(own);
	await picture(own, 'directory-remark');
});

test('with scripts on, what is looked for is found while one writes and chooses; the address can be kept', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator();
	await putOffers(world);
	await samspil.database.owner.query(
		'update samspil.offer_directory set is_public = true where tenant_id = $1',
		[world.tenant]
	);
	await samspil.database.owner.query(
		'update samspil.offer set confirmed_on = current_date - 20 where tenant_id = $1',
		[world.tenant]
	);
	const { page, complaints } = await samspil.visit({ width: PHONE });
	await page.goto(`/offers/${world.tenant}`);
	const asked = page.getByLabel('Hvad leder du efter?');
	await asked.pressSequentially('gæld');
	await expect.poll(() => page.url()).toContain('q=g%C3%A6ld');
	const count = await page.locator('[data-found] h2').first().textContent();
	expect(await page.locator('[data-told]').textContent()).toBe(count);
	expect(await asked.evaluate((field) => field === document.activeElement)).toBe(true);
	await page.locator('select[name="group"]').selectOption('municipal');
	await expect.poll(() => page.url()).toContain('group=municipal');
	const left = await page.locator('[data-found] h2').first().textContent();
	expect(left).not.toBe(count);
	await page.reload();
	expect(await page.locator('[data-found] h2').first().textContent()).toBe(left);
	await expectAccessible(page);
	expect(complaints).toEqual([]);

	// What is not read is not asked for: an address of that length no server takes.
	await asked.fill('gæld '.repeat(4000));
	await expect.poll(() => page.url().length).toBeGreaterThan(400);
	expect(page.url().length).toBeLessThan(1000);
	expect(await page.locator('[data-found]').count()).toBe(1);

	// Closed meanwhile: the old list does not stand under new words; the address says what is the matter.
	await samspil.database.owner.query(
		'update samspil.offer_directory set is_public = false where tenant_id = $1',
		[world.tenant]
	);
	await asked.fill('bolig');
	await expect.poll(() => page.url()).toContain('q=bolig');
	await expect.poll(() => page.locator('[data-found]').count()).toBe(0);
});

test('R-092 a municipality shows its offers on its own site by two lines, and the link stays where no script runs', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator();
	await putOffers(world);
	const { tenant } = world;
	const { owner } = samspil.database;
	await owner.query(
		`update samspil.offer_directory set is_public = true, whom_to_ask = 'Ring 70 10 00 00' where tenant_id = $1`,
		[tenant]
	);
	await owner.query(
		`update samspil.offer set confirmed_on = current_date - 20, name = name || ' <img src=x>' where tenant_id = $1`,
		[tenant]
	);
	const embedded = `<!doctype html><html lang="da"><head><title>Kommunen</title></head><body><main><h1>Hjælp</h1>${embedLines(samspil.origin, tenant)}</main></body></html>`;
	const server = createServer((_, response) =>
		response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(embedded)
	).listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => void server.close());
	// Another origin than ours, as that of a municipality is.
	const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	for (const javaScript of [true, false]) {
		const { page } = await samspil.visit({ width: PHONE, javaScript });
		await page.goto(site);
		if (!javaScript) {
			await page.getByRole('link', { name: 'Tilbud' }).click();
			await expect.poll(() => page.url()).toBe(`${samspil.origin}/offers/${tenant}`);
			continue;
		}
		await expect.poll(() => page.getByRole('status').textContent()).toBe('400 tilbud');
		const all = page.getByRole('link', { name: 'Se alle 400' });
		expect(await all.getAttribute('href')).toBe(`${samspil.origin}/offers/${tenant}`);
		await page.getByLabel('Hvad leder du efter?').fill('sove i nat');
		await page.getByRole('button', { name: 'Find tilbud' }).click();
		await expect.poll(() => page.getByRole('link').first().textContent()).toContain('<img src=x>');
		expect(await page.locator('img').count()).toBe(0);
		const found = page.getByRole('link', { name: 'Natcafeen i Midtbyen' });
		expect(await found.getAttribute('href')).toContain(`${samspil.origin}/offers/${tenant}/`);
		await expectAccessible(page);
		expect(await whatDoesNotFit(page)).toEqual([]);
		await picture(page, 'directory-embedded');
		await page.getByLabel('Hvad leder du efter?').fill('xyzzyqqq');
		await page.getByRole('button', { name: 'Find tilbud' }).click();
		await expect.poll(() => page.getByRole('status').textContent()).toContain('Ring 70 10 00 00');
	}
});

test('R-131 whoever holds the threads picks an offer: of who is on the list already, of who is not, and of who has no account', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const { pathway, shelter, tovholder } = await world.coordinatedPathway();
	const firm = await world.organisation('private', 'Firmaet');
	for (const [organisation, name, provider] of [
		[shelter, 'Fællesspisning', 'Værestedet'],
		[firm, 'Mentorer', 'Foreningen Sammen']
	])
		await world.insert('offer', {
			tenant_id: world.tenant,
			id: randomUUID(),
			organisation_id: organisation,
			provider,
			group_kind: 'private-voluntary',
			name,
			target_group: 'Alle',
			content: 'Vi hjælper',
			contact: 'Ring 70 10 20 30',
			phone: '70 10 20 30',
			email: 'hej@sammen.example',
			languages: [],
			themes: [],
			confirmed_on: dayNow(),
			confirmed_by_name: 'x',
			changed_by: tovholder.person,
			changed_by_name: 'x'
		});
	const { page } = await samspil.visitAs(tovholder, { width: PHONE, javaScript: false });
	const offers = `/pathways/${pathway}/offers`;

	await page.goto(offers);
	expect(await page.content()).toContain('er på listen i forvejen.');
	await expectAccessible(page);
	expect(await whatDoesNotFit(page)).toEqual([]);
	await picture(page, 'directory-pick');
	await page.getByRole('link', { name: 'Gå til dem, og spørg om det: Fællesspisning' }).click();
	await expect.poll(() => page.url()).toMatch(/\/partners\/[0-9a-f-]{36}\?offer=/);
	// Where one is led says which offer it is about, how to reach them, and where one asks.
	await expect.poll(() => page.content()).toContain('Spørg om Fællesspisning');
	await expectAccessible(page);
	expect(await whatDoesNotFit(page)).toEqual([]);
	await picture(page, 'directory-ask-partner');
	await page.getByRole('link', { name: 'Giv dem en opgave' }).click();
	expect(await page.getByLabel('Hvad skal gøres?').inputValue()).toContain('Fællesspisning');

	await page.goto(offers);
	await page.getByRole('link', { name: 'Spørg dem: Mentorer' }).click();
	await expect.poll(() => page.url()).toContain('#plan');
	expect(await page.locator('select[name=organisation]').inputValue()).toBe(firm);
	expect(await page.getByLabel('Hvorfor skal de med?').inputValue()).toBe('Mentorer');

	await page.goto(offers);
	await page.getByRole('link', { name: 'Skriv dem på som kontakt: Mentorer' }).click();
	await expect.poll(() => page.url()).toContain('/outside?');
	const said = (label: string) => page.getByLabel(label, { exact: true }).inputValue();
	expect(await said('Navn')).toBe('Mentorer');
	expect(await said('Hvor er de fra?')).toBe('Foreningen Sammen');
	expect(await said('Hvordan får man fat i dem?')).toBe('Ring 70 10 20 30 · hej@sammen.example');
});
