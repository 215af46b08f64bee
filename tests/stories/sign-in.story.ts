/** How people come in: the first administrator, a code of an app, an invitation, a passkey, and text that is not lost. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, expect, test, vi } from 'vitest';
import { begun } from '../../src/features/framework/server/test-framework.ts';
import { newInvitationToken } from '../../src/server/identity/invitation-token.ts';
import { codeOf } from '../../src/server/identity/test-caller.ts';
import { startTestProvider } from '../../src/server/identity/test-provider.ts';
import { expectAccessible } from './accessible.ts';
import { whatDoesNotFit } from './layout.ts';
import { freePort, openSamspil, PHONE, picture } from './open-samspil.ts';

// The address is chosen first, since the provider must know it before we start.
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
const KAREN = 'karen@solby.example';

async function visit(how?: Parameters<typeof samspil.visit>[0]) {
	const visited = await samspil.visit(how);
	visited.context.setDefaultTimeout(15_000);
	return visited;
}

/** Presses a button of a form, and waits for the page that answers. */
async function press(page: Page, name: string) {
	await Promise.all([page.waitForEvent('load'), touch(page, name)]);
}

/** Presses a button whose answer is not a page at once. */
const touch = (page: Page, name: string) =>
	page.getByRole('main').getByRole('button', { name }).first().click();

async function enter(page: Page, email: string, password = PASSWORD) {
	await page.goto('/sign-in');
	await page.fill('#email', email);
	await page.fill('#password', password);
	await press(page, 'Log ind');
}

let secret = '';

test('without script: start, first administrator, app with codes, out, in again', async () => {
	const { page, complaints } = await visit({ width: PHONE, javaScript: false });
	await page.goto('/');
	expect(new URL(page.url()).pathname).toBe('/start');
	await expectAccessible(page);
	await picture(page, 'start');
	const empty = await page.request.post('/start?/begin', {
		form: {},
		headers: { accept: 'text/html', origin: samspil.origin }
	});
	expect(empty.status()).toBe(422);
	expect(await empty.text()).toContain('Skriv dit navn.');
	await page.fill('#name', 'Karen Vinter');
	await page.fill('#email', ` ${KAREN.toUpperCase()} `);
	await page.fill('#password', 'adgangskode123');
	await press(page, 'Begynd');
	expect(await page.content()).toContain('let at gætte');
	await page.fill('#password', PASSWORD);
	await press(page, 'Begynd');

	expect(new URL(page.url()).pathname).toBe('/account/second-factor');
	// Nothing of administration opens before there is a second factor, and every way there leads to adding one.
	for (const path of ['/', '/administration', '/administration/people/invite', '/notices']) {
		await page.goto(path);
		expect(new URL(page.url()).pathname).toBe('/account/second-factor');
		expect(await page.textContent('main')).toContain('En administrator inviterer folk');
		expect(await page.getByRole('main').getByRole('link', { name: 'senere' }).count()).toBe(0);
	}
	const early = await page.request.post('/administration?/create', {
		form: { id: crypto.randomUUID(), name: 'Stjålet Kommune', cvr: '' },
		headers: { accept: 'text/html', origin: samspil.origin }
	});
	expect(early.status()).toBe(401);
	expect(await early.text()).toContain('Stjålet Kommune');
	expect((await owner.query('select from samspil.organisation')).rowCount).toBe(0);
	await page.goto('/administration');
	await expectAccessible(page);
	await picture(page, 'second-factor-offered');
	await page.fill('#password', PASSWORD);
	await press(page, 'Sæt en app op');
	secret = (await page.textContent('.secret')) ?? '';
	await expectAccessible(page);
	await picture(page, 'second-factor-setup');
	await page.fill('#code', '000000');
	await press(page, 'Bekræft');
	expect(await page.content()).toContain('Koden passer ikke');
	expect(await page.textContent('.secret')).toBe(secret);
	await page.fill('#code', codeOf(secret, -1));
	await press(page, 'Bekræft');
	expect(await page.locator('.codes li').count()).toBe(10);
	await expectAccessible(page);
	await picture(page, 'backup-codes');
	await page.getByRole('link', { name: 'Jeg har gemt dem' }).click();
	await page.waitForURL('/administration');
	expect(await page.textContent('h1')).toContain('kommune');

	await page.goto('/sign-out');
	await press(page, 'Log ud');
	expect(page.url()).toContain('/sign-in?out=1');
	await expectAccessible(page);
	await picture(page, 'sign-in');

	await enter(page, KAREN, 'forkert adgangskode');
	expect(await page.content()).toContain('passer ikke');
	await picture(page, 'sign-in-refused');
	await enter(page, KAREN);
	expect(new URL(page.url()).pathname).toBe('/sign-in/second-factor');
	await expectAccessible(page);
	await picture(page, 'code');
	await page.fill('#code', '123456');
	await press(page, 'Fortsæt');
	expect(await page.content()).toContain('Koden passer ikke');
	await page.fill('#code', codeOf(secret));
	await press(page, 'Fortsæt');
	await page.goto('/account');
	expect(await page.textContent('main')).toContain(KAREN);
	await expectAccessible(page);
	await picture(page, 'account');
	expect(complaints).toEqual([]);
	const again = await page.goto('/start');
	expect(again?.status()).toBe(404);
});

test('without script: what was typed when the session had ended is sent after signing in', async () => {
	const { page } = await visit({ javaScript: false });
	await enter(page, KAREN);
	await page.fill('#code', codeOf(secret, 1));
	await press(page, 'Fortsæt');
	await page.goto('/administration');
	const name = 'Solby & <b>omegn</b> “øst” 🐎';
	await page.fill('#name', name);
	await owner.query('delete from identity.session');
	const [answer] = await Promise.all([
		page.waitForResponse((response) => response.request().method() === 'POST'),
		press(page, 'Opret')
	]);
	expect(answer.status()).toBe(401);
	expect(await page.content()).toContain('Din tekst er her endnu');
	await expectAccessible(page);
	await picture(page, 'text-kept');
	await page.fill('#email', KAREN);
	await page.fill('#password', 'forkert adgangskode');
	await press(page, 'Log ind');
	await page.fill('#password', PASSWORD);
	await press(page, 'Log ind');
	await page.fill('#code', '111111');
	await press(page, 'Fortsæt');
	await owner.query('delete from identity."rateLimit"'); // so that the same half minute serves once more
	await page.fill('#code', codeOf(secret, 1));
	await press(page, 'Fortsæt');
	expect(await page.textContent('h1')).toBe('Send det, du skrev');
	expect(await page.textContent('main')).toContain(name);
	await expectAccessible(page);
	await picture(page, 'send-again');
	const before = await owner.query('select from samspil.organisation');
	expect(before.rowCount).toBe(0);
	await press(page, 'Send igen');
	const { rows } = await owner.query('select name from samspil.organisation');
	expect(rows).toEqual([{ name }]);
});

test('without script: passwords wait on no page', async () => {
	const { page } = await visit({ javaScript: false });
	await enter(page, KAREN);
	await owner.query('delete from identity."rateLimit"');
	await page.fill('#code', codeOf(secret, 1));
	await press(page, 'Fortsæt');
	await page.goto('/account');
	await owner.query('delete from identity.session');
	await page.fill('#current', PASSWORD);
	await page.fill('#password', 'en helt anden kode');
	await press(page, 'Skift adgangskode');
	expect(await page.textContent('h1')).toBe('Log ind');
	expect(await page.content()).not.toContain('en helt anden kode');
});

test('with script: what was typed stays where it is, and one signs in beside it', async () => {
	const { leader } = await begun(samspil.database);
	const { page } = await samspil.visitAs(leader);
	await page.goto('/framework/edit/audience', { waitUntil: 'networkidle' });
	await page.getByLabel('Alder').fill('Alle over 18');
	await owner.query('delete from identity.session');
	await page.getByRole('button', { name: 'Gem', exact: true }).last().click();
	await page.waitForSelector('text=Du er blevet logget ud');
	expect(await page.getByLabel('Alder').inputValue()).toBe('Alle over 18');
	await expectAccessible(page);
	await picture(page, 'signed-out');
});

/** An invitation to a voluntary organisation; answers its link. */
async function invite(email: string, change = ''): Promise<string> {
	const { token, hash } = newInvitationToken();
	const tenant = crypto.randomUUID();
	const { rows } = await owner.query(`select id from samspil.person where email = $1`, [KAREN]);
	await owner.query(
		`insert into samspil.organisation (id, name, kind) values ($1, 'Solby Kommune', 'municipality')`,
		[tenant]
	);
	await owner.query(`insert into samspil.tenant (id) values ($1)`, [tenant]);
	await owner.query(
		`insert into samspil.tenant_organisation (tenant_id, organisation_id, joined_on) values ($1, $1, '2026-01-01')`,
		[tenant]
	);
	await owner.query(
		`insert into samspil.invitation (tenant_id, id, kind, organisation_id, email, name, function, token_hash, invited_by, expires_at)
		values ($1, gen_random_uuid(), 'member', $1, $2, 'Bo Lund', 'employee', $3, $4, now() + interval '14 days')`,
		[tenant, email, hash, rows[0].id]
	);
	if (change)
		await owner.query(`update samspil.invitation set ${change} where token_hash = $1`, [hash]);
	return `/invitations/${token}`;
}

test('without script: an invited person joins, once', async () => {
	const link = await invite('bo@solby.example');
	const { page } = await visit({ width: PHONE, javaScript: false });
	await page.goto(link);
	await expectAccessible(page);
	await picture(page, 'invitation');
	await page.fill('#password', PASSWORD);
	await press(page, 'Ja tak');
	expect(page.url()).toContain('/account/second-factor?new=1');
	await page.goto('/hats');
	expect(await page.textContent('main')).toContain('Solby Kommune');
	await expectAccessible(page);
	await picture(page, 'hats');
	const { page: other } = await visit({ javaScript: false });
	await other.goto(link);
	expect(await other.textContent('h1')).toBe('Invitationen er brugt');
	await expectAccessible(other);
	await picture(other, 'invitation-used');
});

test.each([
	['expired', `expires_at = now() - interval '1 minute'`, 'Invitationen er for gammel'],
	['withdrawn', 'revoked_at = now()', 'Invitationen er trukket tilbage']
])('an invitation that is %s says so', async (state, change, said) => {
	const link = await invite(`${state}@solby.example`, change);
	const { page } = await visit({ javaScript: false });
	await page.goto(link);
	expect(await page.textContent('h1')).toBe(said);
});

test('a guessed invitation is not there', async () => {
	const { page } = await visit({ javaScript: false });
	const answer = await page.goto(`/invitations/${'a'.repeat(43)}`);
	expect(answer?.status()).toBe(404);
});

/** The browser has a lock that opens for whoever holds it. */
async function knowsItsOwner(context: BrowserContext, page: Page): Promise<void> {
	const devtools = await context.newCDPSession(page);
	await devtools.send('WebAuthn.enable');
	await devtools.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true
		}
	});
}

test('with a passkey: added in the account, and signed in with', async () => {
	const { page, context, complaints } = await visit();
	await knowsItsOwner(context, page);
	await enter(page, 'bo@solby.example');
	await page.waitForURL('/');
	await page.goto('/account?to=/my-tasks');
	await page.fill('#passkey-name', 'min telefon');
	await touch(page, 'Tilføj en adgangsnøgle');
	await page.waitForURL(/saved=added/);
	expect(await page.textContent('main')).toContain('min telefon');
	await expectAccessible(page);
	await picture(page, 'account');
	// Whoever was on the way somewhere goes on from here.
	await page.getByRole('link', { name: 'Fortsæt' }).click();
	await page.waitForURL('/my-tasks');
	await owner.query('delete from identity.session');
	await page.goto('/sign-in?to=/account');
	await picture(page, 'sign-in');
	await touch(page, 'Log ind med adgangsnøgle');
	await page.waitForURL('/account');
	const { rows } = await owner.query('select assurance from identity.session');
	expect(rows).toEqual([{ assurance: 'multi' }]);
	expect(complaints).toEqual([]);
});

test('whoever must show more than a password can do it with the telephone itself, at once', async () => {
	const link = await invite('siv@solby.example');
	const { page, context, complaints } = await visit({ width: PHONE });
	await knowsItsOwner(context, page);
	await page.goto(link);
	await page.fill('#password', PASSWORD);
	await press(page, 'Ja tak');
	await page.goto('/account/second-factor?to=/pathways');
	await expectAccessible(page);
	expect(await whatDoesNotFit(page)).toEqual([]);
	await picture(page, 'second-factor');
	await touch(page, 'Brug denne telefon eller computer');
	await page.waitForURL(/saved=added/);
	await page.getByRole('link', { name: 'Fortsæt' }).click();
	await page.waitForURL('/pathways');
	expect(complaints).toEqual([]);
});

test('without script: through the workplace, once the address is proven', async () => {
	const { page } = await visit({ javaScript: false });
	const through = async () => {
		await page.goto('/sign-in?to=/account');
		await page.getByRole('link', { name: 'Log ind gennem din arbejdsplads' }).click();
		await page.waitForLoadState();
	};
	await through();
	// The first administrator only said what the address is; nobody has seen it proven.
	expect(await page.content()).toContain('Vi kender ingen med den mailadresse');
	await picture(page, 'provider-unknown');
	await owner.query(`update identity."user" set "emailVerified" = true where email = $1`, [KAREN]);
	await through();
	expect(new URL(page.url()).pathname).toBe('/account');
	expect(await page.textContent('main')).toContain(KAREN);
	const { rows } = await owner.query(
		`select s.assurance from identity.session s join identity."user" u on u.id = s."userId"
		where u.email = $1 order by s."createdAt" desc limit 1`,
		[KAREN]
	);
	expect(rows).toEqual([{ assurance: 'multi' }]);
});

test('an answer of the provider that nobody asked for is refused', async () => {
	const { page } = await visit({ javaScript: false });
	await page.goto('/sign-in/provider/callback?code=stolen&state=guessed');
	expect(page.url()).toContain('refused=sign-in-again');
});

test('whoever guesses on is told to wait, with 429 and a page that says so', async () => {
	const { page } = await visit({ javaScript: false });
	const guess = () =>
		page.request.post('/sign-in?/password', {
			form: { email: 'guessed@solby.example', password: 'a guess', to: '/', typed: '' },
			headers: { accept: 'text/html', origin: samspil.origin }
		});
	for (let tries = 0; tries < 10; tries += 1) expect((await guess()).status()).toBe(409);
	const answer = await guess();
	expect(answer.status()).toBe(429);
	expect(await answer.text()).toMatch(/kl\. \d\d\.\d\d/);
});
