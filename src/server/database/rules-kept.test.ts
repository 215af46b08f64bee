/** Rules of the model that PostgreSQL keeps whatever the program sends, asked through the door as those who may write. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { actingPerson, actingTenant, ask } from '../tables.ts';
import { testDatabase } from './test-database.ts';
import { newWorld, type Someone } from './test-world.ts';

const database = await testDatabase();

async function arranged() {
	const world = await newWorld(database);
	return { world, ...(await world.coordinatedPathway()) };
}

test('the citizen is not the tovholder of their own pathway, from whatever organisation', async () => {
	const { world, pathway, citizen, tovholder } = await arranged();
	await world.insert('membership', {
		tenant_id: world.tenant,
		person_id: citizen.person,
		organisation_id: world.tenant,
		person_name: citizen.name,
		function: 'employee',
		active_from: '2020-01-01'
	});
	const own = { ...tovholder, person: citizen.person, name: citizen.name };
	await expect(world.handOver(pathway, tovholder, own, { until: null })).rejects.toThrow(
		'their own pathway'
	);
});

test('L-3 a consent names categories there are and partners there are, is given by now and runs a year at most', async () => {
	const { world, pathway, tovholder, shelter } = await arranged();
	const stranger = await world.organisation('voluntary', 'Ukendte');
	const good = {
		categories: ['housing'],
		organisations: [shelter],
		given: '2026-05-04T08:00:00Z',
		from: '2026-05-04',
		until: '2027-05-04'
	};
	let number = 100;
	const give = (said: Partial<typeof good>) => {
		const each = { ...good, ...said };
		return world.as(tovholder).act((acting) =>
			acting.run(
				ask(sql`
					insert into samspil.consent (tenant_id, id, pathway_id, number, purpose, categories, organisations, given_by, given_by_name, given_how,
						language, informed_at, given_at, text_shown, valid_from, valid_until, registered_by, registered_by_name)
					values (${actingTenant}, ${randomUUID()}::uuid, ${pathway}::uuid, ${number++}, 'Bolig', ${each.categories}, ${each.organisations}::uuid[],
						'citizen', 'x', 'paper', 'da', ${each.given}::timestamptz, ${each.given}::timestamptz, 'x', ${each.from}::date, ${each.until}::date,
						${actingPerson}, 'x')`)
			)
		);
	};
	expect(await give({})).toBe(1);
	for (const bad of [
		{ categories: ['zzz'] },
		{ categories: [] },
		{ organisations: [stranger] },
		{ organisations: [shelter, stranger] },
		{ until: '2099-01-01' },
		{ from: '2026-06-01', until: '2027-05-04' },
		{ given: '2098-05-04T08:00:00Z', from: '2098-05-04', until: '2099-05-04' }
	])
		await expect(give(bad), JSON.stringify(bad)).rejects.toThrow(/row-level security|check/);
});

test('R-152 whoever says how a task of another stands, says how they know', async () => {
	const { world, pathway, tovholder, helper, citizen } = await arranged();
	const theirs = await world.task(pathway, 'housing', tovholder, 'Ring', helper);
	const citizens = await world.task(pathway, 'housing', tovholder, 'Find papirerne', 'citizen');
	const say = (who: Someone, task: string, note: string) =>
		world.as(who).act((acting) =>
			acting.run(
				ask(sql`update samspil.task set state = 'done', state_note = ${note}, version = version + 1
					where tenant_id = ${actingTenant} and id = ${task}::uuid`)
			)
		);
	for (const task of [theirs, citizens])
		await expect(say(tovholder, task, '')).rejects.toThrow('a note says how');
	expect(await say(tovholder, theirs, 'Hans har ringet')).toBe(1);
	expect(await say(citizen, citizens, '')).toBe(1);
});

test('A-1 R-104 no need says that it meets no criterion, and on one that said so before nobody is decided', async () => {
	const { world, pathway, tovholder, colleague } = await arranged();
	const need = async () =>
		world.insert('coordination_need', {
			tenant_id: world.tenant,
			pathway_id: pathway,
			scope_id: await world.scopeOf(pathway, 'situation'),
			category: 'situation',
			description: 'x',
			check_answer: 'no',
			criteria: [],
			registered_by: tovholder.person
		});
	await expect(need()).rejects.toThrow('coordination_need_criterion');
	// as it could be written before
	await database.owner.query(
		'alter table samspil.coordination_need drop constraint coordination_need_criterion'
	);
	await need();
	await expect(world.handOver(pathway, tovholder, colleague, { until: null })).rejects.toThrow(
		'where a criterion is met'
	);
});
