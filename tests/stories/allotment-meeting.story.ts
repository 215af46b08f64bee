/**
 * The project leader calls somebody who may become tovholder and the citizen together, by four people at their own
 * browsers: who is asked reads no name, and what is decided says whose yes was heard, and when. Without JavaScript.
 */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { newWorld } from '#server/database/test-world.ts';
import { dayNow } from '../../src/values/day.ts';
import { whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { DESK, openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

test('R-120 somebody is found at a meeting with the citizen', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	const next = await world.worker('Nina Ny', world.tenant);
	const how = { width: PHONE, javaScript: false };
	const { page: leader } = await samspil.visitAs(story.leader, how);
	const { page: asked } = await samspil.visitAs(next, how);
	const { page: tovholder } = await samspil.visitAs(story.tovholder, how);
	const { page: citizen } = await samspil.visitAs(story.citizen, how);
	const allotment = `/collaborations/${story.collaboration}/allotments/${story.pathway}`;

	// Whoever forgets to say who is asked loses nothing of what was typed.
	await leader.goto(allotment);
	expect(await leader.content()).not.toContain('Amina');
	await leader.getByRole('link', { name: 'Indkald til fordelingsmøde' }).click();
	await leader.getByLabel('Sted').fill('Hos naboen');
	await leader.getByLabel('Søg blandt alle medarbejdere').fill('Nina');
	await leader.getByRole('button', { name: 'Søg' }).click();
	// Looking for somebody loses nothing of what is typed.
	// Whoever is found alone is chosen, and it is said that nothing is saved.
	await leader.getByText('Fundet: 1. Vælg herunder. Intet er gemt endnu.').waitFor();
	expect(await leader.getByLabel('Nina Ny').isChecked()).toBe(true);
	await leader.getByLabel('Nina Ny').uncheck();
	expect(await leader.getByLabel('Sted').inputValue()).toBe('Hos naboen');
	await picture(leader, 'allotment-meeting-form');
	await expectAccessible(leader);
	await leader.getByLabel('Dag', { exact: true }).fill(dayNow());
	await leader.getByLabel('Begynder kl.').fill('23:58');
	await leader.getByLabel('Slutter kl.').fill('23:59');
	// Enter in a field saves, as the button does: it does not look.
	await leader.getByLabel('Sted').press('Enter');
	await expect.poll(() => leader.content()).toContain('Vælg mindst én');
	expect(await leader.getByLabel('Sted').inputValue()).toBe('Hos naboen');
	// Enter where a name was just written looks, and saves nothing.
	await leader.getByLabel('Søg blandt alle medarbejdere').fill('Ny');
	await leader.getByLabel('Søg blandt alle medarbejdere').press('Enter');
	await leader.getByText('Intet er gemt endnu').waitFor();
	expect(await leader.getByLabel('Nina Ny').isChecked()).toBe(true);
	await leader.getByRole('button', { name: 'Indkald til fordelingsmøde' }).click();
	await expect.poll(() => leader.content()).toContain('har ikke svaret');
	expect(await whatDoesNotFit(leader)).toEqual([]);
	await expectAccessible(leader);
	await picture(leader, 'allotment-meeting-called');

	// Who is asked reads when and where, and of nobody by name.
	await asked.goto('/requests');
	expect(await asked.content()).not.toContain('Amina');
	await expectAccessible(asked);
	expect(await whatDoesNotFit(asked)).toEqual([]);
	await picture(asked, 'allotment-meeting-asked');
	await asked.getByLabel('Ja, jeg kommer, og jeg vil gerne').check();
	await asked.getByRole('button', { name: 'Send svaret' }).click();
	await expect.poll(() => asked.content()).toContain('Dit svar er sendt');

	// The citizen is called too, and sees who may come.
	await citizen.goto('/me');
	expect(await citizen.getByRole('main').textContent()).toContain('Hos naboen');
	expect(await citizen.getByRole('main').textContent()).toContain('Nina Ny');
	await expectAccessible(citizen);
	// The citizen and the tovholder say whether they come, and the project leader reads it, of the citizen without a name.
	await citizen.getByRole('button', { name: 'Ja, jeg kommer' }).click();
	await expect.poll(() => citizen.content()).toContain('Du har svaret: kommer');
	await expectAccessible(citizen);
	await picture(citizen, 'allotment-meeting-citizen');
	await tovholder.goto(`/pathways/${story.pathway}/tovholder`);
	expect(await tovholder.getByRole('main').textContent()).toContain('kommer og vil gerne');
	await tovholder.getByRole('button', { name: 'Måske' }).click();
	await expect.poll(() => tovholder.content()).toContain('Du har svaret: kommer måske');
	await expectAccessible(tovholder);
	expect(await whatDoesNotFit(tovholder)).toEqual([]);
	await picture(tovholder, 'allotment-meeting-tovholder');
	await leader.goto(allotment);
	const read = await leader.getByRole('main').textContent();
	expect(read).toMatch(/Borgeren:\s+kommer/);
	expect(read).toMatch(/: kommer måske/);
	expect(read).not.toContain('Amina');
	await expectAccessible(leader);
	await picture(leader, 'allotment-meeting-comers');

	// Decided at the meeting: whose yes it was, when, and who heard it.
	await leader.goto(`${allotment}?find=Nina`);
	await leader
		.getByLabel('Tovholder', { exact: true })
		.selectOption(`${next.person} ${next.organisation}`);
	await leader.getByLabel('Hvorfor lige den person?').fill('De to fandt hinanden.');
	await leader.getByLabel('På et fordelingsmøde').check();
	await leader.getByLabel('Borgeren var med').check();
	expect(await leader.getByLabel('Hvem hørte det?').inputValue()).toBe(story.leader.name);
	await leader.getByLabel('Hvilken dag sagde personen ja?').fill(dayNow());
	await picture(leader, 'allotment-meeting-decided');
	await leader.getByRole('button', { name: 'Gem beslutningen' }).click();
	await leader.waitForURL(/allotments$/);
	await asked.goto(`/pathways/${story.pathway}/tovholder`);
	expect(await asked.getByRole('main').textContent()).toContain(`hørt af ${story.leader.name}`);
	expect(await asked.getByRole('main').textContent()).not.toContain('Indkaldt af');
});

test('R-120 for a citizen without an account the tovholder tells whether they come', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const { leader, tovholder, pathway, collaboration } = await world.coordinatedPathway();
	await samspil.database.owner.query(
		'update samspil.citizen set person_id = null where tenant_id = $1',
		[world.tenant]
	);
	await world.insert('allotment_meeting', {
		tenant_id: world.tenant,
		id: randomUUID(),
		pathway_id: pathway,
		collaboration_id: collaboration,
		starts_at: new Date(Date.now() + 86_400_000),
		ends_at: new Date(Date.now() + 90_000_000),
		place: 'Hos naboen',
		called_by: leader.person,
		called_by_name: leader.name
	});
	const { page, context } = await samspil.visitAs(tovholder, { width: DESK, javaScript: false });
	await page.goto(`/pathways/${pathway}/tovholder`);
	await expect.poll(() => page.content()).toContain('Borgeren har ikke en konto');
	await context.addCookies([{ name: 'sprog', value: 'en', url: samspil.origin }]);
	await page.reload();
	await expectAccessible(page);
	await picture(page, 'allotment-meeting-told');
	await page.locator('#citizen-comes').getByRole('button', { name: 'Is coming' }).click();
	await expect.poll(() => page.content()).toContain(`Told by ${tovholder.name}`);
	await expectAccessible(page);
	const { page: read } = await samspil.visitAs(leader, { width: PHONE, javaScript: false });
	await read.goto(`/collaborations/${collaboration}/allotments/${pathway}`);
	expect(await read.getByRole('main').textContent()).toMatch(/Borgeren:\s+kommer/);
});
