/** Signed out in the middle of a sentence: whatever stands between somebody and what they wrote, no word of it is lost. */
import type { Page } from 'playwright-core';
import { hashPassword } from 'better-auth/crypto';
import { afterAll, expect, test, vi } from 'vitest';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { TEST_SECRET } from '#server/database/test-server.ts';
import { cookieSecret } from '#server/identity/cookie-secret.ts';
import { setPassword } from '#server/identity/people.ts';
import { sessionCookie, signToken } from '#server/identity/session-cookie.ts';
import { startTestProvider } from '#server/identity/test-provider.ts';
import { expectAccessible } from './accessible.ts';
import { freePort, openSamspil, PHONE, picture } from './open-samspil.ts';

const port = String(await freePort());
const provider = await startTestProvider(`http://localhost:${port}/sign-in/provider/callback`);
afterAll(() => void provider.server.close());
const samspil = await openSamspil({
	PORT: port,
	OIDC_ISSUER: provider.oidc.issuer,
	OIDC_CLIENT_ID: provider.oidc.clientId,
	OIDC_CLIENT_SECRET: provider.oidc.clientSecret
});
const { owner } = samspil.database;

vi.setConfig({ testTimeout: 90_000 });

const PASSWORD = 'fire vilde gæs på tur';
const TEXT = 'Amina vil helst have en dør, der kan låses. Vi ringer på mandag.';

/** A tovholder at the shelter who has worked at the municipality for longer, and writes a note. */
async function someoneWriting() {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	const writer = await world.worker('Wera Skriver', world.tenant);
	await world.join(writer.person, 'Wera Skriver', story.shelter, 'volunteer');
	await owner.query(
		`update samspil.membership set active_from = '2024-01-01' where person_id = $1 and organisation_id = $2`,
		[writer.person, story.shelter]
	);
	const asVolunteer = await world.session(writer.person, 'Wera Skriver', {
		hat: 'organisation',
		organisation: story.shelter
	});
	await world.handOver(story.pathway, story.tovholder, asVolunteer, { until: null });
	const { page } = await samspil.visit({ width: PHONE, javaScript: false });
	await page.context().addCookies([cookieOf(asVolunteer)]);
	await page.goto(`/pathways/${story.pathway}/entries/new`);
	await page.fill('#body', TEXT);
	await page.selectOption('#category', 'housing');
	const { rows } = await owner.query('select email from samspil.person where id = $1', [
		writer.person
	]);
	return { ...story, world, writer: asVolunteer, page, email: rows[0].email as string };
}

const cookieOf = ({ token }: Someone) => ({
	name: sessionCookie(false),
	value: encodeURIComponent(signToken(token, cookieSecret(TEST_SECRET))),
	url: samspil.origin
});

const runOut = ({ person }: Someone) =>
	owner.query(
		`update identity.session set "expiresAt" = now() - interval '1 second' where "userId" = $1`,
		[person]
	);

const press = (page: Page, name: string) =>
	Promise.all([
		page.waitForEvent('load'),
		page.getByRole('main').getByRole('button', { name, exact: true }).first().click()
	]);

const notes = async (pathway: string) =>
	(
		await owner.query(
			'select author_organisation_id as organisation from samspil.entry where pathway_id = $1 and body = $2',
			[pathway, TEXT]
		)
	).rows;

test('with several hats and a password alone: sent with the hat it was written with, once the factor is shown', async () => {
	const { writer, page, email, pathway, shelter } = await someoneWriting();
	await setPassword(owner, writer.person, await hashPassword(PASSWORD));
	await runOut(writer);
	await press(page, 'Gem på forløbet');
	expect(await page.content()).toContain('Din tekst er her endnu');
	await page.fill('#email', email);
	await page.fill('#password', PASSWORD);
	await press(page, 'Log ind');
	expect(await page.textContent('main')).toContain(TEXT);
	expect(await page.textContent('main')).toContain('Du sender det på vegne af: Værestedet');
	await expectAccessible(page);
	await picture(page, 'send-as');

	// The password alone opens no pathway: the text waits here too.
	await press(page, 'Send igen');
	expect(await page.textContent('main')).toContain(TEXT);
	expect(await page.textContent('main')).toContain('Vis en kode eller en adgangsnøgle');
	await expectAccessible(page);
	await picture(page, 'step-first');
	await owner.query(`update identity.session set assurance = 'multi' where "userId" = $1`, [
		writer.person
	]);
	await press(page, 'Send igen');
	expect(await notes(pathway)).toEqual([{ organisation: shelter }]);
});

test('a session that was ended elsewhere does not tell its hat: one chooses, and the text stays', async () => {
	const { writer, page, email, pathway, shelter } = await someoneWriting();
	await setPassword(owner, writer.person, await hashPassword(PASSWORD));
	await owner.query('delete from identity.session where "userId" = $1', [writer.person]);
	await press(page, 'Gem på forløbet');
	await page.fill('#email', email);
	await page.fill('#password', PASSWORD);
	await press(page, 'Log ind');
	await page.locator('main summary').click();
	await page
		.getByRole('main')
		.getByRole('button', { name: /Skift til Værestedet/ })
		.click();
	await page.waitForLoadState();
	expect(await page.textContent('main')).toContain('Du sender det på vegne af: Værestedet');
	await owner.query(`update identity.session set assurance = 'multi' where "userId" = $1`, [
		writer.person
	]);
	await press(page, 'Send igen');
	expect(await notes(pathway)).toEqual([{ organisation: shelter }]);
});

test('who has nothing but the workplace’s sign-in goes through it in another window', async () => {
	const { writer, page, pathway, shelter } = await someoneWriting();
	await owner.query(`update identity."user" set email = 'karen@solby.example' where id = $1`, [
		writer.person
	]);
	await runOut(writer);
	await press(page, 'Gem på forløbet');
	await press(page, 'Jeg er logget ind nu');
	expect(await page.content()).toContain('Din tekst er her endnu');
	await expectAccessible(page);
	await picture(page, 'provider-beside');
	const [beside] = await Promise.all([
		page.context().waitForEvent('page'),
		page.getByRole('link', { name: 'i et nyt vindue' }).click()
	]);
	await beside.waitForURL(/in=1/);
	expect(await beside.content()).toContain('Luk vinduet');
	await press(page, 'Jeg er logget ind nu');
	await press(page, 'Send igen');
	expect(await notes(pathway)).toEqual([{ organisation: shelter }]);
});

test('who is tovholder no more when they press is told what everybody is told, and gets their words back', async () => {
	const { world, tovholder, page, pathway } = await someoneWriting();
	const filled = await page
		.locator('main form')
		.evaluate((form) =>
			[...new FormData(form as HTMLFormElement)].map(([name, value]) => [name, String(value)])
		);
	const later = '2026-02-01T12:00:00Z';
	await owner.query(
		`with ended as (
			update samspil.tovholder set until = $2 where pathway_id = $1 and until is null returning until
		)
		insert into samspil.tovholder (tenant_id, id, pathway_id, person_id, organisation_id, person_name, organisation_name, kind, since, follows,
			reason, route, citizen_part, agreed_on, agreed_heard_by)
		select $3, gen_random_uuid(), $1, $4, $5, $6, 'Solby', 'final', until, until, 'Kender borgeren', 'direct', 'present', '2026-02-01', 'x' from ended`,
		[pathway, later, world.tenant, tovholder.person, tovholder.organisation, tovholder.name]
	);
	await press(page, 'Gem på forløbet');
	const shown = await page.textContent('main');
	expect(shown).toContain('Vi kan ikke vise siden');
	expect(shown).toContain('Det, du skrev, er ikke gemt');
	expect(shown).toContain(TEXT);
	await expectAccessible(page);
	await picture(page, 'not-there-any-more');
	expect(await notes(pathway)).toEqual([]);

	const send = (id: string, body: string, accept: string) =>
		page.request.post(`${samspil.origin}/pathways/${id}/entries/new`, {
			headers: { accept, origin: samspil.origin },
			form: { ...Object.fromEntries(filled), id: crypto.randomUUID(), body },
			maxRedirects: 0
		});
	// A pathway that never was looks no different from one that is not theirs.
	const [theirs, nobodys] = await Promise.all(
		[pathway, crypto.randomUUID()].map((id) => send(id, TEXT, 'text/html'))
	);
	expect([theirs!.status(), nobodys!.status()]).toEqual([404, 404]);
	const plain = async (answer: typeof theirs) =>
		(await answer!.text()).replaceAll(/nonce(="|-)[\w+/=]+/g, '').replaceAll(/[\da-f-]{36}/g, '');
	expect(await plain(theirs)).toBe(await plain(nobodys));
	expect(await plain(theirs)).toContain(TEXT);
	// Who wrote nothing is told nothing of it; and by script the text stays on the page it stands on.
	expect(await (await send(pathway, '', 'text/html')).text()).not.toContain('Det, du skrev');
	const byScript = await send(pathway, TEXT, 'application/json');
	expect(byScript.status()).toBe(404);
	expect(await byScript.json()).toEqual({
		type: 'failure',
		status: 404,
		data: '[{"unmet":1},"/not-there"]'
	});
});
