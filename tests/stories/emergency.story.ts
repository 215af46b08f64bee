/**
 * A night in which somebody must know what a citizen takes: the pathway is opened with the reason first, those it is about
 * are told, and it is found afterwards to have been in order. Without JavaScript, on a phone; each page is looked at as at a desk too.
 */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { atBoth, whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

/** Looks at the page on the telephone, and as it would be at a desk. */
const lookAt = (page: Page, name: string) =>
	atBoth(page, async () => {
		expect(await whatDoesNotFit(page)).toEqual([]);
		await expectAccessible(page);
		await picture(page, `emergency-${name}`);
	});

const press = (page: Page, button: string) =>
	page.getByRole('button', { name: button, exact: true }).click();
const textOf = (page: Page) => page.getByRole('main').textContent();

test('a night: opened with a reason, told, ended and reviewed', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	const { rows } = await samspil.database.owner.query(
		`select to_char(birth_date, 'YYYY-MM-DD') as day from samspil.citizen where tenant_id = $1`,
		[world.tenant]
	);
	const night = await world.worker('Nina Nattevagt', world.tenant, 'employee');
	const data = await world.worker('Dan Data', world.tenant, 'data-protection-officer');
	const how = { width: PHONE, javaScript: false };
	const browserOf = async (who: Someone) => (await samspil.visitAs(who, how)).page;
	const nina = await browserOf(night);
	const dan = await browserOf(data);
	const amina = await browserOf(story.citizen);
	const tove = await browserOf(story.tovholder);

	// The reason first: without one nothing is opened, and nothing that was typed is lost.
	await nina.goto('/pathways');
	await nina.getByRole('link', { name: 'Nødadgang til et forløb' }).click();
	await lookAt(nina, 'asked');
	await nina.getByLabel('Hvorfor er det nødvendigt lige nu?').fill('Akut');
	await nina.getByLabel('Borgerens fulde navn').fill('Amina Andersen');
	await nina.getByLabel('Fødselsdato').fill(rows[0].day);
	await nina.getByLabel('Til og med i dag').check();
	await press(nina, 'Åbn forløbet');
	await lookAt(nina, 'reason-too-short');
	expect(await nina.getByLabel('Borgerens fulde navn').inputValue()).toBe('Amina Andersen');
	expect(nina.url()).not.toContain('Amina');
	await nina
		.getByLabel('Hvorfor er det nødvendigt lige nu?')
		.fill('Fundet bevidstløs. Lægen skal vide, hvad hun får.');
	await press(nina, 'Åbn forløbet');
	expect(await textOf(nina)).toContain('Dr. Holm');
	expect(await textOf(nina)).toContain('Du læser forløbet med nødadgang');
	expect(await nina.getByRole('link', { name: 'Skriv på forløbet' }).count()).toBe(0);
	await lookAt(nina, 'pathway');
	// Whoever reads it so is no partner who reads nothing: consents are not open to them, and of bases there are none.
	await nina.goto(`/pathways/${story.pathway}/consents`);
	expect(await textOf(nina)).toContain('Intet samtykke, du kan se');
	expect(await textOf(nina)).not.toContain('I læser intet');
	await lookAt(nina, 'consents');
	await nina.goto(`/pathways/${story.pathway}/bases`);
	expect(await textOf(nina)).toContain('Du selv læser hele forløbet');
	await lookAt(nina, 'bases');

	// Those it is about read who it was and why.
	await tove.goto('/notices');
	await tove.getByText('Nogen har brugt nødadgang').first().click();
	await tove.goto(`/pathways/${story.pathway}/emergency`);
	expect(await textOf(tove)).toContain('Fundet bevidstløs');
	await lookAt(tove, 'tovholder');
	await amina.goto('/me/log');
	expect(await textOf(amina)).toContain('Fundet bevidstløs');
	expect(await textOf(amina)).toContain('åbnede dit forløb med nødadgang');
	await lookAt(amina, 'citizen');

	// It is ended, and the next request reads nothing.
	await nina.goto('/emergency');
	await lookAt(nina, 'mine');
	await press(nina, 'Afslut adgangen');
	expect((await nina.goto(`/pathways/${story.pathway}`))?.status()).toBe(404);

	// Whoever reviews reads the reason and not the pathway.
	await dan.goto('/');
	expect(await textOf(dan)).toMatch(/Vurdér en nødadgang.*Senest/s);
	await lookAt(dan, 'waits');
	await dan.goto('/emergency');
	await lookAt(dan, 'to-review');
	await dan.getByRole('link', { name: 'Vurdér' }).click();
	await dan.getByLabel('Det var ikke i orden').check();
	await press(dan, 'Gem vurderingen');
	await lookAt(dan, 'note-missing');
	await dan.getByLabel('Det var i orden', { exact: true }).check();
	await press(dan, 'Gem vurderingen');
	expect(await textOf(dan)).toContain('Vurderingen er gemt');
	expect((await dan.goto(`/pathways/${story.pathway}`))?.status()).toBe(404);
	await amina.reload();
	expect(await textOf(amina)).toContain('Det var i orden');
});
