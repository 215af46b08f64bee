/**
 * A citizen needs coordination: noticed by a volunteer, given a tovholder, told in own words, helped by a partner who
 * sees what the consent covers, until the citizen says stop. Without JavaScript, on a phone and at a desk.
 */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { TEST_SECRET } from '#server/database/test-server.ts';
import { cookieSecret } from '#server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '#server/identity/session-cookie.ts';
import { DESK, expectAccessible, openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

/** Somebody's own browser, signed in, without JavaScript. */
async function browserOf({ token }: Someone, width: number): Promise<Page> {
	const { context, page } = await samspil.visit({ width, javaScript: false });
	await context.addCookies([
		{
			name: sessionCookie(false),
			value: encodeURIComponent(signToken(token, cookieSecret(TEST_SECRET))),
			url: samspil.origin
		}
	]);
	return page;
}

/** Presses, waits for the page that comes, and looks whether it is in order. */
async function press(page: Page, button: string, name?: string): Promise<void> {
	await page.getByRole('button', { name: button, exact: true }).click();
	await lookAt(page, name);
}

async function open(page: Page, path: string, name?: string): Promise<number> {
	const response = await page.goto(path);
	await lookAt(page, name);
	return response?.status() ?? 0;
}

async function lookAt(page: Page, name?: string): Promise<void> {
	// axe takes seconds a page: once for each that has a name
	if (name) await expectAccessible(page);
	const overflow = await page.evaluate(
		'document.documentElement.scrollWidth - document.documentElement.clientWidth'
	);
	expect(overflow, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0);
	if (name) await picture(page, `pathway-${name}`);
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

test.each([PHONE, DESK])(
	'a citizen is coordinated, from the first worry to the withdrawn consent (%i pixels)',
	async (width) => {
		const world = await newWorld(samspil.database);
		await world.administrator(); // without one, every page leads to the first run
		const shelter = await world.organisation('voluntary', 'Værestedet Broen');
		const clinic = await world.organisation('private', 'Klinikken ved Åen');
		const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
		const volunteer = await world.worker('Vera Frivillig', shelter, 'volunteer');
		const nurse = await world.worker('Nora Nord', clinic);
		const collaboration = await world.collaboration(leader, shelter, clinic);

		const vera = await browserOf(volunteer, width);
		const lene = await browserOf(leader, width);
		const nora = await browserOf(nurse, width);

		// Noticed: nobody holds the threads, so Vera does, and Lene is told.
		await open(vera, '/pathways', 'list-empty');
		await vera.getByRole('link', { name: 'En borger har brug for koordinering' }).click();
		await lookAt(vera, 'check');
		await vera.getByLabel('Borgerens navn').fill('Amina Ærø-Andersen');
		await vera.getByLabel('Fødselsdag').fill('1990-02-03');
		await vera.getByLabel('Hvem har du ellers spurgt?').fill('Jobcenteret');
		await press(vera, 'Undersøg', 'need');
		await vera.getByLabel('Hvad er der brug for?').fill('Står uden bolig til den første.');
		await press(vera, 'Begynd forløbet', 'need-refused');
		expect(await vera.getByRole('alert').textContent()).toContain('mindst én grund');
		expect(await vera.getByLabel('Hvad er der brug for?').inputValue()).toBe(
			'Står uden bolig til den første.'
		);
		await vera.getByLabel('Situationen er kompliceret').check();
		await press(vera, 'Begynd forløbet', 'begun');
		expect(await heading(vera)).toBe('Amina Ærø-Andersen');
		const pathway = new URL(vera.url()).pathname;
		expect(vera.url()).not.toContain('Amina');

		// The same citizen again: only whom to contact.
		await open(nora, '/pathways/new');
		await nora.getByLabel('Borgerens navn').fill('amina ærø-andersen');
		await nora.getByLabel('Fødselsdag').fill('1990-02-03');
		await press(nora, 'Undersøg', 'check-known');
		const known = await nora.getByRole('main').textContent();
		expect(known).toContain('Lene Leder');
		expect(known).not.toContain('Vera');

		// The project leader sees a number and a week, and decides.
		await open(lene, `/collaborations/${collaboration}/allotments`, 'allotments');
		expect(await lene.getByRole('main').textContent()).not.toContain('Amina');
		expect(await open(lene, pathway)).toBe(404);
		await open(lene, `/collaborations/${collaboration}/allotments`);
		await lene.getByRole('link', { name: 'Forløb nr. 1' }).click();
		await lene.getByLabel('Søg blandt alle medarbejdere').fill('vera');
		await press(lene, 'Søg', 'decide');
		await lene.getByLabel('Tovholder', { exact: true }).selectOption({ index: 1 });
		await lene.getByLabel('Hvorfor lige den person?').fill('De to ses hver uge.');
		await lene.getByLabel('På et fordelingsmøde').check();
		await lene.getByLabel('Borgeren var med').check();
		await press(lene, 'Gem beslutningen', 'decided');
		expect(await lene.getByRole('main').textContent()).toContain('Vera Frivillig');
		await open(lene, `/collaborations/${collaboration}/pool`, 'pool-empty');

		// Own words, first.
		await open(vera, `${pathway}/own-words`, 'own-words');
		await vera.getByLabel('Det, jeg gerne vil have, at der sker').check();
		await vera.getByLabel('Borgerens ord').fill('Jeg vil gerne bo et sted med en dør, der er min.');
		await press(vera, 'Gem ordene');

		// Two partners are thought of; the clinic is asked without a name.
		await open(vera, `${pathway}/partners`, 'partners-empty');
		await vera
			.getByLabel('Organisation', { exact: true })
			.selectOption({ label: (await nameOf(vera, 'Klinikken')) ?? '' });
		await vera.getByLabel('Hvorfor skal de med?').fill('Sår på fødderne.');
		await press(vera, 'Gem', 'partner');
		await vera.getByLabel('Spørgsmålet').fill('Kan I se på Aminas fødder? Amina har sår.');
		await vera.getByLabel('Nora Nord').check();
		await press(vera, 'Send spørgsmålet', 'question-refused');
		expect(await vera.getByRole('alert').textContent()).toContain('røber');
		await vera.getByLabel('Spørgsmålet').fill('Har I plads til at skifte en forbinding om ugen?');
		await press(vera, 'Send spørgsmålet', 'partners');
		await open(nora, '/requests', 'requests');
		expect(await nora.getByRole('main').textContent()).toContain('skifte en forbinding');
		expect(await open(nora, pathway)).toBe(404);
		await open(nora, '/requests');
		await nora.getByLabel('Ja, det vil vi gerne').check();
		await press(nora, 'Send svaret', 'partner-without-consent');
		expect(await heading(nora)).toBe('Forløb nr. 1');

		// What the citizen has said yes to is what Nora sees.
		await open(vera, `${pathway}/entries/new`, 'entry');
		await vera.getByLabel('Hvad handler det om?').selectOption('health');
		await vera.getByLabel('Tekst').fill('Sårene er værst på venstre fod.');
		await press(vera, 'Gem på forløbet');
		await open(vera, `${pathway}/consents/new`, 'consent-terms');
		await vera.getByLabel('Hvad skal oplysningerne bruges til?').fill('At få sårene til at hele');
		await vera.getByLabel('Helbred').check();
		await vera.getByLabel('Klinikken ved Åen').check();
		await press(vera, 'Vis teksten til borgeren', 'consent-text');
		await vera.getByLabel('På papir').check();
		await press(vera, 'Gem samtykket', 'consents');
		await open(nora, pathway, 'partner-with-consent');
		expect(await nora.getByRole('main').textContent()).toContain('venstre fod');
		expect(await nora.getByRole('main').textContent()).not.toContain('Amina');
		expect(await nora.getByRole('main').textContent()).not.toContain('en dør');
		await open(vera, pathway, 'page');
		await open(vera, '/pathways', 'list');

		// Stop: the next request sees nothing.
		await open(vera, `${pathway}/consents`);
		await vera.getByRole('link', { name: /At få sårene til at hele/ }).click();
		await lookAt(vera, 'consent');
		await vera.getByRole('link', { name: 'Træk samtykket tilbage' }).click();
		await lookAt(vera, 'withdraw');
		await press(vera, 'Ja, træk det tilbage', 'withdrawn');
		await open(nora, pathway, 'partner-after-withdrawal');
		expect(await nora.getByRole('main').textContent()).not.toContain('venstre fod');

		// Vera hands over to Nora and reads nothing more.
		await open(vera, `${pathway}/tovholder?find=nora`, 'tovholder');
		await vera.getByLabel('Tovholder', { exact: true }).selectOption({ index: 1 });
		await vera.getByLabel('Hvorfor lige den person?').fill('Nora er der hver dag.');
		await vera.getByLabel('Aftalt direkte').check();
		await vera.getByLabel('Ja, jeg har spurgt, og svaret er ja').check();
		await vera.getByLabel('Borgeren blev hørt forinden').check();
		await press(vera, 'Gem beslutningen');
		expect(await open(vera, pathway, 'not-mine')).toBe(404);
		expect(await open(nora, pathway)).toBe(200);
		expect(await heading(nora)).toBe('Amina Ærø-Andersen');
	},
	600_000
);

/** The whole label of the first organisation in the list whose name begins like this. */
const nameOf = (page: Page, beginning: string) =>
	page.getByRole('option', { name: new RegExp(`^${beginning}`) }).textContent();
