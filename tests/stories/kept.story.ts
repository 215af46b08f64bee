/**
 * How long things are kept, kind by kind (L-12, L-11): the municipality says it for all, an association says it for its own words on closed
 * pathways, sees what has reached its time, and lets it go. Without JavaScript, on a telephone and on a broad screen.
 */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { eraseKept } from '#server/jobs/erase-waiting.ts';
import { newWorld } from '#server/database/test-world.ts';
import { whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

async function inspect(page: Page, name: string): Promise<void> {
	expect(await whatDoesNotFit(page)).toEqual([]);
	await expectAccessible(page);
	await picture(page, `kept-${name}`);
}

test('L-12 an association lets its own words on a closed pathway go, when their time has come', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const { helper, tovholder, pathway, citizen } = await world.coordinatedPathway();
	const officer = await world.worker('Dan Data', world.tenant, 'data-protection-officer');
	const manager = await world.worker('Mona Mester', helper.organisation!, 'manager');
	await world.entry(pathway, 'housing', helper, 'Har mistet sin bolig');
	await world.insert('doubt', {
		tenant_id: world.tenant,
		id: randomUUID(),
		question: 'Er det noget?',
		asked_by: helper.person,
		asked_by_name: helper.name,
		organisation_id: helper.organisation,
		answer: 'talk',
		answered_at: '2021-03-17T10:00:00Z',
		to_person_id: tovholder.person,
		to_organisation_id: tovholder.organisation
	});
	await world.insert('closing', {
		tenant_id: world.tenant,
		id: randomUUID(),
		pathway_id: pathway,
		ground: 'moved-away',
		plan: 'Flytter',
		citizen_part: 'together',
		changed_by_name: 'x',
		closed_at: '2020-05-01T10:00:00Z',
		closed_by_name: 'x'
	});
	await samspil.database.owner.query(`update samspil.pathway set state = 'closed' where id = $1`, [
		pathway
	]);

	// The municipality says three years for all.
	const { page: says } = await samspil.visitAs(officer, { width: 1280, javaScript: false });
	await says.goto('/retention');
	await says.getByRole('link', { name: 'Hvor længe andre ting gemmes' }).click();
	const part = 'Det, organisationen har skrevet på afsluttede forløb';
	const cardOf = (page: Page, name: string) =>
		page.locator('.card', { has: page.getByRole('heading', { name }) });
	await cardOf(says, part).getByText('Bestem tiden').click();
	await cardOf(says, part).getByLabel('Antal måneder').fill('36');
	await cardOf(says, part).getByRole('button', { name: 'Gem' }).click();
	expect(await cardOf(says, part).textContent()).toContain('Gemmes i 36 måneder');
	await inspect(says, 'for-all');
	// Who looked is kept two years at least: said beside the field, and nothing is lost.
	const log = 'Loggen: hvem der har set og gjort hvad';
	await cardOf(says, log).getByText('Bestem tiden').click();
	await cardOf(says, log).getByLabel('Antal måneder').fill('6');
	await cardOf(says, log).getByRole('button', { name: 'Gem' }).click();
	await says.getByRole('link', { name: 'Det gemmes mindst 24 måneder.' }).click();
	expect(await says.locator('#months-log').inputValue()).toBe('6');
	await inspect(says, 'too-short');

	// The association sees what has reached that time, and wishes for a shorter one of its own.
	const { page: lets } = await samspil.visitAs(manager, { width: PHONE, javaScript: false });
	await lets.goto('/pathways');
	await lets.getByRole('link', { name: /som vi er ansvarlige for/ }).click();
	expect(await cardOf(lets, part).textContent()).toContain('som kommunen har bestemt');
	await cardOf(lets, part).getByText('Bestem tiden').click();
	await cardOf(lets, part).getByLabel('Antal måneder').fill('24');
	await cardOf(lets, part).getByRole('button', { name: 'Gem' }).click();
	// What comes to its time within a month stands there, by number.
	const closedFor = (since: string) =>
		samspil.database.owner.query(
			`update samspil.closing set closed_at = now() - $2::interval where tenant_id = $1`,
			[world.tenant, since]
		);
	await closedFor('23 months 15 days');
	await lets.goto('/retention/kinds');
	expect(await cardOf(lets, part).textContent()).toContain('Intet har nået tiden.');
	await cardOf(lets, part).getByText('Når tiden den næste måned').first().click();
	expect(await cardOf(lets, part).getByRole('rowheader').textContent()).toContain('Forløb nr.');
	await inspect(lets, 'coming');
	await samspil.database.owner.query(
		`update samspil.closing set closed_at = '2020-05-01T10:00:00Z' where tenant_id = $1`,
		[world.tenant]
	);
	await lets.goto('/retention/kinds');
	// Of a doubt about a child the month and how many, and neither whose it was nor the day.
	const doubts = 'Bekymret for et barn: spørgsmål og svar';
	await cardOf(lets, doubts).getByText('Bestem tiden').click();
	await cardOf(lets, doubts).getByLabel('Antal måneder').fill('1');
	await cardOf(lets, doubts).getByRole('button', { name: 'Gem' }).click();
	expect(await cardOf(lets, doubts).textContent()).toContain('Gemmes i 1 måned');
	expect(await cardOf(lets, doubts).textContent()).toContain(
		'1 har nået tiden. Svaret er fra marts 2021.'
	);
	await cardOf(lets, part).getByText('Se hvad').click();
	// By number, and never by whom it is about or what stands there.
	const main = lets.getByRole('main');
	expect(await main.textContent()).toContain('1. maj 2020');
	expect(await main.textContent()).not.toMatch(/Amina|bolig/);
	expect(await main.textContent()).not.toContain(helper.name);
	await inspect(lets, 'due');
	await cardOf(lets, part).getByRole('button', { name: 'Slet dem' }).click();
	expect(await main.textContent()).toContain('Det bliver slettet inden for den næste time.');
	// Whoever was at it was stopped: it says so and how far it came, and is set going again.
	await samspil.database.owner.query(
		"update samspil.kept_run set moved_at = now() - interval '3 hours' where tenant_id = $1",
		[world.tenant]
	);
	await lets.goto('/retention/kinds');
	expect(await cardOf(lets, part).textContent()).toMatch(/Gået i stå.*0 af 1 er slettet/s);
	await inspect(lets, 'stopped');
	await cardOf(lets, part).getByRole('button', { name: 'Sæt sletningen i gang igen' }).click();
	expect(await main.textContent()).toContain('Sletningen er sat i gang igen');
	expect(await cardOf(lets, part).textContent()).not.toContain('Gået i stå');
	await eraseKept(samspil.database.pools.jobs);
	await lets.goto('/retention/kinds');
	expect(await main.textContent()).toContain('Det, der er slettet');
	await inspect(lets, 'gone');
	// The citizen finds in the log that words went, and whose.
	const { page: reads } = await samspil.visitAs(citizen, { width: PHONE, javaScript: false });
	await reads.goto('/me/log');
	expect(await reads.getByRole('main').textContent()).toContain(
		'slettede det, organisationen selv havde skrevet her'
	);
	await inspect(reads, 'told-to-the-citizen');
	const left = await samspil.database.owner.query(
		'select author_organisation_id as whose from samspil.entry where pathway_id = $1',
		[pathway]
	);
	expect(left.rows.map(({ whose }) => whose)).toEqual([world.tenant, world.tenant]);
});
