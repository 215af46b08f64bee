/**
 * A yes with a no inside it: the citizen refuses one consent and gives another, takes one organisation out, has an entry kept
 * from all, and stops. Without JavaScript, on a phone; each page is looked at as at a desk too.
 */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { expectAccessible } from './accessible.ts';
import { atBoth } from './layout.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

/** Looks whether the page that has come is in order, on the telephone and as it would be at a desk, and keeps pictures of it. */
const lookAt = (page: Page, name: string) =>
	atBoth(page, async () => {
		await expectAccessible(page);
		const overflow = await page.evaluate(
			'document.documentElement.scrollWidth - document.documentElement.clientWidth'
		);
		expect(overflow, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0);
		await picture(page, `consents-${name}`);
	});

const press = (page: Page, button: string) =>
	page.getByRole('button', { name: button, exact: true }).click();
const textOf = async (page: Page) => (await page.getByRole('main').textContent()) ?? '';

const HOUSING = 'Har brug for en stuelejlighed';

test('a citizen says no, yes, no to one of them, no to one note, and stops', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const people = await world.coordinatedPathway();
	const { pathway } = people;
	const workshop = await world.organisation('voluntary', 'Snedkeriet');
	const carpenter = await world.worker('Tom Tømrer', workshop, 'volunteer');
	await world.partner(pathway, workshop, 'agreed', carpenter);
	await world.task(pathway, 'housing', people.tovholder, 'Hent møblerne', carpenter);
	await samspil.database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where pathway_id = $1`,
		[pathway]
	);
	const here = `/pathways/${pathway}`;
	const browserOf = async (who: Someone) =>
		(await samspil.visitAs(who, { width: PHONE, javaScript: false })).page;
	const [tovholder, helper, joiner, citizen] = [
		await browserOf(people.tovholder),
		await browserOf(people.helper),
		await browserOf(carpenter),
		await browserOf(people.citizen)
	];

	// A partner that nothing names is told so, and not what others may read or that nobody may.
	for (const [page, said] of [
		['', 'Intet samtykke, der gælder nu, nævner jer'],
		['/consents', 'I læser intet om borgeren, heller ikke navnet'],
		['/bases', 'Intet andet grundlag gælder jer']
	] as const) {
		await joiner.goto(`${here}${page}`);
		expect(await textOf(joiner)).toContain(said);
		await lookAt(joiner, `nothing-names-us${page.replace('/', '-')}`);
	}

	/** Fills in what is asked for, and shows the words. */
	const ask = async (purpose: string, categories: string[]) => {
		await tovholder.goto(`${here}/consents/new`);
		await tovholder.getByLabel('Hvad skal oplysningerne bruges til?').fill(purpose);
		for (const category of categories) await tovholder.getByLabel(category).check();
		for (const organisation of await tovholder.locator('input[name=organisations]').all())
			await organisation.check();
		await press(tovholder, 'Vis teksten til borgeren');
	};

	// A no is registered with the words that were shown; nobody reads anything by it.
	await ask('At få styr på helbredet', ['Helbred']);
	await tovholder.getByText('Skal teksten læses højt?').click();
	expect(await textOf(tovholder)).toContain('Siger du ja eller nej?');
	await tovholder.getByText('Borgeren siger nej').click();
	await tovholder.getByLabel('Hvad sagde borgeren?').fill('Det er min egen sag.');
	await lookAt(tovholder, 'words');
	await press(tovholder, 'Skriv et nej ind');
	expect(await textOf(tovholder)).toContain('Det er min egen sag.');

	// A yes, with the citizen's own hand: until then nothing is open.
	await ask('At finde et sted at bo', ['Bolig', 'Navn og kontakt']);
	await press(tovholder, 'Spørg på borgerens egen side');
	await lookAt(tovholder, 'asked');
	await helper.goto(here);
	expect(await textOf(helper)).not.toContain(HOUSING);
	// The citizen's own page says it before all else, and leads there.
	await citizen.goto('/me');
	await lookAt(citizen, 'waits');
	await citizen.getByRole('link', { name: 'Læs et samtykke, og sig ja eller nej' }).click();
	await lookAt(citizen, 'answer');
	await press(citizen, 'Ja, det siger jeg ja til');
	await citizen.goto('/me');
	expect(await textOf(citizen)).not.toContain('Venter på dit svar');
	await tovholder.goto(`${here}/consents`);
	await lookAt(tovholder, 'list');
	for (const reader of [helper, joiner]) {
		await reader.goto(here);
		expect(await textOf(reader)).toContain(HOUSING);
	}

	// The citizen takes one of the two out: it reads no more, the other does, and neither is told why.
	await citizen.goto('/me/consents');
	await citizen.getByText('Stop kun for én af dem').click();
	await citizen.getByLabel('Hvorfor?').fill('Kender en af dem privat.');
	await lookAt(citizen, 'mine');
	await citizen.getByRole('button', { name: /^Stop for Værestedet/ }).click();
	expect(await textOf(citizen)).toContain('Kan ikke læse mere: Værestedet');
	await lookAt(citizen, 'mine-narrowed');
	await helper.goto(here);
	expect(await textOf(helper)).not.toContain(HOUSING);
	await joiner.goto(here);
	expect(await textOf(joiner)).toContain(HOUSING);
	await joiner.goto(`${here}/consents`);
	expect(await textOf(joiner)).toContain('Taget ud igen: Værestedet');
	expect(await textOf(joiner)).not.toContain('privat');

	// The citizen keeps one note alone, in two taps, and shares it again.
	await citizen.goto('/me/written');
	await lookAt(citizen, 'written');
	const note = citizen.locator('.card', { hasText: HOUSING });
	await note.getByText('Del ikke det her').click();
	await note.getByRole('button', { name: 'Hold det mellem mig og min tovholder' }).click();
	await lookAt(citizen, 'kept');
	await joiner.goto(here);
	expect(await textOf(joiner)).not.toContain(HOUSING);
	await press(citizen, 'Del det igen');
	await joiner.goto(here);
	expect(await textOf(joiner)).toContain(HOUSING);

	// One note is kept from all, by the tovholder on the citizen's word.
	await tovholder.goto(here);
	await tovholder.getByRole('link', { name: 'Del ikke med alle' }).last().click();
	await press(tovholder, 'Luk for læsning');
	expect(await textOf(tovholder)).toContain('Vælg, hvem der ikke må læse det.');
	await tovholder.getByLabel('Alle andre organisationer').check();
	await tovholder.locator('textarea[name=reason]').fill('Det skal naboen ikke vide.');
	await press(tovholder, 'Luk for læsning');
	expect(await textOf(tovholder)).toContain('Det skal naboen ikke vide.');
	await lookAt(tovholder, 'entry');
	await joiner.goto(here);
	expect(await textOf(joiner)).not.toContain(HOUSING);
	await tovholder.goto(`${here}/consents`);
	expect(await textOf(tovholder)).toContain('Deles ikke med alle');

	// The tovholder sees what the citizen said, and prints it in English.
	await tovholder.getByRole('link', { name: 'Samtykke nr. 2: At finde et sted at bo' }).click();
	const consent = tovholder.url();
	await lookAt(tovholder, 'consent');
	await tovholder.goto(`${consent}/denials`);
	expect(await textOf(tovholder)).toContain('Kender en af dem privat.');
	await lookAt(tovholder, 'denials');
	await tovholder.goto(`${consent}/print?in=en`);
	expect(await textOf(tovholder)).toContain('At finde et sted at bo');
	await lookAt(tovholder, 'print');

	// The citizen stops it all in two taps, and the notice leads the tovholder to what rested on it.
	await citizen.goto('/me/consents');
	await citizen.getByText('Stop', { exact: true }).click();
	await citizen.getByRole('button', { name: /^Ja, stop nu/ }).click();
	await joiner.goto(here);
	expect(await textOf(joiner)).not.toContain('Amina');
	await tovholder.goto('/notices');
	await tovholder.getByRole('link', { name: 'Et samtykke er trukket tilbage' }).first().click();
	expect(await textOf(tovholder)).toContain('Hent møblerne');
	await lookAt(tovholder, 'rested');
}, 120_000);
