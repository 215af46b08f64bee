/** A meeting of a steering group held on the screen: led without scripts, its minutes written along by somebody who loses the network. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { cookieSecret } from '../../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../../src/server/identity/session-cookie.ts';
import { TEST_SECRET } from '../../src/server/database/test-server.ts';
import { newWorld, type Someone } from '../../src/server/database/test-world.ts';
import { addMonths, dayNow } from '../../src/values/day.ts';
import { sayDay } from '../../src/values/say.ts';
import { expectAccessible } from './accessible.ts';
import { DESK, openSamspil, PHONE, picture } from './open-samspil.ts';

vi.setConfig({ testTimeout: 120_000 });

const samspil = await openSamspil();
const { owner } = samspil.database;

/** Somebody's own browser, signed in. */
async function browserOf({ token }: Someone, how: { width: number; javaScript?: boolean }) {
	const visit = await samspil.visit(how);
	visit.context.setDefaultTimeout(15_000);
	await visit.context.addCookies([
		{
			name: sessionCookie(false),
			value: encodeURIComponent(signToken(token, cookieSecret(TEST_SECRET))),
			url: samspil.origin
		}
	]);
	return visit;
}

const press = (page: Page, name: string) =>
	Promise.all([
		page.waitForEvent('load'),
		page.getByRole('main').getByRole('button', { name }).first().click()
	]);
const shows = async (page: Page, text: string) =>
	expect(await page.getByRole('main').textContent()).toContain(text);

/** A steering group of two, whose meeting began ten minutes ago and lasts another fifty. */
async function meetingNow() {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const shelter = await world.organisation('voluntary', 'Værestedet');
	const chair = await world.worker('Vera Vang', shelter, 'manager');
	const collaboration = await world.collaboration(leader, world.tenant, shelter);
	await world.seat(collaboration, 'steering', leader);
	await world.seat(collaboration, 'steering', chair);
	const [series, meeting, item] = [randomUUID(), randomUUID(), randomUUID()];
	await world.insert('meeting_series', {
		tenant_id: world.tenant,
		id: series,
		collaboration_id: collaboration,
		group_kind: 'steering',
		purpose: 'Vi følger op',
		frequency: 'quarterly',
		first_on: dayNow()
	});
	await world.insert('group_meeting', {
		tenant_id: world.tenant,
		id: meeting,
		series_id: series,
		planned_on: dayNow(),
		starts_at: new Date(Date.now() - 10 * 60_000),
		ends_at: new Date(Date.now() + 50 * 60_000),
		state: 'invited'
	});
	for (const [position, words] of [
		{ standing: 'promises' },
		{ id: item, title: 'Nøgler', minutes: 20 }
	].entries())
		await world.insert('group_item', {
			tenant_id: world.tenant,
			meeting_id: meeting,
			position,
			...words
		});
	const page = `/collaborations/${collaboration}/meetings/${meeting}`;
	return { leader, chair, item, page };
}

const outcomeOf = async (item: string) =>
	(
		await owner.query<{ outcome: string }>('select outcome from samspil.group_item where id = $1', [
			item
		])
	).rows[0]!.outcome;

test('R-168 a steering group’s meeting is led on a phone and its minutes written along on a laptop without network for a while', async () => {
	const { leader, chair, item, page } = await meetingNow();
	const { page: phone } = await browserOf(leader, { width: PHONE, javaScript: false });
	await phone.goto(page);
	await expectAccessible(phone);
	await picture(phone, 'group-meeting-now');
	await phone.getByRole('link', { name: 'Vis mødet på skærmen' }).click();
	await phone.waitForURL(/run/);
	await press(phone, 'Begynd med');
	await shows(phone, 'Punkt 1 af 2');
	await press(phone, 'Næste punkt: Nøgler');
	await shows(phone, 'Punkt 2 af 2: Nøgler');
	await shows(phone, '20 min. tilbage');
	await press(phone, 'To minutters stilhed');
	await shows(phone, '2 min. tilbage');
	await press(phone, 'Tag en runde');
	await shows(phone, 'Lene Leder har ordet');
	await press(phone, 'Videre til den næste');
	await shows(phone, 'Vera Vang har ordet');
	await press(phone, 'Slut runden');

	// Who sits in the group sees where the meeting is, and writes when asked to.
	const { page: laptop, context } = await browserOf(chair, { width: DESK });
	await laptop.goto(`${page}/run`);
	await shows(laptop, 'Punkt 2 af 2: Nøgler');
	expect(await laptop.locator('textarea').count()).toBe(0);
	await phone.locator('summary', { hasText: 'Hvem skriver med?' }).click();
	await phone.getByLabel('Vera Vang').last().check();
	await press(phone, 'Gem, hvem der skriver med');
	await expectAccessible(phone);
	await picture(phone, 'group-run-phone');
	await laptop.reload();
	await laptop.getByLabel('Hvad kom vi frem til?').fill('Vera låser');
	await expect.poll(() => outcomeOf(item)).toBe('Vera låser');
	await context.setOffline(true);
	await laptop.getByLabel('Hvad kom vi frem til?').fill('Vera låser hver aften');
	await laptop.getByLabel('En beslutning').check();
	await laptop.getByText('bliver på denne enhed').waitFor();
	await picture(laptop, 'group-run-laptop');
	// the leader writes elsewhere meanwhile
	await phone.getByLabel('Andet fra mødet').last().fill('Vi takker for kaffen');
	await Promise.all([
		phone.waitForEvent('load'),
		phone.locator('form[action$="rest"] button').click()
	]);
	expect(await outcomeOf(item)).toBe('Vera låser');
	await laptop.close();
	await context.setOffline(false);
	const again = await context.newPage();
	await again.goto(`${page}/run`);
	await expect.poll(() => outcomeOf(item)).toBe('Vera låser hver aften');
	await expectAccessible(again);

	// Both in the same item: the later meets both texts.
	await phone.goto(`${page}/run?item=${item}`);
	await again.getByLabel('Hvad kom vi frem til?').fill('Vera låser, Lene låser op');
	await expect.poll(() => outcomeOf(item)).toBe('Vera låser, Lene låser op');
	await phone.fill('#outcome', 'Vi skiftes');
	await press(phone, 'Gem');
	await shows(phone, 'Vera låser, Lene låser op');
	expect(await phone.inputValue('#outcome')).toBe('Vi skiftes');
	await press(phone, 'Gem');
	expect(await outcomeOf(item)).toBe('Vi skiftes');

	// R-169 what came to a task has somebody to do it before the minutes are closed
	await phone.goto(`${page}/run?item=${item}`);
	await phone.getByLabel('En opgave').check();
	await press(phone, 'Gem');
	await phone.goto(page);
	await press(phone, 'Afslut referatet');
	await shows(phone, 'ingen har fået den');
	await phone.goto(`${page}/run?item=${item}`);
	await phone.locator('summary', { hasText: 'Nøgler' }).click();
	await phone.getByLabel('Hvad skal gøres?').fill('Få lavet en nøgle til');
	await phone
		.getByLabel('Hvem har ansvaret?')
		.selectOption(`${chair.person} ${chair.organisation}`);
	// it comes again, and Lene helps; without a day it cannot, and what was typed stands
	await phone.locator('summary', { hasText: 'Kommer den igen' }).click();
	await phone.locator('select[name=repeats]').selectOption('monthly');
	await phone
		.locator('fieldset', { hasText: 'Hvem hjælper til?' })
		.getByLabel('Lene Leder')
		.check();
	await expectAccessible(phone);
	await picture(phone, 'group-task-give');
	// A day is suggested; emptied, it stays so.
	const day = phone.locator('input[name=dueOn]');
	expect(await day.inputValue()).not.toBe('');
	await day.fill('');
	await press(phone, 'Giv en opgave');
	await shows(phone, 'skal have en dato');
	expect(await day.inputValue()).toBe('');
	expect(await phone.locator('select[name=repeats]').inputValue()).toBe('monthly');
	await day.fill(dayNow());
	await press(phone, 'Giv en opgave');
	await shows(phone, 'Få lavet en nøgle til');
	await shows(phone, 'Kommer igen hver måned');
	await shows(phone, 'Hjælper til: Lene Leder');
	await picture(phone, 'group-task-given');
	// it stands among the work of the one who helps, and says so
	await phone.goto('/my-tasks');
	const helped = phone.locator('li', { hasText: 'Få lavet en nøgle til' });
	expect(await helped.textContent()).toContain('Du hjælper til');
	await phone.goto(`${page}/run`);

	for (const name of ['Lene Leder', 'Vera Vang'])
		await phone.getByLabel(name).filter({ visible: true }).first().check();
	await press(phone, 'Gem, hvem der er her');
	await phone.getByRole('link', { name: 'Til mødets side' }).click();
	await phone.waitForURL((url) => !url.pathname.endsWith('/run'));
	await press(phone, 'Afslut referatet');
	// Who writes after that is told the truth, and keeps the words.
	await again.getByLabel('Hvad kom vi frem til?').fill('Vi glemte nøglen');
	await again.getByText('Her kan ikke skrives mere').waitFor();
	await press(again, 'Gem');
	await shows(again, 'Vi glemte nøglen');
	await again.goto(`${page}/run`);
	await shows(again, 'Vi skiftes');
	await shows(again, 'Vi takker for kaffen');
	await shows(again, 'Til stede: Lene Leder; Vera Vang');
	await expectAccessible(again);
	await picture(again, 'group-meeting-held');

	// R-171 it is Vera's work, and she says there how it went
	const { page: own } = await browserOf(chair, { width: PHONE, javaScript: false });
	await own.goto('/my-tasks');
	await own.getByRole('link', { name: 'Få lavet en nøgle til' }).click();
	await own.waitForURL(/#tasks$/);
	await own.locator('summary', { hasText: 'Fortæl, hvordan det gik' }).click();
	await expectAccessible(own);
	await picture(own, 'group-task-mine');
	await press(own, 'Gem');
	await shows(own, 'Løst');
	// the next one has come by itself
	await picture(own, 'group-task-again');
	await own.goto('/my-tasks');
	expect(await own.getByRole('link', { name: 'Få lavet en nøgle til' }).count()).toBe(1);
	await shows(own, sayDay(addMonths(dayNow(), 1), 'da'));

	// L-20 she asks for a correction, it is taken in, and both versions are there
	await own.goto(page);
	expect((await own.request.get(`${page}/pdf`)).headers()['content-type']).toBe('application/pdf');
	await own.getByRole('link', { name: 'Bed om en rettelse' }).click();
	await own.locator('summary', { hasText: 'Bed om en rettelse' }).click();
	await own.getByLabel('Hvor i referatet?').selectOption({ label: 'Nøgler' });
	await own.getByLabel('Hvad skal der stå i stedet?').fill('Vi skiftes hver uge');
	await expectAccessible(own);
	await press(own, 'Send ønsket');
	await shows(own, 'Venter på svar');
	await phone.goto(`${page}/corrections`);
	await phone.locator('summary', { hasText: 'Ret referatet' }).click();
	await phone.getByLabel('Sådan står der fra nu af').fill('Vi skiftes hver uge');
	await expectAccessible(phone);
	await press(phone, 'Ret, og send den nye version');
	await shows(phone, 'Rettet i version 2');
	await expectAccessible(phone);
	await picture(phone, 'group-correction');
	await own.goto(`${page}/corrections`);
	await shows(own, 'Version 2');
});
