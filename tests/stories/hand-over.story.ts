/**
 * The threads of a pathway go from one to another, by three people at their own browsers: the tovholder asks without a
 * name, the receiver reads no more than the question, and a yes makes the change. Without JavaScript.
 */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { addTask } from '#features/tasks/server/add-task.ts';
import { newWorld } from '#server/database/test-world.ts';
import { addDays, dayNow } from '#values/day.ts';
import { whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

test('R-112 the threads are handed over to somebody who says yes, and a wish to take over is seen by those who answer it', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	const next = await world.worker('Nina Ny', world.tenant);
	const how = { width: PHONE, javaScript: false };
	const { page: tovholder } = await samspil.visitAs(story.tovholder, how);
	const { page: helper } = await samspil.visitAs(story.helper, how);
	const { page: receiver } = await samspil.visitAs(next, how);

	// The partner would like to hold the threads, and says in one tap that something has changed.
	await helper.goto(`/pathways/${story.pathway}`);
	await helper.getByRole('button', { name: 'Noget er ændret' }).click();
	await expect.poll(() => helper.content()).toContain('Tovholderen har fået besked.');
	expect(await whatDoesNotFit(helper)).toEqual([]);
	await expectAccessible(helper);
	await helper.goto(`/pathways/${story.pathway}/transfers`);
	await helper.getByText('Bed om at blive tovholder').click();
	await helper.getByLabel('Hvorfor vil du gerne?').fill('Vi ses hver dag.');
	await helper.getByRole('button', { name: 'Send', exact: true }).click();
	await expect.poll(() => helper.content()).toContain('venter på tovholder');

	// The tovholder sees both, and asks somebody else, at first by name.
	await tovholder.goto('/');
	expect(await tovholder.content()).toContain('1 ændring i en aftale venter på, at du ser den');
	await tovholder.goto(`/pathways/${story.pathway}/changes`);
	await tovholder.getByRole('button', { name: 'Jeg har set det' }).click();
	await tovholder.goto(`/pathways/${story.pathway}/transfers?find=Nina`);
	await picture(tovholder, 'hand-over-offer');
	await tovholder
		.getByLabel('Hvem skal spørges?')
		.selectOption(`${next.person} ${next.organisation}`);
	await tovholder.getByLabel('Hvorfor?').fill('Jeg skifter job.');
	await tovholder.getByLabel('Det læser den, der bliver spurgt').fill('Til Amina');
	await tovholder.getByLabel('Borgeren var med').check();
	await tovholder.getByRole('button', { name: 'Spørg', exact: true }).click();
	await expect.poll(() => tovholder.content()).toContain('Spørgsmålet røber');
	expect(await tovholder.getByLabel('Hvorfor?').inputValue()).toBe('Jeg skifter job.');
	await tovholder
		.getByLabel('Det læser den, der bliver spurgt')
		.fill('Vil du samle trådene for en kvinde, der skal flytte?');
	await tovholder.getByRole('button', { name: 'Spørg', exact: true }).click();
	await expect.poll(() => tovholder.content()).toContain('venter på modtager');
	expect(await whatDoesNotFit(tovholder)).toEqual([]);
	await expectAccessible(tovholder);
	await picture(tovholder, 'hand-over-asked');

	// The receiver reads the question and no name; a yes opens the pathway, and closes it to the one before.
	await receiver.goto('/requests');
	expect(await receiver.content()).not.toContain('Amina');
	await expectAccessible(receiver);
	await picture(receiver, 'hand-over-question');
	await receiver.getByLabel('Ja, det vil jeg gerne').check();
	await receiver.getByRole('button', { name: 'Send svaret' }).click();
	await expect.poll(() => receiver.url()).toContain(`/pathways/${story.pathway}`);
	expect(await receiver.content()).toContain('Amina Andersen');
	await receiver.goto(`/pathways/${story.pathway}/transfers`);
	expect(await receiver.content()).toContain('Jeg skifter job.');
	await picture(receiver, 'hand-over-history');
	const gone = await tovholder.goto(`/pathways/${story.pathway}`);
	expect(gone?.status()).toBe(404);
});

test('R-112 whoever has handed the threads over reads along: nothing they wrote is offered to be changed, nor taken when it is sent', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const { pathway, tovholder: former, helper } = await world.coordinatedPathway();
	const { page } = await samspil.visitAs(former, { width: PHONE, javaScript: false });
	const here = `/pathways/${pathway}`;
	const note = randomUUID();
	const at = {
		tenant_id: world.tenant,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'housing'),
		category: 'housing',
		author_id: former.person,
		author_organisation_id: former.organisation,
		author_name: former.name,
		author_organisation_name: 'x'
	};
	await world.insert('entry', { ...at, id: note, kind: 'note', body: 'Talte om boligen' });
	await world.insert('entry', {
		...at,
		id: randomUUID(),
		kind: 'contact',
		body: 'Ringede om ugen',
		channel: 'phone',
		contacted: 'citizen',
		reached: true,
		starts_on: '2026-05-04'
	});
	await page.goto(`${here}/entries/${note}`);
	const address = page.url();
	await page.goto(here);
	expect(await page.getByRole('link', { name: 'Ret', exact: true }).count()).toBeGreaterThan(0);
	const { page: open } = await samspil.visitAs(former, { width: PHONE, javaScript: false });
	await open.goto(address);
	// The former reads on for a year, from the moment the threads go over.
	await world.handOver(pathway, former, helper, { until: '2099-01-01' });
	for (const where of [here, `${here}/contacts`, `${here}/measures`]) {
		expect((await page.goto(where))?.status(), where).toBe(200);
		expect(await page.getByRole('link', { name: /^Ret/ }).count(), where).toBe(0);
		expect(await whatDoesNotFit(page), where).toEqual([]);
	}
	expect(await page.goto(address).then((answer) => answer?.status())).toBe(404);
	const saved = open.waitForResponse((answer) => answer.request().method() === 'POST');
	await open.getByRole('button', { name: 'Gem' }).click();
	expect((await saved).status()).toBe(404);
	// All consents are read: none is not hidden from them.
	await page.goto(`${here}/consents`);
	expect(await page.getByRole('main').textContent()).not.toContain('I læser intet');
	await picture(page, 'hand-over-reads-along');
});

test('R-112 whoever has handed over finishes what they were given to do, and is offered nothing else to write', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	const next = await world.worker('Nina Ny', world.tenant);
	const give = (title: string, person: string) =>
		world.as(story.tovholder).act((acting) =>
			addTask(acting, story.pathway, {
				id: randomUUID(),
				title,
				category: 'housing',
				responsible: { person, organisation: world.tenant },
				dueOn: null,
				meeting: null,
				agendaItem: null
			})
		);
	await give('Ring til lægen', story.tovholder.person);
	await give('Find flyttekasser', story.tovholder.person);
	await world.handOver(story.pathway, story.tovholder, next, { until: addDays(dayNow(), 10) });
	await samspil.database.owner.query(
		`update samspil.task set responsible_person_id = $2, responsible_name = 'Nina Ny' where pathway_id = $1 and title = 'Find flyttekasser'`,
		[story.pathway, next.person]
	);
	const { page } = await samspil.visitAs(story.tovholder, { width: PHONE, javaScript: false });
	await page.goto(`/pathways/${story.pathway}`);
	await page.getByText('De opgaver, du selv har fået, kan du stadig gøre færdige.').waitFor();
	await page.goto(`/pathways/${story.pathway}/tasks`);
	await page.getByRole('heading', { name: 'Find flyttekasser' }).waitFor();
	expect(await page.getByText('Fortæl, hvordan det gik').count()).toBe(1);
	await page.getByText('Fortæl, hvordan det gik').click();
	await picture(page, 'hand-over-own-task');
	await expectAccessible(page);
	expect(await whatDoesNotFit(page)).toEqual([]);
	await page.getByRole('button', { name: 'Gem' }).click();
	const over = page.locator('li', { hasText: 'Ring til lægen' });
	await expect.poll(() => over.textContent()).toContain('Tove Tovholder');
	await over.getByText('Løst', { exact: false }).first().waitFor();
	const { page: holder } = await samspil.visitAs(next, { width: PHONE, javaScript: false });
	await holder.goto('/notices');
	await holder.getByRole('link', { name: 'En opgave er ændret' }).waitFor();
});
