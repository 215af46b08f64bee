/**
 * A volunteer who is worried about a child: sees whom to turn to, asks without a name whether this is something to
 * refer, and reads the answer. And who is suggested first as tovholder. On a telephone, without JavaScript.
 */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newWorld } from '#server/database/test-world.ts';
import { atBoth, whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { enter, tabTo, type } from './keyboard.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();
const how = { width: PHONE, javaScript: false };

async function inspect(page: Page, name: string): Promise<void> {
	expect(await whatDoesNotFit(page)).toEqual([]);
	await expectAccessible(page);
	await picture(page, `concerns-${name}`);
}

/** Looks at the page on the telephone, and as it would be at a desk. */
const inspectAtBoth = (page: Page, name: string) => atBoth(page, () => inspect(page, name));

async function begun() {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	return world.coordinatedPathway();
}

test('L-15, R-187, R-216 a volunteer asks in doubt, without a name, and is answered', async () => {
	const { helper, tovholder, leader, pathway } = await begun();
	const { page: volunteer } = await samspil.visitAs(helper, how);
	for (const path of ['', '/tasks', '/contacts']) {
		await volunteer.goto(`/pathways/${pathway}${path}`);
		const aside = volunteer.getByRole('complementary', { name: 'Bekymret for et barn?' });
		expect(await aside.textContent()).toContain('Jeres aftaler nævner ingen kontakt');
		expect(await aside.textContent()).toContain(leader.name);
	}
	const { page: employee } = await samspil.visitAs(tovholder, how);
	await employee.goto(`/pathways/${pathway}`);
	expect(await employee.getByRole('complementary', { name: 'Bekymret for et barn?' }).count()).toBe(
		0
	);

	await inspect(volunteer, 'contact');
	await volunteer.getByRole('link', { name: 'Spørg uden at nævne navn' }).click();
	const question = volunteer.getByLabel('Hvad er du i tvivl om?');
	await question.fill('Han er født 2.3.2012 og er ofte sulten.');
	await volunteer.getByRole('button', { name: 'Send spørgsmålet' }).click();
	await inspect(volunteer, 'tells-who');
	await question.fill('En dreng på 9 år er ofte sulten. Er det noget, vi skal henvise?');
	await volunteer.getByRole('button', { name: 'Send spørgsmålet' }).click();
	expect(await volunteer.getByText('Spørgsmålet er sendt').count()).toBe(1);
	await inspect(volunteer, 'asked');

	const { page: contact } = await samspil.visitAs(leader, how);
	await contact.goto('/notices');
	await contact.getByRole('link', { name: 'Nogen er i tvivl og har spurgt dig' }).click();
	await contact.getByLabel('Ja, henvis barnet').check();
	await contact.getByLabel('Et par ord').fill('Ring til os i morgen.');
	await inspect(contact, 'answering');
	await contact.getByRole('button', { name: 'Send svaret' }).click();

	await volunteer.goto('/concerns');
	await volunteer.getByRole('link', { name: `Dit spørgsmål til ${leader.name}` }).click();
	expect(await volunteer.getByRole('main').textContent()).toContain('Ring til os i morgen.');
	await inspect(volunteer, 'answered');
	await volunteer.getByRole('link', { name: 'Begynd en henvisning' }).click();
	expect(new URL(volunteer.url()).pathname).toBe('/pathways/new');
});

test('L-15, L-16 from any screen one comes to where the municipality is notified, and writes down that one has done so', async () => {
	const { leader, tovholder, helper, pathway } = await begun();
	const { page: leads } = await samspil.visitAs(leader, { width: PHONE, javaScript: false });
	await leads.goto('/follow-up');
	await enter(leads, 'Bekymret for et barn?');
	expect(await leads.getByRole('main').textContent()).toContain('Ring til kommunens hovednummer');
	await inspectAtBoth(leads, 'unwritten');
	await enter(leads, 'Skriv, hvor man underretter');
	await type(leads, 'Telefon', '12 34 56 78, om natten 87 65 43 21');
	await type(leads, 'Hvor skriver man?', 'https://solby.example/underret');
	await leads.getByLabel('Mandag til lørdag').check();
	await inspectAtBoth(leads, 'channel');
	await enter(leads, 'Gem');
	expect(await leads.getByRole('main').textContent()).toContain('Det er gemt.');

	// An employee, from a citizen's pathway; with the keyboard alone.
	const { page } = await samspil.visitAs(tovholder, { width: PHONE, javaScript: false });
	await page.goto(`/pathways/${pathway}`);
	await enter(page, 'Bekymret for et barn?');
	const main = () => page.getByRole('main').textContent();
	expect(await main()).toContain('12 34 56 78, om natten 87 65 43 21');
	expect(await main()).toContain('Du underretter ikke her.');
	expect(await page.getByRole('link', { name: '112' }).getAttribute('href')).toBe('tel:112');
	await tabTo(page, 'Skriv ned, at du har underrettet');
	await page.keyboard.press('Enter');
	await enter(page, 'Gem');
	expect(await main()).toContain('Vælg, hvordan du underrettede.');
	await inspectAtBoth(page, 'note-missing');
	await page.getByLabel('Jeg ringede til kommunen').check();
	await page.getByLabel(/^Hvad var klokken/).fill('00:00');
	await page.getByRole('button', { name: 'Gem', exact: true }).click();
	expect(await main()).toContain('Det er skrevet ned.');
	await inspectAtBoth(page, 'noted');
	// It is theirs alone.
	const { page: other } = await samspil.visitAs(helper, { width: PHONE, javaScript: false });
	await other.goto('/concerns');
	expect(await other.getByRole('main').textContent()).toContain('12 34 56 78');
	expect(await other.getByRole('button', { name: /^Slet/ }).count()).toBe(0);
	await page.getByRole('button', { name: /^Slet/ }).click();
	expect(await main()).toContain('Det er slettet.');
});

test('R-110 the project leader is told whom to ask first', async () => {
	const { tovholder, leader, pathway, collaboration } = await begun();
	const { page: holder } = await samspil.visitAs(tovholder, how);
	await holder.goto(`/pathways/${pathway}/tovholder`);
	await holder.getByText('Skriv, hvem der er koordinerende sagsbehandler').click();
	await holder.getByLabel('Koordinerende sagsbehandler').fill('Birgit Holm');
	await holder.getByLabel('Sagsbehandlerens arbejdsplads').fill('Jobcentret');
	await holder.getByRole('button', { name: 'Gem sagsbehandleren' }).click();
	await inspect(holder, 'caseworker');
	const { page: leads } = await samspil.visitAs(leader, how);
	await leads.goto(`/collaborations/${collaboration}/allotments/${pathway}`);
	expect(await leads.getByRole('main').textContent()).toContain('Birgit Holm, Jobcentret');
});
