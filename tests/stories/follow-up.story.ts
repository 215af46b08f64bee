/** What a meeting leaves behind: subjects that were parked, and tasks that several people keep. */
import { expect, test, vi } from 'vitest';
import { addAgendaItem } from '../../src/features/meetings/server/keep-agenda.ts';
import { draftedMeeting, newItem } from '../../src/features/meetings/server/test-meeting.ts';
import { cookieSecret } from '../../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../../src/server/identity/session-cookie.ts';
import { TEST_SECRET } from '../../src/server/database/test-server.ts';
import { newWorld, type Someone } from '../../src/server/database/test-world.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

vi.setConfig({ testTimeout: 120_000 });
const samspil = await openSamspil();
const { owner } = samspil.database;
const world = await newWorld(samspil.database);
await world.administrator();

/** Somebody's own browser on a phone without script, signed in. */
async function as({ token }: Pick<Someone, 'token'>) {
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

test('R-167 what was parked is offered at the next meeting: taken up, dropped, or left for later', async () => {
	const { pathway, tovholder, meeting } = await draftedMeeting(world);
	for (const title of ['Nøglen til cykelrummet', 'Ferien', 'Hunden'])
		await world
			.as(tovholder)
			.act((acting) =>
				addAgendaItem(acting, pathway, meeting, newItem({ title, parked: true, minutes: 10 }))
			);
	await owner.query(
		`update samspil.meeting set state = 'closed', minutes_sent_at = now(), explained_on = '2026-05-21', explained_how = 'explained'
		where id = $1`,
		[meeting]
	);
	const page = await as(tovholder);
	await page.goto(`/pathways/${pathway}/meetings/new`);
	expect(await page.textContent('main')).toContain('Parkeret på tidligere møder');
	await expectAccessible(page);
	await picture(page, 'meeting-new-parked');
	await page.fill('#purpose', 'Næste skridt');
	await page.fill('#whyNow', 'Det, vi ikke nåede');
	await page.fill('#day', '2027-03-01');
	await page.fill('#start', '10:00');
	await page.fill('#end', '11:00');
	await page.getByRole('button', { name: 'Gem kladden' }).click();
	await expectAccessible(page);
	await picture(page, 'meeting-parked');
	await page.getByRole('button', { name: 'Sæt på dagsordenen: »Nøglen til cykelrummet«' }).click();
	await page.locator('.agenda').getByText('Nøglen til cykelrummet').waitFor();
	expect(await page.textContent('.agenda')).toContain('Fra mødet 20. maj 2026');

	await page.getByText('Tag »Ferien« af listen').click();
	await page.getByRole('button', { name: 'Tag af listen' }).first().click();
	expect(await page.textContent('main')).toContain('Skriv, hvorfor emnet tages af listen.');
	await expectAccessible(page);
	await picture(page, 'meeting-parked-drop');
	await page.getByLabel('Hvorfor skal I ikke tale om det?').first().fill('Aftalt i telefonen');
	await page.getByRole('button', { name: 'Tag af listen' }).first().click();
	expect(await page.getByText('Tag »Ferien« af listen').count()).toBe(0);
	expect(await page.getByText('Tag »Hunden« af listen').count()).toBe(1);

	await page.goto(`/pathways/${pathway}/meetings/${meeting}`);
	expect(await page.textContent('.agenda')).toContain('Taget af listen: Aftalt i telefonen');
	expect(await page.textContent('.agenda')).toContain('Taget op på mødet 1. marts 2027');
	await expectAccessible(page);
	await picture(page, 'meeting-parked-before');
});

test('two people say at once how a task went: the later one sees both, and decides', async () => {
	const { pathway, tovholder, helper, citizen } = await world.coordinatedPathway();
	await world.task(pathway, 'housing', tovholder, 'Ring til udlejer', helper);
	const [first, second] = [await as(helper), await as(tovholder)];
	for (const page of [first, second]) {
		await page.goto(`/pathways/${pathway}/tasks`);
		await page.getByText('Fortæl, hvordan det gik').click();
	}
	await first.getByRole('button', { name: 'Gem' }).click();
	await second.getByLabel('Opgivet').check();
	await second.getByLabel('Note').fill('Udlejer svarer ikke');
	await second.getByRole('button', { name: 'Gem' }).click();
	expect(await second.textContent('main')).toContain('Hans Hjælper');
	expect(await second.inputValue('#note')).toBe('Udlejer svarer ikke');
	expect(await second.inputValue('#to')).toBe('cancelled');
	await expectAccessible(second);
	await picture(second, 'task-conflict');
	await second.getByRole('button', { name: 'Gem' }).first().click();
	expect(await second.textContent('main')).toContain('Udlejer svarer ikke');
	await first.reload();
	expect(await first.textContent('main')).toContain('Opgivet');

	await world.task(pathway, 'housing', tovholder, 'Find papirerne', 'citizen');
	const phone = await as(citizen);
	await phone.goto('/me');
	await second.goto(`/pathways/${pathway}/tasks`);
	await second.getByText('Fortæl, hvordan det gik').click();
	await second.getByLabel('Opgivet').check();
	await second.getByLabel('Note').first().fill('Vi har dem allerede');
	await second.getByRole('button', { name: 'Gem' }).first().click();
	await phone.getByRole('button', { name: 'Det er gjort' }).click();
	expect(await phone.textContent('main')).toContain('Opgivet: Vi har dem allerede');
	await expectAccessible(phone);
	await picture(phone, 'me-task-conflict');
	await phone
		.getByRole('link', { name: 'Behold' })
		.or(phone.locator('a.button-secondary'))
		.first()
		.click();
	expect(await phone.textContent('main')).not.toContain('Opgivet: Vi har dem allerede');
});
