/** One organisation that stands here twice becomes one, and a municipality keeps whom it knows in it; on a phone without script, and at a desk. */
import { randomInt, randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { isCvr } from '../../src/features/organisations/organisation.rules.ts';
import { cookieSecret } from '../../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../../src/server/identity/session-cookie.ts';
import { TEST_SECRET } from '../../src/server/database/test-server.ts';
import { newWorld, type Someone } from '../../src/server/database/test-world.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

vi.setConfig({ testTimeout: 120_000 });
const samspil = await openSamspil();
const { owner } = samspil.database;

type Device = Parameters<typeof samspil.visit>[0];
async function as(someone: Pick<Someone, 'token'>, device: Device, language = 'da') {
	const { page, context } = await samspil.visit(device);
	context.setDefaultTimeout(15_000);
	await context.addCookies([
		{
			name: sessionCookie(false),
			value: encodeURIComponent(signToken(someone.token, cookieSecret(TEST_SECRET))),
			url: samspil.origin
		},
		{ name: 'sprog', value: language, url: samspil.origin }
	]);
	return page;
}
type Page = Awaited<ReturnType<typeof as>>;

async function isGood(page: Page, name: string, width: number) {
	await expectAccessible(page);
	expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(
		width
	);
	await picture(page, name);
}
const says = async (page: Page, text: string) =>
	expect(await page.textContent('main')).toContain(text);

/** A CVR number with a right check digit. */
function anyCvr(): string {
	const cvr = String(randomInt(10_000_000, 99_999_999));
	return isCvr(cvr) ? cvr : anyCvr();
}

async function twice() {
	const world = await newWorld(samspil.database);
	const ada = await world.administrator();
	const [goes, stays] = [
		await world.organisation('voluntary', 'Kilden'),
		await world.organisation('voluntary', 'Værestedet Kilden')
	];
	// The register is one for everybody: a name and a number that no other test's organisations have.
	const name = `Natteravnene ${randomUUID().slice(0, 8)}`;
	const longName = `Foreningen ${name}`;
	await owner.query('update samspil.organisation set name = $2 where id = $1', [goes, name]);
	await owner.query('update samspil.organisation set name = $2, cvr = $3 where id = $1', [
		stays,
		longName,
		anyCvr()
	]);
	const lead = await world.worker('Lone Leder', world.tenant, 'project-leader');
	await world.worker('Poul Eriksen', goes, 'manager');
	await world.collaboration(lead, goes);
	return { world, ada, goes, stays, lead, name, longName };
}

test.each([
	['on a phone without script', { width: PHONE, javaScript: false }, 'da'],
	['at a desk, in English', { width: 1280 }, 'en']
] as const)(
	'an administrator finds two that are one, looks, and merges them: %s',
	async (_, device, language) => {
		const { ada, goes, stays, name, longName } = await twice();
		const page = await as(ada, device, language);
		const say = (da: string, en: string) => (language === 'da' ? da : en);
		const shot = `${language}-${device.width}`;
		await page.goto('/administration/organisations');
		await page
			.getByRole('link', { name: say('Står nogen her to gange?', 'Is anybody here twice?') })
			.click();
		await says(page, say('Samme navn', 'The same name'));
		await isGood(page, `duplicates-${shot}`, device.width);

		// It is said that they are two, remembered, and taken back.
		await page
			.getByRole('button', { name: say('De er ikke den samme', 'They are not the same') })
			.click();
		await says(page, say('Ingen ligner hinanden', 'None look alike'));
		await isGood(page, `duplicates-apart-${shot}`, device.width);
		await page.getByRole('button', { name: say('Spørg igen', 'Ask again') }).click();
		await page.getByRole('link', { name: say('De er den samme', 'They are the same') }).click();

		await says(page, 'Poul Eriksen');
		await says(page, 'Hjem og hverdag');
		await isGood(page, `merge-${shot}`, device.width);
		await page.fill('#reason', 'Samme formand og samme adresse.');
		await page.fill('#name', longName);
		const merge = page.getByRole('button', { name: say('Læg sammen', 'Merge') });
		await merge.click();
		// The wrong name: nothing is done, and nothing that was typed is lost.
		await says(
			page,
			say('Navnet er ikke det, der forsvinder', 'The name is not the one that goes')
		);
		expect(await page.inputValue('#reason')).toBe('Samme formand og samme adresse.');
		await isGood(page, `merge-refused-${shot}`, device.width);
		// Meanwhile somebody else changes what would move.
		await owner.query(
			`update samspil.membership set person_name = 'Poul E.' where organisation_id = $1`,
			[goes]
		);
		await page.fill('#name', name);
		await merge.click();
		await says(
			page,
			say('Noget er ændret, siden du så efter', 'Something has changed since you looked')
		);
		await says(page, 'Poul E.');
		expect(await page.inputValue('#name')).toBe(name);
		await merge.click();
		await page.waitForURL((url) => url.pathname.endsWith(stays));
		await says(page, say('De to er lagt sammen', 'The two are merged'));
		await says(page, 'Samme formand og samme adresse.');
		await isGood(page, `merged-${shot}`, device.width);

		// Old addresses lead on.
		for (const path of ['', `/merge?into=${stays}`]) {
			await page.goto(`/administration/organisations/${goes}${path}`);
			await says(page, say(`${name} hedder nu ${longName}`, `${name} is now called ${longName}`));
			expect(await page.locator('form[action="?/change"]').count()).toBe(0);
		}
		await isGood(page, `former-${shot}`, device.width);
		await page.getByRole('link', { name: say(`Gå til ${longName}`, `Go to ${longName}`) }).click();
		await page.waitForURL((url) => url.pathname.endsWith(stays));
	}
);

test('an administrator corrects kind and areas in two windows, and neither loses its text', async () => {
	const { ada, stays } = await twice();
	const [first, second] = [
		await as(ada, { width: PHONE, javaScript: false }),
		await as(ada, { width: 1280, javaScript: false })
	];
	for (const page of [first, second]) await page.goto(`/administration/organisations/${stays}`);
	await first.selectOption('#kind', 'foundation');
	await first.fill('#areas', 'Solby, Nordby, solby');
	await first.fill('#cvr', '29 18 98 47');
	await first.getByRole('button', { name: 'Gem' }).click();
	await says(first, 'CVR-nummeret passer ikke');
	expect(await first.inputValue('#areas')).toBe('Solby, Nordby, solby');
	await first.fill('#cvr', '');
	await first.getByRole('button', { name: 'Gem' }).click();
	expect(await first.inputValue('#areas')).toBe('Solby, Nordby');
	expect(await first.inputValue('#kind')).toBe('foundation');
	await second.fill('#areas', 'Hele landet');
	await second.getByRole('button', { name: 'Gem' }).click();
	await says(second, 'Solby, Nordby');
	expect(await second.inputValue('#areas')).toBe('Hele landet');
	await isGood(second, 'organisation-conflict', 1280);
});

test.each([
	['on a phone without script', { width: PHONE, javaScript: false }],
	['at a desk', { width: 1280 }]
] as const)(
	'the municipality keeps whom it knows, for its own people alone: %s',
	async (_, device) => {
		const { world, lead, stays, goes, longName } = await twice();
		const page = await as(lead, device);
		await page.goto('/collaborations');
		await page.getByRole('link', { name: 'Organisationer og kontakter' }).click();
		await isGood(page, `organisations-${device.width}`, device.width);
		await page.fill('#sought', longName.toLowerCase());
		await page.getByRole('button', { name: 'Søg' }).click();
		await page.getByRole('link', { name: longName }).click();
		await page.fill('#name-new', 'Kasper');
		await page.fill('#purpose-new', 'Nøgler til huset');
		await page.getByRole('button', { name: 'Tilføj' }).click();
		await says(page, 'Skriv en mailadresse eller et telefonnummer.');
		expect(await page.inputValue('#purpose-new')).toBe('Nøgler til huset');
		await isGood(page, `contact-problem-${device.width}`, device.width);
		await page.fill('#phone-new', '12 34 56 78');
		await page.getByRole('button', { name: 'Tilføj' }).click();
		await says(page, 'Kontakten er tilføjet.');
		await isGood(page, `contact-${device.width}`, device.width);

		// Somebody else corrects it meanwhile: both texts are shown, and mine is kept.
		const { rows } = await owner.query(
			'select id from samspil.organisation_contact where tenant_id = $1',
			[world.tenant]
		);
		const id = rows[0].id;
		await page.locator('summary', { hasText: 'Ret' }).click();
		await owner.query(
			`update samspil.organisation_contact set phone = '87 65 43 21', version = version + 1 where id = $1`,
			[id]
		);
		await page.fill(`#purpose-${id}`, 'Nøgler og alarm');
		await page.getByRole('button', { name: 'Gem' }).click();
		await says(page, '87 65 43 21');
		await isGood(page, `contact-conflict-${device.width}`, device.width);
		await page.getByRole('button', { name: 'Gem min' }).click();
		await says(page, 'Kontakten er rettet.');

		// Of the municipality: reads and does not write. Of the organisation itself, or of another: it is not there.
		const clerk = await as(await world.worker('Karl', world.tenant), device);
		await clerk.goto(`/organisations/${stays}`);
		await says(clerk, 'Nøgler og alarm');
		expect(await clerk.locator('main form').count()).toBe(0);
		const poul = await as(await world.worker('Pia', stays, 'manager'), device);
		for (const path of ['/organisations', `/organisations/${stays}`])
			expect((await poul.goto(path))?.status()).toBe(404);
		// Another municipality has the same profile, and contacts of its own.
		const nordby = await newWorld(samspil.database);
		const nanna = await as(await nordby.worker('Nanna', nordby.tenant, 'project-leader'), device);
		expect((await nanna.goto(`/organisations/${stays}`))?.status()).toBe(404);
		await nordby.insert('tenant_organisation', {
			tenant_id: nordby.tenant,
			organisation_id: stays,
			joined_on: '2026-01-01'
		});
		await nanna.goto(`/organisations/${stays}`);
		await says(nanna, longName);
		await says(nanna, 'Ingen kontakter endnu.');
		expect(await nanna.textContent('body')).not.toContain('Kasper');
		// A contact of one organisation is not one of another's.
		const posted = await page.request.post(`${samspil.origin}/organisations/${goes}?/remove`, {
			headers: { accept: 'text/html', origin: samspil.origin },
			form: { contact: id, version: '3' },
			maxRedirects: 0
		});
		expect([303, 404]).toContain(posted.status());
		expect(
			(await owner.query('select 1 from samspil.organisation_contact where id = $1', [id])).rowCount
		).toBe(1);
		await page.goto(`/organisations/${stays}`);
		await page.locator('summary', { hasText: 'Ret' }).click();
		await page.getByRole('button', { name: 'Fjern' }).click();
		await says(page, 'Kontakten er fjernet.');
	}
);
