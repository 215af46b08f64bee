/** Who stands around a citizen: details that are corrected, a companion, a colleague; each on a phone without script. */
import { expect, test, vi } from 'vitest';
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

/** Somebody's own browser on a phone without script, signed in where they are somebody. */
async function as(someone?: Pick<Someone, 'token'>) {
	const { page, context } = await samspil.visit({ width: PHONE, javaScript: false });
	context.setDefaultTimeout(15_000);
	if (someone)
		await context.addCookies([
			{
				name: sessionCookie(false),
				value: encodeURIComponent(signToken(someone.token, cookieSecret(TEST_SECRET))),
				url: samspil.origin
			}
		]);
	return page;
}
type Page = Awaited<ReturnType<typeof as>>;

/** The page is one that everybody can use, and is as wide as the phone. */
async function isGood(page: Page, name: string) {
	await expectAccessible(page);
	expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(
		PHONE
	);
	await picture(page, name);
}
const says = async (page: Page, text: string) =>
	expect(await page.textContent('main')).toContain(text);

test('the tovholder corrects a number in two windows, and neither loses its text', async () => {
	const { pathway, tovholder, citizen } = await world.coordinatedPathway();
	const [first, second] = [await as(tovholder), await as(tovholder)];
	await first.goto(`/pathways/${pathway}/citizen`);
	await first.getByRole('link', { name: 'Ret navn og kontakt' }).click();
	await second.goto(first.url());
	await isGood(first, 'citizen-details');
	await first.fill('#name', '');
	await first.fill('#phone', '12 34 56 78');
	await first.getByRole('button', { name: 'Gem' }).click();
	await says(first, 'Skriv borgerens navn.');
	expect(await first.inputValue('#phone')).toBe('12 34 56 78');
	await isGood(first, 'citizen-details-problem');
	await first.fill('#name', 'Amina Andersson');
	await first.locator('input[name=isProtected][value=yes]').check();
	await first.getByRole('button', { name: 'Gem' }).click();
	await says(first, 'Oplysningerne er rettet.');

	await second.fill('#phone', '87 65 43 21');
	await second.fill('#contactLimits', 'Læg ikke besked');
	await second.getByRole('button', { name: 'Gem' }).click();
	await says(second, '12 34 56 78');
	expect(await second.inputValue('#phone')).toBe('87 65 43 21');
	await isGood(second, 'citizen-details-conflict');
	await second.getByRole('button', { name: 'Gem min' }).click();
	await second.goto(`/pathways/${pathway}`);
	// An old window takes no protection away.
	for (const text of ['87 65 43 21', 'Læg ikke besked', 'Beskyttet adresse'])
		await says(second, text);

	const phone = await as(citizen);
	await phone.goto(`/me/log?pathway=${pathway}`);
	await says(phone, 'rettede dit navn, eller hvordan du kan kontaktes');
});

test('a citizen invites a companion, who joins by the link, sees what was opened, and is let go', async () => {
	const { pathway, citizen } = await world.coordinatedPathway();
	const page = await as(citizen);
	await page.goto(`/me?pathway=${pathway}`);
	await page.getByRole('link', { name: 'Din bisidder' }).click();
	await isGood(page, 'me-companions-none');
	await page.fill('#name', 'Sara Søster');
	await page.fill('#email', `${crypto.randomUUID()}@example.test`);
	await page.getByRole('button', { name: 'Inviter' }).click();
	await says(page, 'Sæt kryds ved det, bisidderen må se.');
	expect(await page.inputValue('#name')).toBe('Sara Søster');
	await page.locator('input[name=categories][value=housing]').check();
	await page.getByRole('button', { name: 'Inviter' }).click();
	await says(page, 'Har ikke svaret endnu');
	await isGood(page, 'me-companions-invited');
	const link = await page.textContent('main code');

	const sister = await as();
	await sister.goto(link!);
	await says(sister, 'Du er inviteret som bisidder');
	await isGood(sister, 'companion-invitation');
	await sister.fill('input[type=password]', 'fire grønne heste i regn');
	await sister.getByRole('button', { name: 'Ja tak, jeg er med' }).click();
	await sister.waitForURL(/second-factor/);
	const { rows } = await owner.query(
		'select person_id as person from samspil.companion where pathway_id = $1 and ended_at is null',
		[pathway]
	);
	const strong = await as(await world.session(rows[0].person, 'Sara Søster', { hat: 'self' }));
	await strong.goto('/me');
	await says(strong, 'Du er bisidder. Du ser det, borgeren har åbnet for dig.');
	expect((await strong.request.get(`/me/companions?pathway=${pathway}`)).status()).toBe(404);

	await page.goto(`/me/companions?pathway=${pathway}`);
	await says(page, 'Kan se: Bolig');
	await page.getByText('Luk for denne bisidder').click();
	await isGood(page, 'me-companions');
	await page.getByRole('button', { name: 'Ja, luk nu' }).click();
	await says(page, 'Nu kan den bisidder ikke se noget mere.');
	expect((await strong.request.get(`/me?pathway=${pathway}`)).status()).toBe(404);
});

test('R-142 the tovholder invites for a citizen without an account, and says what was agreed', async () => {
	const { pathway, tovholder, citizen } = await world.coordinatedPathway();
	const page = await as(tovholder);
	await page.goto(`/pathways/${pathway}`);
	await page.getByRole('link', { name: 'Bisiddere' }).click();
	await says(page, 'inviterer selv sin bisidder');
	await owner.query('update samspil.citizen set person_id = null where id = $1', [citizen.citizen]);
	await page.reload();
	await page.fill('#name', 'Sara Søster');
	await page.fill('#email', `${crypto.randomUUID()}@example.test`);
	await page.locator('input[name=categories][value=meetings]').check();
	await page.getByRole('button', { name: 'Inviter' }).click();
	await says(page, 'Skriv, hvad I har aftalt.');
	await isGood(page, 'pathway-companions-problem');
	await page.fill('#agreedNote', 'Hun er med til møder');
	await page.getByRole('button', { name: 'Inviter' }).click();
	await says(page, 'Linket er klar');
	await isGood(page, 'pathway-companions');
	await page.getByRole('button', { name: 'Træk invitationen tilbage' }).click();
	await says(page, 'Invitationen er trukket tilbage.');
});

test('a partner brings a colleague, and is not left without anybody', async () => {
	const { pathway, helper, colleague } = await world.coordinatedPathway();
	const page = await as(helper);
	await page.goto(`/pathways/${pathway}`);
	await page.getByRole('link', { name: 'Kolleger på forløbet' }).click();
	await says(page, 'Den eneste fra organisationen.');
	await isGood(page, 'colleagues-alone');
	await page.fill('#find', 'kolle');
	await page.getByRole('button', { name: 'Søg' }).click();
	await page.getByRole('button', { name: 'Tag med' }).click();
	await says(page, 'Der er ikke flere i jeres organisation.');
	await isGood(page, 'colleagues');
	const other = await as(colleague);
	await other.goto(`/pathways/${pathway}`);
	await says(other, 'Har brug for en stuelejlighed');
	await page.getByText('Jeg er ikke med mere').click();
	await page.getByRole('button', { name: 'Ja, luk nu' }).first().click();
	await page.waitForURL(/\/pathways$/);
	expect((await page.request.get(`/pathways/${pathway}`)).status()).toBe(404);
	expect((await other.request.get(`/pathways/${pathway}`)).status()).toBe(200);
});
