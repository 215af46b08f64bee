/** What partners read of each other's reasons and of whom they work for, told through the door on a real database. */
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { ask } from '#server/tables.ts';
import { sql } from 'kysely';
import { listPartners } from './partner.queries.ts';
import { showPathway } from './pathway.queries.ts';
import { listHolders } from './tovholder.queries.ts';

const database = await testDatabase();

async function withUncovered() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const neighbours = await world.organisation('voluntary', 'Naboerne');
	const uncovered = await world.worker('Nabo', neighbours);
	await world.partner(story.pathway, neighbours, 'agreed', uncovered);
	await database.owner.query(
		`update samspil.partner set reason = 'Drikker', answer_note = 'Kender hendes søn' where tenant_id = $1`,
		[world.tenant]
	);
	await database.owner.query(
		`update samspil.tovholder set reason = 'Taler grønlandsk', citizen_note = 'Ville ikke' where tenant_id = $1`,
		[world.tenant]
	);
	return { world, uncovered, ...story };
}

test('why a partner or a tovholder is on a pathway is read by those who read the whole of it alone', async () => {
	const { world, uncovered, pathway, helper, citizen, tovholder } = await withUncovered();
	const companion = await world.companion(pathway, 'Sif', ['contact', 'housing']);
	for (const who of [citizen, tovholder]) {
		const partners = await world.as(who).see(listPartners(pathway));
		expect(partners.map(({ reason, answerNote }) => [reason, answerNote])).toEqual([
			['Drikker', 'Kender hendes søn'],
			['Drikker', 'Kender hendes søn']
		]);
		expect(await world.as(who).see(listHolders(pathway))).toMatchObject([
			{ reason: 'Taler grønlandsk', citizenNote: 'Ville ikke' }
		]);
	}
	for (const who of [helper, uncovered, companion]) {
		// who is on it they read, and not a word of why
		const partners = await world.as(who).see(listPartners(pathway));
		expect(partners.filter(({ name }) => name.startsWith('Naboerne'))).toHaveLength(1);
		const words = partners.map(
			({ reason, question, answerNote }) => reason + question + answerNote
		);
		expect(words).toEqual(['', '']);
		expect(await world.as(who).see(listHolders(pathway))).toEqual([]);
		for (const read of [
			sql`select reason from samspil.partner`,
			sql`select question from samspil.partner`,
			sql`select answer_note from samspil.partner`,
			sql`select to_jsonb(t) from samspil.tovholder t`,
			sql`select citizen_note from samspil.tovholder`
		])
			await expect(world.as(who).see(ask(read))).rejects.toThrow(/permission denied/);
	}
});

test('the views that hold the words hold every column of their tables', async () => {
	const { rows } = await database.owner.query(
		`select t.table_name, t.column_name from information_schema.columns t
		where t.table_schema = 'samspil' and t.table_name in ('partner', 'tovholder') and not exists (
			select from information_schema.columns v where v.table_schema = 'samspil'
				and v.table_name = t.table_name || '_in_full' and v.column_name = t.column_name)`
	);
	expect(rows).toEqual([]);
});

test('that the citizen is a child is told to those to whom something of the pathway is open', async () => {
	const { world, uncovered, pathway, helper, citizen, tovholder } = await withUncovered();
	await database.owner.query(
		`update samspil.citizen set birth_date = '2012-01-01' where tenant_id = $1`,
		[world.tenant]
	);
	const knows = async (who: typeof helper) =>
		(await world.as(who).see(showPathway(pathway)))[0]?.isOfChild;
	for (const who of [citizen, tovholder, helper]) expect(await knows(who)).toBe(true);
	expect(await knows(uncovered)).toBe(false);
});
