/** What two people who plan the same meeting see, and the citizen’s page by itself: its weight, its ways, and on paper. */
import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { newWorld, type Someone } from '../../src/server/database/test-world.ts';
import { cookieSecret } from '../../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../../src/server/identity/session-cookie.ts';
import { TEST_SECRET } from '../../src/server/database/test-server.ts';
import { addDays, dayNow } from '../../src/values/day.ts';
import { expectAccessible } from './accessible.ts';
import { DESK, openSamspil, PHONE, picture } from './open-samspil.ts';

vi.setConfig({ testTimeout: 120_000 });

const samspil = await openSamspil();
const { owner } = samspil.database;
const today = dayNow();

/** The usual pathway, where the helper may read about meetings from today, and a plan that has begun. */
async function story() {
	const world = await newWorld(samspil.database);
	// Without an administrator the installation is new and asks to be begun.
	await world.administrator();
	const people = await world.coordinatedPathway();
	await world.consent(people.pathway, [people.shelter], ['meetings', 'housing'], {
		from: addDays(today, -1),
		until: addDays(today, 200)
	});
	await owner.query('update samspil.citizen set preferred_channel = $2 where id = $1', [
		people.citizen.citizen,
		'Sms om formiddagen'
	]);
	await world.insert('entry', {
		tenant_id: world.tenant,
		id: crypto.randomUUID(),
		pathway_id: people.pathway,
		scope_id: await world.scopeOf(people.pathway, 'housing'),
		category: 'housing',
		kind: 'plan',
		title: 'Vi ser på to lejligheder',
		body: 'Hans tager med. Du bestemmer, hvilken der er bedst.',
		starts_on: addDays(today, 3),
		author_id: people.tovholder.person,
		author_organisation_id: people.tovholder.organisation,
		author_name: people.tovholder.name,
		author_organisation_name: 'Solby Kommune'
	});
	return { world, ...people };
}

/** Somebody's own browser, signed in. */
async function browserOf(
	{ token }: Pick<Someone, 'token'>,
	how: { width: number; javaScript?: boolean }
) {
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

/** Presses a button, and waits for the page that answers. */
const press = (page: Page, name: string, nth = 0) =>
	Promise.all([
		page.waitForEvent('load'),
		page.getByRole('main').getByRole('button', { name }).nth(nth).click()
	]);

const open = (page: Page, summary: string) =>
	page.getByRole('main').locator('summary', { hasText: summary }).first().click();

const shows = async (page: Page, text: string) =>
	expect(await page.getByRole('main').textContent()).toContain(text);

test('the citizen’s page is light, carries no script and nothing of another’s', async () => {
	const { citizen, pathway } = await story();
	const other = await story();
	await owner.query(`update samspil.citizen set name = 'Birger Naboson' where id = $1`, [
		other.citizen.citizen
	]);
	const { page } = await browserOf(citizen, { width: PHONE });
	let bytes = 0;
	page.on('response', async (response) => {
		const { responseBodySize, responseHeadersSize } = await response.request().sizes();
		bytes += responseBodySize + responseHeadersSize;
	});
	await page.goto('/me', { waitUntil: 'networkidle' });
	const html = await page.content();
	expect(html.includes('<script')).toBe(false);
	expect(bytes).toBeGreaterThan(5_000);
	expect(bytes).toBeLessThan(150_000);
	for (const foreign of ['Naboson', other.pathway, other.citizen.citizen, citizen.citizen])
		expect(html.includes(foreign), foreign).toBe(false);
	const answer = await page.request.get('/me');
	expect(answer.headers()['cache-control']).toBe('no-store');
	for (const guess of [
		`/me?pathway=${other.pathway}`,
		`/me/log?pathway=${other.pathway}`,
		'/me?pathway=x'
	])
		expect((await page.request.get(guess)).status()).toBe(404);
	expect(html.includes(pathway)).toBe(true);
});

test('the citizen stops a consent in two taps, sees who looked and why, and prints everything', async () => {
	const { citizen, pathway, helper, tovholder, world } = await story();
	const { page } = await browserOf(citizen, { width: PHONE, javaScript: false });
	const theirs = await browserOf(helper, { width: DESK });
	await theirs.page.goto(`/pathways/${pathway}/meetings`);
	await shows(theirs.page, 'Møder');

	await page.goto('/me');
	await page.getByRole('link', { name: 'Hvem må læse hvad?' }).click();
	await page.waitForURL(/consents/);
	await expectAccessible(page);
	await picture(page, 'me-consents');
	await open(page, 'Stop');
	await picture(page, 'me-consents-stop');
	await press(page, 'Ja, stop nu');
	await shows(page, 'Samtykket er stoppet.');
	await expectAccessible(page);

	await page.goto('/me');
	await page.getByRole('link', { name: 'Hvem har kigget, og hvorfor?' }).click();
	await page.waitForURL(/log/);
	await shows(page, 'Hans Hjælper');
	await shows(page, 'Fordi du har sagt ja til, at');
	await shows(page, 'Dig: stoppede et samtykke');
	await expectAccessible(page);
	await picture(page, 'me-log');

	await page.goto('/me/print');
	await shows(page, 'Vi ser på to lejligheder');
	await expectAccessible(page);
	await page.emulateMedia({ media: 'print' });
	await picture(page, 'me-print');

	const companion = await world.companion(pathway, 'Sara Søster', ['housing', 'contact']);
	const sister = await browserOf(companion, { width: PHONE, javaScript: false });
	await sister.page.goto('/me');
	await shows(sister.page, 'Side for Amina Andersen');
	await shows(sister.page, 'Vi ser på to lejligheder');
	// Nothing is hers to change; she can hide the page.
	expect(await sister.page.getByRole('main').getByRole('button').allTextContents()).toEqual([
		expect.stringContaining('Skjul siden')
	]);
	for (const closed of ['/me/consents', '/me/log'])
		expect((await sister.page.request.get(closed)).status()).toBe(404);
	await picture(sister.page, 'me-companion');

	const desk = await browserOf(tovholder, { width: DESK });
	await desk.page.goto(`/pathways/${pathway}/citizen`);
	await shows(desk.page, 'Borgeren har adgang.');
	await expectAccessible(desk.page);
	expect((await desk.page.request.get('/me')).status()).toBe(404);
	await desk.page.goto(`/pathways/${pathway}/citizen/print`);
	await shows(desk.page, 'Vi ser på to lejligheder');
});

test('on a desk: a citizen without an account gets a link once; two windows meet, and neither loses its text', async () => {
	const { pathway, tovholder, citizen } = await story();
	await owner.query('update samspil.citizen set person_id = null where id = $1', [citizen.citizen]);
	const { page } = await browserOf(tovholder, { width: DESK });
	await page.goto(`/pathways/${pathway}/citizen`);
	await page.fill('#email', `${crypto.randomUUID()}@example.test`);
	await press(page, 'Lav et link');
	await shows(page, '/invitations/');
	await expectAccessible(page);
	await picture(page, 'citizen-invited');
	await page.goto(`/pathways/${pathway}/citizen`);
	await shows(page, 'venter på at blive brugt');

	await page.goto(`/pathways/${pathway}/meetings/new`);
	await page.fill('#purpose', 'Et sted at bo');
	await page.fill('#whyNow', 'Lejemålet ophører');
	await page.fill('#day', addDays(today, 5));
	await page.fill('#start', '13:00');
	await page.fill('#end', '14:00');
	await press(page, 'Gem kladden');
	await picture(page, 'meeting-draft');
	const second = await browserOf(tovholder, { width: DESK });
	await second.page.goto(page.url());
	await open(page, 'Ret det, der er planlagt');
	await page.fill('#purpose', 'Et sted at bo ved vandet');
	await press(page, 'Gem ændringen');
	await open(second.page, 'Ret det, der er planlagt');
	await second.page.fill('#purpose', 'Et sted at bo i byen');
	await press(second.page, 'Gem ændringen');
	await shows(second.page, 'Et sted at bo ved vandet');
	expect(await second.page.inputValue('#purpose')).toBe('Et sted at bo i byen');
	await expectAccessible(second.page);
	await picture(second.page, 'meeting-conflict');
	await second.page.fill('#purpose', 'Et sted at bo i byen ved vandet');
	await press(second.page, 'Gem');
	await shows(second.page, 'Et sted at bo i byen ved vandet');

	await page.goto(`/pathways/${pathway}/tasks`);
	await open(page, 'Giv en opgave');
	await page.fill('#taskTitle', 'Ring til udlejer');
	await page.selectOption('#category', 'housing');
	await page.selectOption('#responsible', {
		label: (await optionWith(page, '#responsible', 'Hans'))!
	});
	await press(page, 'Giv en opgave');
	await shows(page, 'Ring til udlejer');
	await open(page, 'Fortæl, hvordan det gik');
	await press(page, 'Gem');
	await shows(page, 'Skriv en note');
	await expectAccessible(page);
	await picture(page, 'tasks');
});

test('L-30, L-20 a citizen without an account is told by hand: the invitation is printed, and the task says who by when', async () => {
	const { pathway, tovholder, citizen, colleague } = await story();
	await owner.query('update samspil.citizen set person_id = null where id = $1', [citizen.citizen]);
	const { page } = await browserOf(tovholder, { width: PHONE, javaScript: false });
	await page.goto(`/pathways/${pathway}/meetings/new`);
	await page.fill('#purpose', 'Et sted at bo');
	await page.fill('#whyNow', 'Lejemålet ophører');
	await page.fill('#day', addDays(today, 9));
	await page.fill('#start', '13:00');
	await page.fill('#end', '14:00');
	await page.fill('#place', 'Biblioteket');
	await page.fill('#placeAgreedOn', today);
	await page.check('[name=interpreter][value=no]');
	await page.fill('#interpreterAgreedOn', today);
	await page.fill('#companionNote', 'Hendes søster er med');
	await press(page, 'Gem kladden');
	const meeting = new URL(page.url()).pathname;
	await shows(page, 'Får ingen mail');
	await shows(page, '1 på listen får ingen mail. Du får en opgave om selv at give besked.');
	await open(page, 'Sæt en deltager på');
	await page.selectOption('#who', {
		label: (await optionWith(page, '#who', 'Hans'))!
	});
	await page.fill('#reason', 'Kender boligforeningen');
	await press(page, 'Sæt en deltager på');
	await page.locator('form[action="?/addItem"] [name=title]').fill('Boligen');
	await press(page, 'Sæt et punkt på');
	await drawsNaja(pathway, tovholder.person, 'no');
	await putGuestOn(page, 'guest', 'naja');
	await shows(page, 'Borgeren har ikke sagt ja til at inddrage den person nu');
	expect(await page.inputValue('#guest')).toBe('naja');
	await naja(pathway, 'yes');
	await page.goto(meeting);
	await putGuestOn(page, (await optionWith(page, '#who', 'Naja'))!, '');
	await shows(page, 'Naja');
	// The yes is taken back while she stands on the list: nothing goes out.
	await naja(pathway, 'no');
	await page.goto(meeting);
	await shows(page, 'Borgeren har ikke sagt ja til at inddrage Naja nu');
	await picture(page, 'meeting-without-yes');
	await press(page, 'Send indkaldelsen');
	await shows(page, 'En på listen har borgeren ikke sagt ja til at inddrage nu');
	expect(await sentFrom(meeting)).toBe(0);
	await page.getByRole('button', { name: 'Fjern Naja fra listen' }).click();
	await press(page, 'Send indkaldelsen');
	expect(await sentFrom(meeting)).toBe(1);
	await expectAccessible(page);
	await picture(page, 'meeting-told-by-hand');
	// She said yes again and is on the list, and no once more: no change goes out either, and what was typed stays.
	await naja(pathway, 'yes');
	await page.goto(meeting);
	await putGuestOn(page, (await optionWith(page, '#who', 'Naja'))!, '');
	await naja(pathway, 'no');
	await page.goto(`${meeting}?change`);
	await page.fill('#place', 'Rådhuset');
	await press(page, 'Gem, og send ændringen');
	await shows(page, 'En på listen har borgeren ikke sagt ja til at inddrage nu');
	expect(await page.inputValue('#place')).toBe('Rådhuset');
	expect(await sentFrom(meeting)).toBe(1);
	await picture(page, 'meeting-change-without-yes');
	await page.goto(meeting);
	await page.getByRole('button', { name: 'Fjern Naja fra listen' }).click();

	const link = (await page
		.getByRole('link', { name: 'Se det, der blev sendt (PDF)' })
		.getAttribute('href'))!;
	const pdf = await page.request.get(link);
	expect(pdf.headers()['content-type']).toBe('application/pdf');
	for (const sent of ['00000000-0000-7000-8000-000000000000', 'x'])
		expect((await page.request.get(`${meeting}/pdf?sent=${sent}`)).status()).toBe(404);
	const stranger = await browserOf(colleague, { width: PHONE });
	expect((await stranger.page.request.get(link)).status()).toBe(404);

	await page.goto('/my-tasks');
	await shows(page, 'Giv selv besked om mødet til dem, der ikke får mail');
	await page
		.getByRole('link', { name: 'Giv selv besked om mødet til dem, der ikke får mail' })
		.click();
	await page.getByRole('link', { name: 'Se mødet, og print det, der er sendt' }).click();
	expect(new URL(page.url()).pathname).toBe(meeting);
	await page.goto(`/pathways/${pathway}/tasks`);
	await open(page, 'Fortæl, hvordan det gik');
	await page.locator('[name=note]').first().fill('Gav hende papiret i dag');
	await press(page, 'Gem');
	await page.goto('/my-tasks');
	expect(await page.getByRole('main').textContent()).not.toContain('Giv selv besked om mødet');
});

/** The label of the first option that says `text`. */
const optionWith = async (page: Page, select: string, text: string) =>
	(await page.locator(`${select} option`).allTextContents()).find((each) => each.includes(text));

/** Naja, whom the citizen has said no to involving, on the map of a pathway. */
const drawsNaja = (pathway: string, by: string, involve: string) =>
	owner.query(
		`insert into samspil.network_relation (tenant_id, id, pathway_id, side, name, relation, closeness, involve, written_by, changed_by_name)
		select p.tenant_id, gen_random_uuid(), p.id, 'private', 'Naja', 'søster', 1, $3, $2, 'x' from samspil.pathway p where p.id = $1`,
		[pathway, by, involve]
	);

/** What the citizen says of her now. */
const naja = (pathway: string, involve: 'yes' | 'no') =>
	owner.query(
		`update samspil.network_relation set involve = $2, agreed_on = case when $2 = 'yes' then $3::date end where pathway_id = $1`,
		[pathway, involve, today]
	);

async function putGuestOn(page: Page, who: string, guest: string): Promise<void> {
	await open(page, 'Sæt en deltager på');
	await page.selectOption('#who', who === 'guest' ? { value: who } : { label: who });
	await page.fill('#guest', guest);
	await page.fill('#reason', 'Kender hende godt');
	await press(page, 'Sæt en deltager på');
}

async function sentFrom(meeting: string): Promise<number> {
	const { rows } = await owner.query(
		'select count(*)::int as sent from samspil.meeting_sending where meeting_id = $1',
		[meeting.split('/').at(-1)]
	);
	return rows[0].sent;
}
