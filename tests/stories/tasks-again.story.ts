/** Work on a small telephone without scripts: a task that comes again, and the calendar that one subscribes to. */
import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { draftedMeeting, invite } from '../../src/features/meetings/server/test-meeting.ts';
import { cookieSecret } from '../../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../../src/server/identity/session-cookie.ts';
import { TEST_SECRET } from '../../src/server/database/test-server.ts';
import { newWorld, type Someone } from '../../src/server/database/test-world.ts';
import { addMonths, dayNow } from '../../src/values/day.ts';
import { sayDay } from '../../src/values/say.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

vi.setConfig({ testTimeout: 120_000 });

const samspil = await openSamspil();
const today = dayNow();

/** Somebody's own telephone, signed in, on which no script runs. */
async function phoneOf({ token }: Someone): Promise<Page> {
	const { page, context } = await samspil.visit({ width: PHONE, javaScript: false });
	context.setDefaultTimeout(15_000);
	await context.addCookies([
		{
			name: sessionCookie(false),
			value: encodeURIComponent(signToken(token, cookieSecret(TEST_SECRET))),
			url: samspil.origin
		}
	]);
	return page;
}

const press = (page: Page, name: string) =>
	Promise.all([
		page.waitForEvent('load'),
		page.getByRole('main').getByRole('button', { name }).first().click()
	]);
const shows = async (page: Page, text: string) =>
	expect(await page.getByRole('main').textContent()).toContain(text);

/** A pathway with a meeting in an hour, to which its helper is invited. */
async function story() {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const startsAt = new Date(Date.now() + 3_600_000);
	const told = await draftedMeeting(world, {
		startsAt,
		endsAt: new Date(startsAt.getTime() + 1_800_000)
	});
	await invite(world, told, told.tovholder);
	const [anna, bo] = [
		await world.worker('Anna Alsted', told.shelter, 'volunteer'),
		await world.worker('Bo Bang', told.shelter, 'volunteer')
	];
	for (const { person } of [anna, bo])
		await world.insert('partner_person', {
			tenant_id: world.tenant,
			pathway_id: told.pathway,
			organisation_id: told.shelter,
			person_id: person,
			since: '2026-01-07'
		});
	return { ...told, anna };
}

test('R-152 a task that comes again is given, done, and there again on its next day', async () => {
	const { pathway, tovholder, helper, anna } = await story();
	const tasks = `/pathways/${pathway}/tasks`;
	const giving = await phoneOf(tovholder);
	await giving.goto(tasks);
	await giving.locator('summary', { hasText: 'Giv en opgave' }).click();
	await giving.getByLabel('Hvad skal gøres?').fill('Ring til boligforeningen');
	await giving.locator('select[name=category]').selectOption('housing');
	await giving
		.locator('select[name=responsible]')
		.selectOption(`${helper.person} ${helper.organisation}`);
	await giving.locator('summary', { hasText: 'Kommer den igen' }).click();
	await giving.locator('select[name=repeats]').selectOption('monthly');
	const helping = giving.locator('fieldset', { hasText: 'Hvem hjælper til?' });
	for (const name of ['Anna Alsted', 'Bo Bang']) await helping.getByLabel(name).check();
	await press(giving, 'Giv en opgave');
	for (const name of ['Anna Alsted', 'Bo Bang'])
		expect(await helping.getByLabel(name).isChecked()).toBe(true);
	expect(await helping.getByLabel('Hans Hjælper').isChecked()).toBe(false);
	await picture(giving, 'task-again-form');
	// It needs a day to come again from; what was typed stands.
	expect(await giving.getByLabel('Hvad skal gøres?').inputValue()).toBe('Ring til boligforeningen');
	expect(await giving.locator('select[name=repeats]').inputValue()).toBe('monthly');
	await expectAccessible(giving);
	await giving.locator('input[name=dueOn]').fill(today);
	await press(giving, 'Giv en opgave');
	await shows(giving, 'Kommer igen hver måned');
	await expectAccessible(giving);
	await picture(giving, 'task-again-given');

	// Whoever helps finds it among their own work, marked so; it is for the one who is responsible to say how it stands.
	const along = await phoneOf(anna);
	await along.goto('/my-tasks');
	const line = along.locator('li', { hasText: 'Ring til boligforeningen' });
	expect(await line.textContent()).toContain('Du hjælper til');
	await expectAccessible(along);
	await picture(along, 'task-helped');

	const doing = await phoneOf(helper);
	await doing.goto('/my-tasks');
	await expectAccessible(doing);
	await picture(doing, 'task-again-mine');
	await doing.getByRole('link', { name: 'Ring til boligforeningen' }).click();
	await doing.waitForURL(`**${tasks}`);
	await doing.locator('summary', { hasText: 'Fortæl, hvordan det gik' }).click();
	await expectAccessible(doing);
	await press(doing, 'Gem');
	const next = sayDay(addMonths(today, 1), 'da');
	await shows(doing, next);
	await shows(doing, 'Løst');
	// What is done does not come again: the next one does.
	expect(await doing.getByText('Kommer igen hver måned').count()).toBe(1);
	await picture(doing, 'task-again-done');
	await doing.goto('/my-tasks');
	expect(await doing.getByRole('link', { name: 'Ring til boligforeningen' }).count()).toBe(1);
	await shows(doing, next);
});

test('a calendar one subscribes to is made, read by its address alone, and closed', async () => {
	const { helper } = await story();
	const page = await phoneOf(helper);
	await page.goto('/account');
	await shows(page, 'Du har ingen kalenderadresse');
	await press(page, 'Lav en kalenderadresse');
	const shown = page.locator('code').first();
	const address = (await shown.textContent())!;
	// It is told once, so nobody has to look for it further down.
	expect((await shown.boundingBox())!.y).toBeLessThan(page.viewportSize()!.height);
	await expectAccessible(page);
	await picture(page, 'calendar-address');
	const read = async (from: string) => {
		const answer = await fetch(from.replace(/^https?:\/\/[^/]+/, samspil.origin));
		return { status: answer.status, text: await answer.text() };
	};
	const feed = await read(address);
	expect(feed.status).toBe(200);
	expect(feed.text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
	expect(feed.text).not.toContain('Amina');
	// The address is told once, and not when the page is opened again.
	await page.goto('/account');
	await shows(page, 'Din kalenderadresse er lavet');
	expect(await page.getByRole('main').textContent()).not.toContain(address);
	await press(page, 'Lav en ny adresse');
	const renewed = (await page.locator('code').first().textContent())!;
	expect([(await read(address)).status, (await read(renewed)).status]).toEqual([404, 200]);
	await press(page, 'Luk adressen');
	await shows(page, 'Du har ingen kalenderadresse');
	expect((await read(renewed)).status).toBe(404);
});
