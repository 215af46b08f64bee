/** A meeting from the agenda to minutes that are explained, written by two at once: one with scripts, one without. */
import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import {
	beginMinutes,
	draftedMeeting,
	invite
} from '../../src/features/meetings/server/test-meeting.ts';
import { cookieSecret } from '../../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../../src/server/identity/session-cookie.ts';
import { TEST_SECRET } from '../../src/server/database/test-server.ts';
import { newWorld, type Someone } from '../../src/server/database/test-world.ts';
import { addDays, dayNow } from '../../src/values/day.ts';
import { expectAccessible } from './accessible.ts';
import { DESK, openSamspil, PHONE, picture } from './open-samspil.ts';

vi.setConfig({ testTimeout: 120_000 });

const samspil = await openSamspil();
const { owner } = samspil.database;
const today = dayNow();
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

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

/** What is written under “what came of it” of the meeting's only item. */
const outcomeIn = async (meeting: string) => {
	const { rows } = await owner.query<{ outcome: string }>(
		'select outcome from samspil.agenda_item where meeting_id = $1',
		[meeting]
	);
	return rows[0]!.outcome;
};

test('two write the minutes of a meeting at once, one of them with the lid closed for a while; then they are explained', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const story = await draftedMeeting(world, { startsAt: inMinutes(20), endsAt: inMinutes(50) });
	const { pathway, meeting, tovholder, helper } = story;
	await invite(world, story, tovholder);
	await world.as(tovholder, today).act((acting) => beginMinutes(acting, pathway, meeting));
	const run = `/pathways/${pathway}/meetings/${meeting}/run`;

	// The tovholder leads on a phone, without scripts.
	const { page: phone } = await browserOf(tovholder, { width: PHONE, javaScript: false });
	await phone.goto(`/pathways/${pathway}/meetings/${meeting}`);
	await phone.getByRole('link', { name: 'Vis mødet på skærmen' }).click();
	await phone.waitForURL(/run/);
	await press(phone, 'Begynd med: Boligen');
	await shows(phone, 'Punkt 1 af 1: Boligen');
	await shows(phone, '20 min. tilbage');
	await press(phone, 'To minutters stilhed');
	await shows(phone, '2 min. tilbage');
	await press(phone, 'Tag en runde');
	await shows(phone, 'Amina Andersen har ordet');
	await press(phone, 'Videre til den næste');
	await press(phone, 'Slut runden');
	await phone.locator('summary', { hasText: 'Hvem skriver med?' }).click();
	await phone.getByLabel('Hans Hjælper').last().check();
	await press(phone, 'Gem, hvem der skriver med');
	await expectAccessible(phone);
	await picture(phone, 'run-phone');

	// The helper writes along on a laptop. What is typed is kept; what cannot be sent waits on the device.
	const { page: laptop, context } = await browserOf(helper, { width: DESK });
	await laptop.goto(run);
	await laptop.getByLabel('Hvad kom vi frem til?').fill('Hans ringer til boligforeningen');
	await expect.poll(() => outcomeIn(meeting)).toBe('Hans ringer til boligforeningen');
	await context.setOffline(true);
	await laptop.getByLabel('Hvad kom vi frem til?').fill('Hans ringer til boligforeningen i morgen');
	await laptop.getByText('bliver på denne enhed').waitFor();
	await picture(laptop, 'run-laptop');
	await laptop.close();
	await context.setOffline(false);
	const again = await context.newPage();
	await again.goto(run);
	await expect.poll(() => outcomeIn(meeting)).toBe('Hans ringer til boligforeningen i morgen');
	await expectAccessible(again);

	// Both in the same item: whoever is in the field is told, keeps their words, and the later meets both texts.
	await again.getByLabel('Hvad kom vi frem til?').focus();
	await phone.fill('#outcome', 'Vi ringer sammen');
	await press(phone, 'Gem');
	await shows(phone, 'Hans ringer til boligforeningen i morgen');
	expect(await phone.inputValue('#outcome')).toBe('Vi ringer sammen');
	await press(phone, 'Gem');
	expect(await outcomeIn(meeting)).toBe('Vi ringer sammen');
	await again.getByText('Mødet er gået videre').waitFor();
	await again.getByLabel('Hvad kom vi frem til?').fill('Hans ringer kl. 10');
	await again.getByText('En anden har skrevet her imens').waitFor();
	await press(again, 'Gem');
	await shows(again, 'Vi ringer sammen');
	await press(again, 'Gem');
	expect(await outcomeIn(meeting)).toBe('Hans ringer kl. 10');

	// Whoever goes on before it is taken loses nothing by it.
	await again.getByLabel('Hvad kom vi frem til?').fill('Hans ringer kl. 11');
	await again.goto(`/pathways/${pathway}`);
	await expect.poll(() => outcomeIn(meeting)).toBe('Hans ringer kl. 11');
	await again.goto(run);

	// A screen on which nobody writes follows by itself, in where the meeting is and in what the other has written.
	const asks = again.waitForRequest(
		(request) => request.method() === 'GET' && request.url().endsWith('/run/keep')
	);
	await press(phone, 'Tag en runde');
	await again.getByText('Borgeren har ordet').waitFor();
	// It asks by itself, and keeps nobody signed in by that.
	expect((await asks).headers()['samspil-unattended']).toBe('1');
	await press(phone, 'Slut runden');

	await phone.getByLabel('Amina Andersen').first().check();
	await press(phone, 'Gem, hvem der er her');
	await phone.locator('summary', { hasText: 'Giv en opgave ud fra' }).click();
	await phone.fill('#taskTitle', 'Ring til boligforeningen');
	await phone.selectOption('#responsible', 'citizen');
	await press(phone, 'Giv en opgave');
	await shows(phone, 'Ring til boligforeningen');
	await phone.getByRole('link', { name: 'Til mødets side' }).click();
	await phone.waitForURL((url) => !url.pathname.endsWith('/run'));
	await again.getByLabel('Hvad kom vi frem til?').focus();
	await press(phone, 'Send referatet til alle');
	// Who writes after that is told the truth, and keeps the words.
	await again.getByLabel('Hvad kom vi frem til?').fill('Vi glemte kaffen');
	await again.getByText('Her kan ikke skrives mere').waitFor();
	await press(again, 'Gem');
	await shows(again, 'Vi glemte kaffen');

	// The citizen asks for a correction; it is taken in, and both versions can be compared.
	const { page: citizens } = await browserOf(story.citizen, { width: PHONE, javaScript: false });
	await citizens.goto(`/pathways/${pathway}/meetings/${meeting}`);
	await citizens.getByRole('link', { name: 'Bed om en rettelse' }).click();
	await citizens.waitForURL(/corrections/);
	await citizens.locator('summary', { hasText: 'Bed om en rettelse' }).click();
	await press(citizens, 'Send ønsket');
	await shows(citizens, 'Vælg, hvor i referatet det står.');
	await citizens.selectOption('#part', { label: 'Boligen' });
	await citizens.fill('#words', 'Jeg ringer selv');
	await press(citizens, 'Send ønsket');
	await shows(citizens, 'Venter på svar');
	await expectAccessible(citizens);
	await phone.goto(`/pathways/${pathway}/meetings/${meeting}/corrections`);
	await phone.locator('summary', { hasText: 'Ret referatet' }).click();
	await phone.locator('[name=text]').fill('Amina ringer selv');
	await press(phone, 'Ret, og send den nye version');
	await shows(phone, 'Rettet i version 2');
	expect(await phone.locator('ins').first().textContent()).toContain('Amina');
	await expectAccessible(phone);
	await picture(phone, 'corrections');
	await citizens.goto(`/pathways/${pathway}/meetings/${meeting}`);
	await shows(citizens, 'Amina ringer selv');

	await phone.goto(`/pathways/${pathway}/meetings/${meeting}`);
	await phone.fill('#on', today);
	await phone.getByLabel('Vi gennemgik det sammen').first().check();
	await phone.fill('#note', 'Gennemgået sammen');
	await press(phone, 'Gem, og afslut mødet');
	await shows(phone, 'Amina ringer selv');
	const closed = await owner.query('select state from samspil.meeting where id = $1', [meeting]);
	expect(closed.rows).toEqual([{ state: 'closed' }]);
});

test('a time is found together: proposed on a desk, answered on the citizen’s phone, chosen and sent', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const { pathway, meeting, tovholder, citizen } = await draftedMeeting(world);
	const { page } = await browserOf(tovholder, { width: DESK, javaScript: false });
	await page.goto(`/pathways/${pathway}/meetings/${meeting}`);
	await page.getByLabel('Lokalet er booket').check();
	await press(page, 'Gem om lokalet');
	expect(await page.getByLabel('Lokalet er booket').isChecked()).toBe(true);
	await picture(page, 'stages');
	await page.getByRole('link', { name: 'Find et tidspunkt sammen' }).click();
	await page.waitForURL(/times/);
	for (const [number, days] of [
		['1', 8],
		['2', 9]
	] as const) {
		await page.fill(`#day${number}`, addDays(today, days));
		await page.fill(`#start${number}`, '10:00');
		await page.fill(`#end${number}`, number === '1' ? '09:00' : '11:00');
	}
	await press(page, 'Spørg deltagerne');
	await shows(page, 'Mødet skal slutte, efter det er begyndt');
	await page.fill('#end1', '11:00');
	await press(page, 'Spørg deltagerne');
	await shows(page, 'Har ikke svaret: 3.');
	const phone = await browserOf(citizen, { width: PHONE, javaScript: false });
	await phone.page.goto(`/pathways/${pathway}/meetings/${meeting}/times`);
	await phone.page.getByLabel('Kan ikke').first().check();
	await phone.page.getByLabel('Kan', { exact: true }).last().check();
	await press(phone.page, 'Gem mine svar');
	// of the meeting nothing is shown before the invitation: neither what about, nor what the others answered
	expect(await phone.page.getByLabel('Kan ikke').first().isChecked()).toBe(true);
	expect(await phone.page.getByRole('main').textContent()).not.toMatch(
		/Et sted at bo|Hans|Tove|Har ikke svaret:/
	);
	await expectAccessible(phone.page);
	await picture(phone.page, 'times');
	await phone.page.goto(`/pathways/${pathway}/meetings/${meeting}`);
	expect(await phone.page.locator('body').textContent()).not.toContain('Et sted at bo');
	await phone.page.goto(`/pathways/${pathway}/meetings`);
	await phone.page.getByRole('link', { name: 'Hvornår kan du mødes?' }).click();
	await phone.page.waitForURL(/times/);
	await page.reload();
	await shows(page, 'Kan: 1.');
	await expectAccessible(page);
	await press(page, 'Vælg');
	await page.waitForURL((url) => url.pathname.endsWith(meeting));
	const { rows } = await owner.query<{ state: string; day: string }>(
		`select state, (starts_at at time zone 'Europe/Copenhagen')::date as day from samspil.meeting where id = $1`,
		[meeting]
	);
	expect(rows[0]!.day).toBe(addDays(today, 9));
});

test('R-163 the agenda is open until the end of the day two days before; the day after, an item says why it comes', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const startsIn = (days: number) => ({
		startsAt: new Date(Date.now() + days * 86_400_000),
		endsAt: new Date(Date.now() + days * 86_400_000 + 60_000)
	});
	const story = await draftedMeeting(world, startsIn(2));
	const { pathway, meeting, tovholder } = story;
	await invite(world, story, tovholder);
	const { page } = await browserOf(tovholder, { width: PHONE, javaScript: false });
	const add = async (title: string, why?: string) => {
		await page.goto(`/pathways/${pathway}/meetings/${meeting}`);
		await page.locator('summary', { hasText: 'Sæt et punkt på' }).click();
		const form = page.locator('form[action$="addItem"]');
		await form.locator('[name=title]').fill(title);
		if (why) await form.locator('[name=lateReason]').fill(why);
		await Promise.all([page.waitForEvent('load'), form.locator('button').click()]);
	};
	await add('Økonomien');
	await shows(page, 'Økonomien');
	const { startsAt, endsAt } = startsIn(1);
	await owner.query('update samspil.meeting set starts_at = $2, ends_at = $3 where id = $1', [
		meeting,
		startsAt,
		endsAt
	]);
	await add('Cyklen');
	await shows(page, 'Fristen for dagsordenen er gået');
	expect(await page.locator('form[action$="addItem"] [name=title]').inputValue()).toBe('Cyklen');
	await add('Cyklen', 'Den blev stjålet i nat');
	await shows(page, 'Sat på efter fristen: Den blev stjålet i nat');
});
