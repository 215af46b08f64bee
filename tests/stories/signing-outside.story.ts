/** Signing an agreement at a broker of MitID, as a browser does it: there and back, and all that may go wrong on the way. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { withdrawDocument } from '../../src/features/documents/server/submit-document.ts';
import {
	complete,
	send,
	type AgreementWorld
} from '../../src/features/agreements/server/test-agreement.ts';
import type { Place } from '../../src/features/documents/server/answer-document.ts';
import { TEST_SECRET } from '../../src/server/database/test-server.ts';
import type { Someone } from '../../src/server/database/test-world.ts';
import { cookieSecret } from '../../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../../src/server/identity/session-cookie.ts';
import { startTestBroker } from '../../src/server/signing/test-broker.ts';
import { expectAccessible } from './accessible.ts';
import { freePort, openSamspil, PHONE, picture, startServer } from './open-samspil.ts';

// The address is chosen first, since the broker must know it before we start.
const port = String(await freePort());
const broker = await startTestBroker(`http://localhost:${port}/agreements/signed-outside`);
afterAll(() => void broker.server.close());
const samspil = await openSamspil({
	PORT: port,
	SIGNING_ISSUER: broker.settings.issuer,
	SIGNING_CLIENT_ID: broker.settings.clientId,
	SIGNING_CLIENT_SECRET: broker.settings.clientSecret
});
vi.setConfig({ testTimeout: 90_000 });

const OFFER = 'Skriv under med MitID';

/** An agreement that waits for the mayor and the host. */
async function waiting() {
	const { world, place } = await complete(samspil.database);
	const version = await send(world, place);
	return { world, place, version, path: `/agreements/${place.id}/versions/${version}` };
}

beforeAll(async () => {
	// A Samspil without an administrator leads everybody to its first page.
	await (await complete(samspil.database)).world.administrator();
});
beforeEach(() => {
	Object.assign(broker.mood, {
		does: 'signs',
		assurance: 'https://data.gov.dk/concept/core/nsis/Substantial',
		isForger: false
	});
	comes('Mads Peter Borg');
});

/** Who meets the broker next. Each time another: an identity signs for one person. */
let people = 0;
function comes(name: string) {
	people += 1;
	const account = `account-${people}`;
	Object.assign(broker.mood, { name, account, subject: account });
}

const as = async (who: Someone) =>
	(await samspil.visitAs(who, { width: PHONE, javaScript: false })).page;

/** The address at the broker to which the version's page sends `page`, which stays where it is. */
async function leave(page: Page, path: string): Promise<string> {
	await page.goto(path);
	const way = await page.getByRole('link', { name: OFFER }).getAttribute('href');
	const answer = await page.request.get(way!, { maxRedirects: 0 });
	expect(answer.status()).toBe(303);
	return answer.headers().location!;
}

const said = (page: Page) => page.getByRole('alert').textContent();

async function signatures(world: AgreementWorld) {
	const { rows } = await samspil.database.owner.query(
		'select method, assurance, person_name from samspil.document_signature where tenant_id = $1',
		[world.tenant]
	);
	return rows;
}

/** The page says why there is no signature, and offers to sign as before. */
async function expectRefused(page: Page, world: AgreementWorld, words: string) {
	expect(await said(page)).toContain(words);
	await page.getByRole('link', { name: OFFER }).waitFor();
	await page.getByLabel('Koden fra din app').waitFor();
	expect(await signatures(world)).toEqual([]);
	await expectAccessible(page);
}

const takeBack = (world: AgreementWorld, place: Place, version: string) =>
	world.as(world.leader).act((acting) => withdrawDocument(acting, place, version));

test('a signatory goes to MitID, signs the text with the fingerprint of the version, and comes back signed', async () => {
	const { world, version, path } = await waiting();
	const page = await as(world.mayor);
	await page.goto(path);
	await picture(page, 'agreement-sign-outside');
	await expectAccessible(page);
	await page.getByRole('link', { name: OFFER }).click();
	await page.getByText('Vi venter på de andre.').waitFor();
	const { rows } = await samspil.database.owner.query(
		"select encode(hash, 'hex') as hash from samspil.document_version where id = $1",
		[version]
	);
	expect(broker.shown()).toContain(rows[0].hash);
	expect(broker.shown()).toContain('Hjem igen');
	expect(await signatures(world)).toEqual([
		{ method: 'broker', assurance: 'substantial', person_name: world.mayor.name }
	]);
	await page.goto(path);
	await page.getByText('Med MitID, sikringsniveau Betydelig').waitFor();
	expect(await page.getByRole('link', { name: OFFER }).count()).toBe(0);
	await picture(page, 'agreement-signed-outside');
	await expectAccessible(page);
	const seen = await page.request.get(`${path}/pdf`);
	expect(seen.status()).toBe(200);

	comes('Vera Vang');
	const other = await as(world.host);
	await other.goto(`${path}?meeting`);
	await other.getByRole('link', { name: OFFER }).click();
	await other.getByText('Alle har sagt ja.').waitFor();
});

test('at a meeting the device goes on to the next', async () => {
	const { world, path } = await waiting();
	const page = await as(world.mayor);
	await page.goto(`${path}?meeting`);
	await page.getByRole('link', { name: OFFER }).click();
	await page.waitForURL(`**${path}?meeting`);
	await page.getByText('Med MitID').waitFor();
});

test.each([
	['says no', { does: 'refuses' }, 'Du skrev ikke under hos MitID'],
	['only signs in', { does: 'only-signs-in' }, 'du skrev ikke under på noget'],
	['signs another text', { does: 'signs-another-text' }, 'er ikke teksten her'],
	[
		'is not known well enough',
		{ assurance: 'https://data.gov.dk/concept/core/nsis/Low' },
		'ikke sikker nok'
	],
	['is vouched for by a forger', { isForger: true }, 'kunne ikke bruges']
] as const)('who %s there hears so, and can sign as before', async (_, mood, words) => {
	const { world, path } = await waiting();
	Object.assign(broker.mood, mood);
	const page = await as(world.mayor);
	await page.goto(path);
	await page.getByRole('link', { name: OFFER }).click();
	await page.waitForURL(`**${path}?refused=*`);
	await expectRefused(page, world, words);
	// nothing is lost: the next try counts
	Object.assign(broker.mood, {
		does: 'signs',
		assurance: 'https://data.gov.dk/concept/core/nsis/High',
		isForger: false
	});
	await page.getByRole('link', { name: OFFER }).click();
	await page.getByText('Vi venter på de andre.').waitFor();
});

test('the MitID of another person signs nothing', async () => {
	const { world, path } = await waiting();
	comes('Vera Vang');
	const page = await as(world.mayor);
	await page.goto(path);
	await page.getByRole('link', { name: OFFER }).click();
	await page.waitForURL(`**${path}?refused=*`);
	await picture(page, 'agreement-sign-outside-refused');
	await expectRefused(page, world, 'hedder noget andet end dig');
});

test('a version taken back while somebody was away is not signed', async () => {
	const { world, place, version, path } = await waiting();
	const page = await as(world.mayor);
	const away = await leave(page, path);
	await takeBack(world, place, version);
	await page.goto(away);
	expect(await said(page)).toContain('Mens du var hos MitID');
	expect(await signatures(world)).toEqual([]);
	await expectAccessible(page);
});

test('nobody is sent away with another text than the one that waits', async () => {
	const { world, path } = await waiting();
	const page = await as(world.mayor);
	await page.goto(`${path}/sign-outside?hash=${'a'.repeat(64)}`);
	await expectRefused(page, world, 'Teksten er en anden end den, du læste');
});

test('R-179 who is not to sign is not offered it, and a stranger finds nothing', async () => {
	const { world, path } = await waiting();
	const clerk = await as(world.clerk);
	await clerk.goto(path);
	expect(await clerk.getByRole('link', { name: OFFER }).count()).toBe(0);
	await clerk.goto(`${path}/sign-outside?hash=${'a'.repeat(64)}`);
	expect(await said(clerk)).toContain('ikke nævnt som underskriver');
	const stranger = await as(world.stranger);
	expect((await stranger.request.get(`${path}/sign-outside?hash=a`)).status()).toBe(404);
});

test('whoever comes back signed in as somebody else has not signed for them', async () => {
	const { world, path } = await waiting();
	const page = await as(world.mayor);
	const away = await leave(page, path);
	await beSomebodyElse(page, world.host);
	await page.goto(away);
	expect(await said(page)).toContain('er ikke den, der er logget ind nu');
	expect(await signatures(world)).toEqual([]);
	// the one who left comes back after all
	await beSomebodyElse(page, world.mayor);
	await page.goto(await leave(page, path));
	await page.getByText('Vi venter på de andre.').waitFor();
});

test('whose session ended meanwhile signs in, and the trip counts', async () => {
	const { world, path } = await waiting();
	const page = await as(world.mayor);
	const away = await leave(page, path);
	await page.context().clearCookies({ name: sessionCookie(false) });
	await page.goto(away);
	expect(new URL(page.url()).pathname).toBe('/sign-in');
	await beSomebodyElse(page, world.mayor);
	await page.goto(new URL(page.url()).searchParams.get('to')!);
	await page.getByText('Vi venter på de andre.').waitFor();
});

test('who comes back in another browser, or twice, is led on and has signed once at most', async () => {
	const { world, path } = await waiting();
	const page = await as(world.mayor);
	const away = await leave(page, path);
	const jar = await page.context().cookies();
	await page.context().clearCookies();
	await beSomebodyElse(page, world.mayor);
	await page.goto(away);
	expect(await said(page)).toContain('i en anden browser');
	await expectAccessible(page);
	expect(await signatures(world)).toEqual([]);

	await page.context().addCookies(jar);
	const [answer] = await Promise.all([
		page.waitForRequest((request) => request.url().includes('/signed-outside?')),
		page.goto(await leave(page, path))
	]);
	await page.getByText('Vi venter på de andre.').waitFor();
	await page.goto(answer.url());
	expect(await said(page)).toContain('tog for lang tid');
	expect(await signatures(world)).toHaveLength(1);
});

test('without settings nothing is offered and nothing is there; a broker that is away is told', async () => {
	const { world, path } = await waiting();
	const { url } = samspil.database;
	const [without, alone] = await Promise.all([
		startServer({ DATABASE_URL: url }),
		startServer({
			DATABASE_URL: url,
			SIGNING_ISSUER: 'http://localhost:9',
			SIGNING_CLIENT_ID: 'samspil',
			SIGNING_CLIENT_SECRET: 'not a secret'
		})
	]);
	try {
		const page = await as(world.mayor);
		const cookie = `${sessionCookie(false)}=${encodeURIComponent(signToken(world.mayor.token, cookieSecret(TEST_SECRET)))}`;
		const ask = (origin: string, at: string) =>
			fetch(origin + at, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' });
		expect(await (await ask(without.origin, path)).text()).not.toContain('MitID');
		for (const at of [`${path}/sign-outside?hash=a`, '/agreements/signed-outside?state=a'])
			expect((await ask(without.origin, at)).status).toBe(404);
		await page.goto(path);
		const way = await page.getByRole('link', { name: OFFER }).getAttribute('href');
		const answer = await ask(alone.origin, way!);
		expect(answer.headers.get('location')).toBe(`${path}?refused=signing-away`);
		await page.goto(`${path}?refused=signing-away`);
		await expectRefused(page, world, 'kan ikke få fat i MitID');
	} finally {
		await Promise.all([without.stop(), alone.stop()]);
	}
});

async function beSomebodyElse(page: Page, { token }: Someone) {
	const value = encodeURIComponent(signToken(token, cookieSecret(TEST_SECRET)));
	await page.context().addCookies([{ name: sessionCookie(false), value, url: samspil.origin }]);
}
