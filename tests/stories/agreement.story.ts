/** An agreement between four organisations: begun, written together, sent back by one, mended, signed by all. Most without scripts. */
import { beforeAll, expect, test, vi } from 'vitest';
import {
	letBind,
	newAgreementWorld,
	type AgreementWorld
} from '../../src/features/agreements/server/test-agreement.ts';
import { TEST_SECRET } from '../../src/server/database/test-server.ts';
import type { Someone } from '../../src/server/database/test-world.ts';
import { cookieSecret } from '../../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../../src/server/identity/session-cookie.ts';
import { DESK, expectAccessible, openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();
let world: AgreementWorld;
/** The fourth organisation, and its manager. */
let mentors: string;
let mentor: Someone;
/** The address of the agreement's page. */
let address: string;

/** A browser in which `who` is signed in. */
async function as(who: Someone, width = DESK, javaScript = false) {
	const visit = await samspil.visit({ width, javaScript });
	await visit.context.addCookies([
		{
			name: sessionCookie(false),
			value: encodeURIComponent(signToken(who.token, cookieSecret(TEST_SECRET))),
			url: samspil.origin
		}
	]);
	return visit.page;
}

/** What the organisation is called here. */
async function nameOf(organisation: string): Promise<string> {
	const { rows } = await samspil.database.owner.query(
		'select name from samspil.organisation where id = $1',
		[organisation]
	);
	return rows[0].name;
}

beforeAll(async () => {
	world = await newAgreementWorld(samspil.database);
	mentors = await world.organisation('private', 'Mentorhuset');
	mentor = await world.worker('Tarek Haddad', mentors, 'manager');
	await letBind(world, mentor);
	// A Samspil without an administrator leads everybody to its first page.
	await world.administrator();
});

test('R-002, R-001 the project leader begins a contract with four parties and picks its sections', async () => {
	const page = await as(world.leader);
	await page.goto('/agreements');
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Begynd på en aftale' }).click();
	await picture(page, 'agreement-kinds');
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Samarbejdskontrakt' }).click();
	await page.getByLabel('Hvad skal aftalen hedde?').fill('Nattens varme');
	for (const [index, party] of [world.shelter, world.homes, mentors].entries())
		await page.getByLabel(`Part ${index + 2}`).selectOption(party);
	await picture(page, 'agreement-new');
	await expectAccessible(page);
	await page.locator('main').getByRole('button', { name: 'Begynd på aftalen' }).click();
	await page.getByText('Aftalen er begyndt').waitFor();
	await picture(page, 'agreement-parties');
	await expectAccessible(page);

	await page.getByRole('link', { name: 'Til aftalen' }).click();
	address = new URL(page.url()).pathname;
	await page.getByRole('link', { name: 'Navn og afsnit' }).click();
	for (const box of await page.locator('[name=section]').all()) await box.uncheck();
	await page.getByLabel('Det, vi gør sammen').check();
	await page.getByLabel('Hvad hver part venter sig').check();
	await picture(page, 'agreement-sections');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Gem' }).click();
	await page.getByText('Gemt.').waitFor();
	await picture(page, 'agreement-overview');
	await expectAccessible(page);
});

test('R-013, R-014, R-291 each party names who leads, works and signs', async () => {
	const parties: [Someone, string, Someone, Someone][] = [
		[world.leader, world.tenant, world.leader, world.mayor],
		[world.host, world.shelter, world.host, world.host],
		[world.landlord, world.homes, world.landlord, world.landlord],
		[mentor, mentors, mentor, mentor]
	];
	for (const [by, party, lead, signs] of parties) {
		const page = await as(by, PHONE);
		await page.goto(`${address}/parties`);
		await page.locator(`[id="${party}-responsible"]`).selectOption(lead.person);
		await page.locator(`[id="${party}-executing-more"]`).selectOption(lead.person);
		await page.locator(`[id="${party}-signatory-0"]`).selectOption(signs.person);
		await page.locator(`[id="${party}-title-0"]`).fill('Leder');
		await page.getByRole('button', { name: `Gem personer hos ${await nameOf(party)}` }).click();
		await page.getByText('De, du har nævnt, har fået besked.').waitFor();
		await picture(page, 'agreement-people');
		await expectAccessible(page);
	}
});

test('they write together: each where they may, nobody over another', async () => {
	const page = await as(world.leader);
	await page.goto(`${address}/sections/activity`);
	await page.getByLabel('Aktiviteten').fill('En kaffevogn på havnen om natten.');
	await picture(page, 'agreement-section');
	await expectAccessible(page);

	const other = await as(world.host, PHONE);
	await other.goto(`${address}/sections/activity`);
	await other.getByText('Er her også nu').waitFor();
	await other.getByLabel('Aktiviteten').fill('En varmestue på hjul.');
	await other.getByRole('button', { name: 'Gem', exact: true }).last().click();
	await other.getByText('Gemt.').waitFor();

	await page.getByRole('button', { name: 'Gem', exact: true }).last().click();
	await page.getByText('har gemt et andet svar, mens du skrev').waitFor();
	await page.getByText('En varmestue på hjul.').waitFor();
	expect(await page.getByLabel('Aktiviteten').inputValue()).toBe(
		'En kaffevogn på havnen om natten.'
	);
	await picture(page, 'agreement-two-texts');
	await expectAccessible(page);
	await page
		.getByLabel('Aktiviteten')
		.fill('En kaffevogn på havnen om natten: en varmestue på hjul.');
	await page.getByRole('button', { name: 'Gem', exact: true }).last().click();
	await page.getByText('Gemt.').waitFor();
});

test('a comment is asked, answered and dealt with', async () => {
	const asking = await as(world.helper, PHONE);
	await asking.goto(`${address}/sections/activity`);
	await asking.getByText('Skriv en kommentar').click();
	await asking.getByLabel('Din kommentar').fill('Også om vinteren?');
	await asking.getByRole('button', { name: 'Send kommentar' }).click();
	await asking.getByText('Din kommentar er sendt.').waitFor();
	await expectAccessible(asking);

	const page = await as(world.leader);
	await page.goto(`${address}/sections/activity`);
	await page.getByText('Svar Hans Hjælper').click();
	await page.getByLabel('Din kommentar').first().fill('Ja, mest dér.');
	await page.getByRole('button', { name: 'Send kommentar' }).first().click();
	await page.getByText('Ja, mest dér.').waitFor();
	await picture(page, 'agreement-comments');
	await page.getByRole('button', { name: 'Det er klaret' }).click();
	await page.getByText('markeret som klaret').waitFor();
});

test('what is missing is said before it is sent', async () => {
	const page = await as(world.leader);
	await page.goto(`${address}/send`);
	await page.getByRole('heading', { name: 'Det mangler' }).waitFor();
	await picture(page, 'agreement-missing');
	await expectAccessible(page);
	await page.goto(`${address}/sections/term`);
	await page.locator('[name="review-on.text"]').fill('2099-06-01');
	await page
		.locator('[name="review-owner.text"]')
		.selectOption(`${world.leader.person}.${world.tenant}`);
	await page.getByRole('button', { name: 'Gem', exact: true }).last().click();
	await page.getByText('Gemt.').waitFor();
	await send(page);
});

async function send(page: Awaited<ReturnType<typeof as>>) {
	await page.goto(`${address}/send`);
	await page.getByText('Der mangler ikke noget.').waitFor();
	await picture(page, 'agreement-send');
	await expectAccessible(page);
	await page.locator('main').getByRole('button', { name: 'Send til underskrift' }).click();
	await page.getByText('Underskriverne har fået besked.').waitFor();
}

test('one signs, one refuses and says why: it goes back, and the signature is void', async () => {
	await sign(world.mayor);
	const page = await as(world.landlord, PHONE);
	await page.goto('/agreements');
	await page.getByText('Venter på dig').waitFor();
	await page.getByRole('link', { name: 'Nattens varme' }).click();
	await page.getByRole('link', { name: 'Læs og skriv under' }).click();
	await page.getByText('Kan I ikke sige ja til teksten?').click();
	await page.getByLabel('Hvad skal ændres, og hvorfor?').fill('Vognen må ikke larme efter kl. 22.');
	await picture(page, 'agreement-refuse');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Send tilbage' }).click();
	await page.getByText('Aftalen er sendt tilbage').waitFor();

	const leader = await as(world.leader);
	await leader.goto(address);
	await leader.getByText('Vognen må ikke larme efter kl. 22.').waitFor();
	await picture(leader, 'agreement-returned');
	await expectAccessible(leader);
	await leader.getByRole('link', { name: 'Udgaver', exact: true }).click();
	await leader.getByRole('link', { name: 'Udgave 1' }).click();
	await leader.getByText('De gælder ikke').waitFor();
	await expectAccessible(leader);
});

test('R-026 mended and sent again, it is in force when all four have signed the same text', async () => {
	const page = await as(world.leader);
	await page.goto(`${address}/sections/activity`);
	await page
		.getByLabel('Aktiviteten')
		.fill('En kaffevogn på havnen om natten: en varmestue på hjul, uden musik efter kl. 22.');
	await page.getByRole('button', { name: 'Gem', exact: true }).last().click();
	await page.getByText('Gemt.').waitFor();
	await send(page);
	for (const who of [world.mayor, world.host, world.landlord]) await sign(who);
	await page.goto(address);
	await page.getByText('Vi venter på').waitFor();
	await sign(mentor, 'Alle har sagt ja.');
	await page.goto(address);
	await page.getByText('Gælder', { exact: true }).waitFor();
	await picture(page, 'agreement-in-force');
	await expectAccessible(page);
});

/** Reads what waits and signs it, as a session that has just begun may. */
async function sign(who: Someone, then = 'Vi venter på de andre.') {
	const page = await as(who, PHONE);
	await page.goto(address);
	await page.getByRole('link', { name: 'Læs og skriv under' }).click();
	await page.getByText('En kaffevogn på havnen om natten').waitFor();
	await picture(page, 'agreement-sign');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Skriv under' }).click();
	await page.getByText(then).waitFor();
}

test('the signed agreement is sealed by itself, and whoever holds the file can see that no byte of it was changed', async () => {
	const page = await as(world.helper, PHONE);
	await page.goto(address);
	await page.getByRole('link', { name: 'Læs det, der er aftalt' }).click();
	const sealed = page.getByRole('link', { name: 'Hent den forseglede aftale (PDF)' });
	await vi.waitUntil(async () => (await page.reload()) && (await sealed.isVisible()), 30_000);
	await picture(page, 'agreement-sealed');
	const file = await page.request.get((await sealed.getAttribute('href'))!);
	const bytes = await file.body();

	const anybody = (await samspil.visit({ width: PHONE, javaScript: false })).page;
	await anybody.goto('/verify');
	await picture(anybody, 'verify');
	await expectAccessible(anybody);
	const show = async (name: string, buffer: Buffer) => {
		await anybody.getByLabel(/PDF/).setInputFiles({ name, mimeType: 'application/pdf', buffer });
		await anybody.getByRole('button', { name: 'Se efter', exact: true }).click();
		await anybody.getByRole('heading', { name }).waitFor();
	};
	await show('aftale.pdf', bytes);
	await anybody.getByText('Ja, den er ægte').waitFor();
	for (const said of ['Nattens varme', 'I kraft', 'Tarek Haddad'])
		await anybody.getByText(said).first().waitFor();
	await picture(anybody, 'verify-genuine');
	await expectAccessible(anybody);

	const turned = Buffer.from(bytes);
	turned[Math.floor(bytes.length / 3)]! ^= 1;
	await show('anden.pdf', turned);
	await anybody.getByText('Nej, filen er ændret').waitFor();
	expect(await anybody.getByText('Tarek Haddad').count()).toBe(0);
	await picture(anybody, 'verify-changed');
	await expectAccessible(anybody);

	await anybody.getByRole('button', { name: 'Se efter', exact: true }).click();
	await anybody.getByText('Vælg en fil først.').first().waitFor();
	const stranger = await as(world.stranger);
	expect((await stranger.request.get((await sealed.getAttribute('href'))!)).status()).toBe(404);
});

test('S-4 two versions are compared word by word', async () => {
	const page = await as(world.helper, PHONE);
	await page.goto(`${address}/versions`);
	await page.getByRole('button', { name: 'Vis forskellen' }).click();
	await page.locator('ins', { hasText: 'uden musik' }).waitFor();
	await picture(page, 'agreement-compared');
	await expectAccessible(page);
});

test('an edit afterwards is told as such, and what is signed stays in force', async () => {
	const page = await as(world.host);
	await page.goto(`${address}/sections/activity`);
	await page.getByLabel('Aktiviteten').fill('En kaffevogn ved stationen.');
	await page.getByRole('button', { name: 'Gem', exact: true }).last().click();
	await page.getByText('Gemt.').waitFor();
	await page.goto(address);
	await page.getByText('Ændret siden underskrift').waitFor();
	await page.getByText('Gælder', { exact: true }).waitFor();
	await picture(page, 'agreement-changed');
	await expectAccessible(page);
});

test('its text goes along as a PDF and as data, and strangers get neither', async () => {
	const page = await as(world.helper);
	await page.goto(address);
	await page.getByRole('link', { name: 'Læs det, der er aftalt' }).click();
	const version = new URL(page.url()).pathname;
	const pdf = await page.request.get(`${version}/pdf`);
	expect(pdf.headers()['content-type']).toBe('application/pdf');
	expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
	const archived = await page.request.get(`${version}/archive`);
	expect((await archived.body()).subarray(0, 5).toString()).toBe('%PDF-');
	const docx = await page.request.get(`${version}/docx`);
	expect((await docx.body()).subarray(0, 2).toString()).toBe('PK');
	const json = await page.request.get(`${version}/json`);
	expect((await json.json()).title).toBe('Nattens varme');
	const stranger = await as(world.stranger);
	for (const path of [address, version, `${version}/pdf`, `${version}/docx`, `${version}/json`])
		expect((await stranger.request.get(path)).status()).toBe(404);
});

test('R-265 an organisation sees what it has promised, overdue first, and tells how it goes', async () => {
	const agreement = address.split('/').at(-1);
	await samspil.database.owner.query(
		`insert into samspil.agreement_obligation (tenant_id, document_id, live_key, party_id, what, due_on)
		values ($1, $2, 'a', $3, 'Holde kaffevognen åben hver nat', null),
			($1, $2, 'b', $3, 'Finde en ny kaffemaskine', '2026-01-31')`,
		[world.tenant, agreement, world.shelter]
	);
	const page = await as(world.host, PHONE);
	await page.goto('/agreements');
	await page.getByRole('link', { name: 'Det, vi har lovet' }).click();
	await page.getByText('Over tiden').first().waitFor();
	await picture(page, 'promises');
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Finde en ny kaffemaskine' }).click();
	await page.getByLabel('Holdt').check();
	await page.getByRole('button', { name: 'Gem' }).click();
	await page.getByText('Skriv, hvad der viser, at løftet er holdt.').first().waitFor();
	await picture(page, 'promise-refused');
	await expectAccessible(page);
	await page.getByLabel('Note').fill('Den står i vognen.');
	await page.getByRole('button', { name: 'Gem' }).click();
	await page.getByText('De andre parter kan se det').waitFor();
	await page.goto(address);
	await page.getByText('Den står i vognen.').waitFor();
	await picture(page, 'agreement-promises');
	await expectAccessible(page);
});

test('R-199, R-005 the parties go through it together, with an outcome for each promise and a next day', async () => {
	const page = await as(world.host, PHONE);
	await page.goto(address);
	await page.getByRole('link', { name: 'Gennemgå aftalen sammen' }).click();
	for (const box of await page.locator('[name=present]').all()) await box.check();
	await page.getByLabel('Vi fortsætter').check();
	await page.getByRole('button', { name: 'Gem gennemgangen' }).click();
	await page.getByText('Skriv for hvert løfte, hvordan det står.').first().waitFor();
	await picture(page, 'agreement-review');
	await expectAccessible(page);
	await page.locator('[name=outcome]').selectOption('behind');
	await page.locator('[name=about]').fill('Vognen var til reparation i maj.');
	await page.getByLabel('Hvornår gennemgår I aftalen næste gang?').fill('2199-01-01');
	await page.locator('[name=owner]').selectOption({ index: 1 });
	await page.getByRole('button', { name: 'Gem gennemgangen' }).click();
	await page.getByText('Gennemgangen er gemt').waitFor();
	await page.goto(`${address}/review`);
	await page.getByText('Vognen var til reparation i maj.').first().waitFor();
	await picture(page, 'agreement-reviewed');
	await expectAccessible(page);
});

test('R-286 notice is given once its last day has been seen, and taken back only by all', async () => {
	const page = await as(world.host, PHONE);
	await page.goto(address);
	await page.getByRole('link', { name: 'Opsig aftalen' }).click();
	await page.getByLabel('Hvorfor siges aftalen op?').fill('Vi flytter fra havnen.');
	await page.getByRole('button', { name: 'Se, hvornår aftalen slutter' }).click();
	await page.getByText('Læs, før du giver opsigelsen').waitFor();
	await picture(page, 'agreement-end-weighed');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Giv opsigelsen' }).click();
	await page.getByText('Opsigelsen er skrevet ind').waitFor();

	const other = await as(world.mayor, PHONE);
	await other.goto(address);
	await other.getByText('Sidste dag, aftalen gælder').waitFor();
	await other.getByRole('link', { name: 'Opsig aftalen' }).click();
	await other.getByText('Vi flytter fra havnen.').waitFor();
	await other.getByRole('button', { name: 'Ja, træk opsigelsen tilbage' }).click();
	await other.getByText('Opsigelsen gælder, indtil alle').waitFor();
	await other.goto(`${address}/end`);
	await other.getByText('Der mangler et ja fra').waitFor();
	await picture(other, 'agreement-end-taking-back');
	await expectAccessible(other);
	await other.getByRole('link', { name: 'Ophæv på grund af misligholdelse' }).click();
	await picture(other, 'agreement-breach');
	await expectAccessible(other);
});

test('R-290 a party asks for its name to be taken off, and whoever keeps the material says when it is', async () => {
	const page = await as(world.host, PHONE);
	await page.goto(`${address}/removals`);
	await page.getByLabel('Hvad står jeres navn på?').fill('Skiltet på kaffevognen');
	await page.getByLabel('Hvem har materialet?').selectOption(world.tenant);
	await page.getByLabel('Parten er på vej ud').check();
	await page.getByRole('button', { name: 'Bed om det' }).click();
	await page.getByText('Bedt om.').waitFor();
	const keeper = await as(world.leader, PHONE);
	await keeper.goto(`${address}/removals`);
	await picture(keeper, 'agreement-removals');
	await expectAccessible(keeper);
	await keeper.getByRole('button', { name: 'Det er fjernet' }).click();
	await keeper.getByText('Noteret som fjernet.').waitFor();
});
