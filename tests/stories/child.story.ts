/**
 * A child's referral found wrong: nobody is asked about a child before a professional has assessed it, and when the
 * effort turns out not to be the right one, it stops, those who must know are told, and a new assessment begins. Without JavaScript.
 */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addDays, dayNow } from '#values/day.ts';
import { newWorld } from '#server/database/test-world.ts';
import { whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

async function inspect(page: Page, name: string): Promise<void> {
	expect(await whatDoesNotFit(page)).toEqual([]);
	await expectAccessible(page);
	await picture(page, `child-${name}`);
}

test('R-213, R-240 a volunteer finds that the effort is not the right one for a child', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	await samspil.database.owner.query(
		`update samspil.citizen set birth_date = current_date - 14 * 365 where id = $1`,
		[story.citizen.citizen]
	);
	const club = await world.organisation('voluntary', 'Klubben');
	await world.worker('Kaj Klub', club, 'manager');
	await world.insert('partner', {
		tenant_id: world.tenant,
		pathway_id: story.pathway,
		organisation_id: club,
		id: randomUUID(),
		state: 'planned',
		decided_by_name: 'x',
		decided_on: '2026-01-06'
	});
	const how = { width: PHONE, javaScript: false };
	const { page: tovholder } = await samspil.visitAs(story.tovholder, how);
	const { page: volunteer } = await samspil.visitAs(story.helper, how);

	// The tovholder writes what a psychologist has found for the shelter.
	await tovholder.goto(`/pathways/${story.pathway}`);
	await tovholder.getByRole('link', { name: 'Barnet eller den unge' }).click();
	await inspect(tovholder, 'empty');
	const form = tovholder.locator('form[action="?/assess"]');
	await tovholder.getByText('Skriv en faglig vurdering').first().click();
	await form.getByLabel('Hvilken organisation?').selectOption({ index: 2 });
	await form.getByLabel('Hvad har barnet brug for?').fill('Ro til lektier');
	await form.getByLabel('Hvilken indsats er den rette?').fill('To eftermiddage om ugen');
	await form.getByLabel('Fag').fill('psykolog');
	await form.getByRole('button').click();
	await inspect(tovholder, 'name-missing');
	expect(await form.getByLabel('Hvad har barnet brug for?').inputValue()).toBe('Ro til lektier');
	await form.getByLabel('Hvem har vurderet?').fill('Ida Iversen');
	await form.getByRole('button').click();
	expect(await tovholder.getByRole('main').textContent()).toContain('Ida Iversen, psykolog');

	// The volunteer sees that the child needs more than they can give.
	await volunteer.goto(`/pathways/${story.pathway}/child`);
	expect(await volunteer.content()).not.toContain('Ida Iversen');
	await volunteer.getByText('Sig, at indsatsen ikke er den rette').first().click();
	const wrong = volunteer.locator('form[action="?/wrong"]');
	await wrong.getByLabel('Hvilken organisation?').selectOption({ index: 1 });
	await wrong.getByLabel('Den stopper').check();
	await wrong.getByLabel('Hvorfor er den ikke den rette?').fill('Behovet er større, end vi troede');
	await wrong.getByLabel('Borgeren er spurgt').check();
	await inspect(volunteer, 'wrong');
	await wrong.getByRole('button').click();
	expect((await volunteer.goto(`/pathways/${story.pathway}/child`))?.status()).toBe(404);

	// The tovholder is told, has the task, and reads why; the assessment counts no more.
	await tovholder.goto('/notices');
	expect(await tovholder.getByRole('main').textContent()).toContain('ikke den rette for et barn');
	await tovholder.goto(`/pathways/${story.pathway}`);
	expect(await tovholder.getByRole('main').textContent()).toContain('vurderet igen');
	await tovholder.goto(`/pathways/${story.pathway}/child`);
	const kept = await tovholder.getByRole('main').textContent();
	expect(kept).toContain('Behovet er større, end vi troede');
	expect(kept).toContain('Gælder ikke længere');
	await inspect(tovholder, 'stopped');
});

test('L-16 when the municipality received a notification is written once, and both its clocks stand on the page and among what one has to do', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	await samspil.database.owner.query(
		`update samspil.citizen set birth_date = current_date - 14 * 365 where id = $1`,
		[story.citizen.citizen]
	);
	const { page } = await samspil.visitAs(story.tovholder, { width: PHONE, javaScript: false });
	const here = `/pathways/${story.pathway}/child`;
	const text = async () => (await page.getByRole('main').textContent()) ?? '';
	const yesterday = addDays(dayNow(), -1);
	await page.goto(here);
	await page.getByText('Skriv, at der er lavet en underretning').first().click();
	const made = page.locator('form[action="?/notified"]');
	await made.getByLabel('Dag', { exact: true }).fill(yesterday);
	await made.getByLabel('Hvem lavede den?').fill('Skolens sundhedsplejerske');
	await made.getByLabel('Hvor blev den sendt hen?').fill('Familieafdelingen');
	await made.getByLabel('Hvilken dag fik kommunen den?').fill(yesterday);
	await made.getByRole('button').click();
	expect(await text()).toContain('Skriv også klokkeslættet, da kommunen fik den');
	expect(await made.getByLabel('Hvem lavede den?').inputValue()).toBe('Skolens sundhedsplejerske');
	await inspect(page, 'clock-without-time');
	await made.getByLabel('Hvad var klokken, da kommunen fik den?').fill('00:00');
	await made.getByRole('button').click();
	for (const words of ['Vurderer den inden 24 timer', 'Fristen er overskredet', 'Ikke sket endnu'])
		expect(await text()).toContain(words);
	await inspect(page, 'clocks-run');
	await page.goto('/my-tasks');
	for (const words of ['Kommunen vurderer en underretning', 'Kommunen kvitterer for'])
		expect(await text()).toContain(words);

	await page.goto(here);
	const clocks = page.locator('form[action="?/clocks"]');
	await page.getByText('Skriv, hvad kommunen har gjort').first().click();
	expect(await clocks.getByLabel('Hvad var klokken, da kommunen fik den?').inputValue()).toBe(
		'00:00'
	);
	await clocks.getByLabel('Hvilken dag blev den vurderet?').fill(yesterday);
	await clocks.getByLabel('Hvad var klokken, da den').fill('13:15');
	// Somebody else has written of it meanwhile: both are shown.
	await samspil.database.owner.query(
		`update samspil.outside_notification set version = 2, receipted_on = $2, changed_by_name = 'Nina' where pathway_id = $1`,
		[story.pathway, yesterday]
	);
	await clocks.getByRole('button').click();
	expect(await text()).toContain('Nina');
	await inspect(page, 'clocks-met');
	// The receipt that Nina wrote stands, though the form did not show it.
	expect(await text()).toContain('så det bliver, som det er gemt');
	await page.getByRole('button', { name: 'Gem min tekst' }).click();
	expect(await text()).toContain('Sket til tiden');
	await inspect(page, 'clocks-kept');
	await page.goto('/my-tasks');
	expect(await text()).not.toContain('underretning');
});

test('L-3, L-17 both with custody say yes for a child, which is heard, and one of them says stop', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	await samspil.database.owner.query(
		`update samspil.citizen set birth_date = current_date - 12 * 366 where id = $1`,
		[story.citizen.citizen]
	);
	const { page } = await samspil.visitAs(story.tovholder, { width: PHONE, javaScript: false });
	const here = `/pathways/${story.pathway}`;
	const text = async () => (await page.getByRole('main').textContent()) ?? '';
	const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
	const addGuardian = async (name: string) => {
		await page.goto(`${here}/child`);
		await page.getByText('Skriv en forælder eller værge ind').first().click();
		const form = page.locator('form[action="?/guardian"]');
		await form.getByLabel('Navn').fill(name);
		await form.getByLabel('Hvilken relation har de til barnet?').fill('forælder');
		await form.getByLabel('Ja, sammen med en anden').check();
		await form.getByRole('button').click();
	};
	const fillTerms = async () => {
		await page.getByLabel('Hvad skal oplysningerne bruges til?').fill('At få ro til lektier');
		await page.getByLabel('Situation').check();
		await page.locator('input[name=organisations]').first().check();
		await press('Vis teksten til borgeren');
	};
	await addGuardian('Karen');
	await page.goto(`${here}/consents/new`);
	expect(await text()).toContain('Ingen kan sige ja for barnet endnu');
	await inspect(page, 'consent-nobody');
	await fillTerms();
	expect(await text()).toContain('Er den fælles, skal begge stå der');
	await addGuardian('Mads');
	await page.goto(`${here}/consents/new`);
	await fillTerms();
	expect(await text()).toContain('Jeg har forældremyndighed over barnet');
	expect(await text()).toContain('Nogle voksne vil gerne fortælle hinanden noget om dig');
	await inspect(page, 'consent-words');
	await page.locator('input[name=interpreterUsed][value=no]').check();
	await page.getByLabel('På papir').check();
	await page.getByLabel('Karen, forælder').check();
	await press('Gem samtykket');
	await inspect(page, 'consent-one-of-two');
	expect(await text()).toContain('Alle, der har forældremyndighed, skal sige ja');
	expect(await text()).toContain('Nogle voksne vil gerne fortælle hinanden noget om dig');
	await page.getByLabel('Mads, forælder').check();
	await press('Gem samtykket');
	expect(await text()).toContain('Barnet er fyldt 10 år');
	await page.getByLabel('Hvad siger barnet selv til det?').fill('Det er i orden');
	await press('Gem samtykket');
	const consent = page.url().match(/consents\/([0-9a-f-]+)\/scans/)?.[1];
	await page.goto(`${here}/consents/${consent}`);
	for (const words of ['Karen, Mads', 'Det er i orden']) expect(await text()).toContain(words);
	await inspect(page, 'consent-kept');
	await page.goto(`${here}/consents/${consent}/print`);
	expect(await text()).toContain('Fortalt til barnet');
	await page.goto(`${here}/consents/${consent}/withdraw`);
	await press('Ja, træk det tilbage');
	expect(await text()).toContain('Vælg, hvem der siger stop');
	await page.getByLabel('Mads, forælder').check();
	await inspect(page, 'consent-stop');
	await press('Ja, træk det tilbage');
	expect(await text()).toContain('Mads sagde stop');
});

test('L-3, L-17 a child says no itself, what was typed stays, and what was taken out is let in by those with custody', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	await samspil.database.owner.query(
		`update samspil.citizen set birth_date = current_date - 14 * 365 - 100 where id = $1`,
		[story.citizen.citizen]
	);
	for (const name of ['Karen', 'Mads'])
		await world.insert('guardian', {
			tenant_id: world.tenant,
			id: randomUUID(),
			pathway_id: story.pathway,
			name,
			relation: 'forælder',
			custody: 'shared',
			written_by: story.tovholder.person,
			changed_by_name: story.tovholder.name
		});
	const how = { width: PHONE, javaScript: false };
	const { page } = await samspil.visitAs(story.tovholder, how);
	const { page: child } = await samspil.visitAs(story.citizen, how);
	const here = `/pathways/${story.pathway}`;
	const text = async () => (await page.getByRole('main').textContent()) ?? '';
	const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
	const heard = page.getByLabel('Hvad siger barnet selv til det?');

	// The last day is the one before the birthday, and both have room to sign.
	await page.goto(`${here}/consents/new`);
	expect(await text()).toContain('fylder barnet 15 år');
	await page.getByLabel('Hvad skal oplysningerne bruges til?').fill('At få ro til lektier');
	await page.getByLabel('Situation').check();
	await page.locator('input[name=organisations]').first().check();
	await press('Vis teksten til borgeren');
	const signatures = await page.locator('.signature').allTextContents();
	expect(signatures.map((each) => /Karen|Mads/.exec(each)?.[0])).toEqual(['Karen', 'Mads']);
	expect(await text()).not.toContain('Du bestemmer selv');

	// Back to the terms and forth again: what was written of the answer is there still.
	await heard.fill('Jeg vil ikke');
	await page.getByLabel('Mads, forælder').check();
	await page.getByText('De siger nej', { exact: true }).click();
	await page.getByLabel('Hvad blev der sagt?').fill('Sagt i dag');
	await press('Ret det, der siges ja til');
	await press('Vis teksten til borgeren');
	expect(await heard.inputValue()).toBe('Jeg vil ikke');
	expect(await page.getByLabel('Hvad blev der sagt?').inputValue()).toBe('Sagt i dag');
	expect(await page.getByLabel('Mads, forælder').isChecked()).toBe(true);
	await page.locator('input[name=noFrom][value=citizen]').check();
	await page.locator('input[name=interpreterUsed][value=no]').check();
	await inspect(page, 'says-no');
	await press('Skriv et nej ind');
	for (const words of ['Amina', 'Jeg vil ikke', 'Sagt i dag'])
		expect(await text()).toContain(words);
	expect(await text()).toContain('Nogle voksne vil gerne fortælle hinanden noget om dig');
	await inspect(page, 'said-no');

	// The shelter is taken out; the child may not let it in again, and one of two does not.
	await page.goto(`${here}/consents/${story.consent}/denials`);
	await page.locator('input[name=organisation]').first().check();
	await page.getByLabel('Hvorfor?').fill('Kender en af dem');
	await page.locator('form[action="?/deny"]').getByRole('button').click();
	await child.goto('/me/consents');
	expect(await child.locator('form[action="?/letIn"]').count()).toBe(0);
	await page.getByText('Giv lov igen', { exact: true }).click();
	await page.getByLabel('Karen, forælder').check();
	await page.getByLabel('hvad siger barnet selv').fill('De er enige');
	await press('Ja, giv lov igen');
	expect(await text()).toContain('Mangler én, gælder det ikke');
	expect(await page.getByLabel('Karen, forælder').isChecked()).toBe(true);
	await inspect(page, 'let-in-one-of-two');
	await page.getByLabel('Mads, forælder').check();
	await press('Ja, giv lov igen');
	expect(await text()).toContain('Lov igen fra: Karen, Mads');

	// Who said stop is chosen still where the consent was changed meanwhile.
	await page.goto(`${here}/consents/${story.consent}/withdraw`);
	await page.getByLabel('Mads, forælder').check();
	await samspil.database.owner.query(
		'update samspil.consent set version = version + 1 where id = $1',
		[story.consent]
	);
	await press('Ja, træk det tilbage');
	expect(await page.getByLabel('Mads, forælder').isChecked()).toBe(true);
	await press('Ja, træk det tilbage');
	expect(await text()).toContain('Mads sagde stop');
});

test('whoever prints a child’s page, or gives a way in to it, is asked to think of who reads along at home', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const story = await world.coordinatedPathway();
	const here = `/pathways/${story.pathway}/citizen`;
	const { page } = await samspil.visitAs(story.tovholder, { width: PHONE, javaScript: false });
	const asked = page.getByText('Tænk på, hvem der læser med derhjemme');
	await page.goto(here);
	expect(await asked.count()).toBe(0);
	await samspil.database.owner.query(
		`update samspil.citizen set birth_date = current_date - 14 * 365 where id = $1`,
		[story.citizen.citizen]
	);
	for (const each of [here, `${here}/print`]) {
		await page.goto(each);
		expect(await asked.isVisible()).toBe(true);
		await inspect(page, 'comes-home');
	}
	await page.emulateMedia({ media: 'print' });
	expect(await asked.isVisible()).toBe(false);
});

test('R-130, L-10 what a guardian says is put right, and what stood there before is read by the tovholder and the child', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	await samspil.database.owner.query(
		`update samspil.citizen set birth_date = current_date - 12 * 366 where id = $1`,
		[story.citizen.citizen]
	);
	const how = { width: PHONE, javaScript: false };
	const { page } = await samspil.visitAs(story.tovholder, how);
	const { page: child } = await samspil.visitAs(story.citizen, how);
	const { page: partner } = await samspil.visitAs(story.helper, how);
	const here = `/pathways/${story.pathway}/child`;

	await page.goto(here);
	await page.getByText('Skriv en forælder eller værge ind').first().click();
	const added = page.locator('form[action="?/guardian"]');
	await added.getByLabel('Navn').fill('Karen');
	await added.getByLabel('Hvilken relation har de til barnet?').fill('mor');
	await added.getByLabel('Ja, alene').check();
	await added.getByLabel('Hvad siger de selv?').fill('Hun sover dårligt');
	await added.getByRole('button').click();
	expect(await page.getByText('Det stod her før').count()).toBe(0);

	await page.getByText('Ret, hvad der står om Karen').first().click();
	const mended = page.locator('form', { has: page.locator('textarea') }).first();
	await mended.getByLabel('Hvad siger de selv?').fill('Hun sover godt nu');
	await mended.getByRole('button').click();

	// The summary opens by the keyboard, and without a script.
	const before = page.getByText('Det stod her før (1 rettelse)');
	await before.focus();
	await page.keyboard.press('Enter');
	expect(await page.getByText('Hun sover dårligt').isVisible()).toBe(true);
	const text = (await page.getByRole('main').textContent()) ?? '';
	expect(text).toContain('Hun sover godt nu');
	expect(text).toContain(story.tovholder.name);
	await inspect(page, 'guardian-put-right');

	// The child reads the same: on the page of what is written, and on paper.
	for (const path of ['/me/written', '/me/print']) {
		await child.goto(path);
		const read = (await child.getByRole('main').textContent()) ?? '';
		expect(read, path).toContain('Hun sover godt nu');
		expect(read, path).toMatch(/Før rettelsen stod der \([^)]*\): .*Hun sover dårligt/);
		if (path === '/me/written') await inspect(child, 'guardian-read-by-child');
	}

	// A partner reads neither.
	await partner.goto(here);
	expect(await partner.content()).not.toContain('Hun sover');
});
