/** A steering group finds a time for its next meeting: proposed on a phone without scripts, answered by a link and on the page, and chosen. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { newWorld, type Someone } from '../../src/server/database/test-world.ts';
import { TEST_SECRET } from '../../src/server/database/test-server.ts';
import { cookieSecret } from '../../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../../src/server/identity/session-cookie.ts';
import { addDays, dayNow } from '../../src/values/day.ts';
import { expectAccessible } from './accessible.ts';
import { DESK, openSamspil, PHONE, picture } from './open-samspil.ts';

vi.setConfig({ testTimeout: 120_000 });

const samspil = await openSamspil();
const { owner } = samspil.database;

async function browserOf(who: Someone | null, how: { width: number; javaScript?: boolean }) {
	const visit = await samspil.visit(how);
	visit.context.setDefaultTimeout(15_000);
	if (who)
		await visit.context.addCookies([
			{
				name: sessionCookie(false),
				value: encodeURIComponent(signToken(who.token, cookieSecret(TEST_SECRET))),
				url: samspil.origin
			}
		]);
	return visit.page;
}
const press = (page: Page, name: string) =>
	Promise.all([
		page.waitForEvent('load'),
		page.getByRole('main').getByRole('button', { name }).first().click()
	]);
const shows = async (page: Page, text: string) =>
	expect(await page.getByRole('main').textContent()).toContain(text);

/** A steering group of three, and its next meeting, which nobody is invited to yet. */
async function planned() {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const shelter = await world.organisation('voluntary', 'Værestedet');
	const chair = await world.worker('Vera Vang', shelter, 'manager');
	const second = await world.worker('Sara Sø', shelter);
	const collaboration = await world.collaboration(leader, world.tenant, shelter);
	for (const who of [leader, chair, second]) await world.seat(collaboration, 'steering', who);
	const [series, meeting] = [randomUUID(), randomUUID()];
	await world.insert('meeting_series', {
		tenant_id: world.tenant,
		id: series,
		collaboration_id: collaboration,
		group_kind: 'steering',
		purpose: 'Vi følger op',
		frequency: 'quarterly',
		first_on: addDays(dayNow(), 14)
	});
	await world.insert('group_meeting', {
		tenant_id: world.tenant,
		id: meeting,
		series_id: series,
		planned_on: addDays(dayNow(), 14),
		starts_at: new Date(Date.now() + 14 * 24 * 60 * 60_000),
		ends_at: new Date(Date.now() + 14 * 24 * 60 * 60_000 + 60 * 60_000)
	});
	return { leader, chair, second, page: `/collaborations/${collaboration}/meetings/${meeting}` };
}

const linkTo = async ({ person }: Someone) =>
	(
		await owner.query<{ path: string }>(
			`select words ->> 'path' as path from samspil.mail where person_id = $1 and kind = 'times-proposed'`,
			[person]
		)
	).rows[0]!.path;

test('a steering group finds a time, by link and on the page, and is invited to it', async () => {
	const { leader, chair, second, page } = await planned();
	const phone = await browserOf(leader, { width: PHONE, javaScript: false });
	const [day1, day2] = [addDays(dayNow(), 20), addDays(dayNow(), 21)];
	await phone.goto(page);
	await phone.getByRole('link', { name: 'Find et tidspunkt sammen' }).click();
	await phone.waitForURL(/times$/);
	await expectAccessible(phone);
	await picture(phone, 'group-times-none');
	// what does not fit comes back with what was typed
	await phone.fill('[name=day1]', day1);
	await phone.fill('[name=start1]', '10:00');
	await phone.fill('[name=end1]', '09:00');
	await press(phone, 'Spørg deltagerne');
	expect(await phone.inputValue('[name=day1]')).toBe(day1);
	await phone.fill('[name=end1]', '11:00');
	await phone.fill('[name=day2]', day2);
	await phone.fill('[name=start2]', '13:00');
	await phone.fill('[name=end2]', '14:00');
	await press(phone, 'Spørg deltagerne');
	await shows(phone, 'Har ikke svaret: 3');

	// Vera has no session: she answers by the link in the mail, which shows the times and nothing else.
	const mailed = await browserOf(null, { width: PHONE, javaScript: false });
	await mailed.goto(await linkTo(chair));
	expect(await mailed.getByRole('main').textContent()).not.toMatch(/Vi følger op|Værestedet|Lene/);
	await mailed.getByLabel('Kan ikke', { exact: true }).first().check();
	await mailed.getByLabel('Kan', { exact: true }).last().check();
	await expectAccessible(mailed);
	await picture(mailed, 'group-times-link');
	await press(mailed, 'Gem mine svar');
	await shows(mailed, 'Tak for dit svar');

	// Sara answers where she is signed in: it waits on her front page, until she has.
	const desk = await browserOf(second, { width: DESK });
	await desk.goto('/');
	await expectAccessible(desk);
	await picture(desk, 'group-times-wait');
	await desk.getByRole('link', { name: 'Sig, hvornår du kan til 1 møde' }).click();
	await desk.waitForURL(/times$/);
	await desk.getByLabel('Kan ikke', { exact: true }).first().check();
	await desk.getByLabel('Kan, hvis det er nødvendigt', { exact: true }).last().check();
	await press(desk, 'Gem mine svar');
	await expectAccessible(desk);
	await picture(desk, 'group-times-answered');
	const front = await browserOf(second, { width: PHONE, javaScript: false });
	await front.goto('/');
	expect(await front.getByRole('link', { name: 'Sig, hvornår' }).count()).toBe(0);
	expect(await desk.getByRole('button', { name: 'Vælg dette tidspunkt' }).count()).toBe(0);

	// The one that nobody must stay away from stands first, and is chosen.
	await phone.reload();
	await shows(phone, 'Vera Vang');
	await expectAccessible(phone);
	await picture(phone, 'group-times-chosen-from');
	expect(await phone.getByRole('heading', { level: 2 }).first().textContent()).toContain('13');
	await phone.locator('form[action$="pick"] button').first().click();
	await phone.waitForURL((url) => url.pathname === page);
	await shows(phone, 'Indkaldt');
	await shows(phone, '13');
	expect(await phone.getByRole('link', { name: 'Find et tidspunkt sammen' }).count()).toBe(0);
	await mailed.goto(await linkTo(second));
	await shows(mailed, 'Linket virker ikke mere');
});
