/** People as the framework's pages choose among them: looked for by a part of their name, however many work here. */
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { insertAnswer } from './answer.queries.ts';
import { offered, partLookedFor } from './look-for.ts';
import {
	listPeopleNamed,
	listPeopleOfDraft,
	PEOPLE_TO_CHOOSE,
	searchColleagues,
	searchPeople
} from './people.queries.ts';
import { begun } from './test-framework.ts';

const database = await testDatabase();

/** A municipality in which very many work. */
async function crowd(count: number) {
	const world = await newWorld(database);
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const club = await world.organisation('voluntary', 'Klubben');
	await world.worker('Åse Ældre', club);
	await database.owner.query(
		`with made as (insert into samspil.person (id, name, email) select gen_random_uuid(), 'Medarbejder ' || n, gen_random_uuid() || '@solby.example' from generate_series(1, $2::int) n returning id, name)
		insert into samspil.membership (tenant_id, person_id, organisation_id, person_name, function, active_from)
		select $1, id, $1, name, 'employee', '2020-01-01' from made`,
		[world.tenant, count]
	);
	return { world, leader };
}

test('among twenty thousand a part of the name finds somebody, a page is offered a few of them, and told that there are more', async () => {
	const { world, leader } = await crowd(20_000);
	const began = performance.now();
	const [many] = await world.as(leader).read(searchColleagues('medarbejder'));
	expect(performance.now() - began).toBeLessThan(2000);
	const shown = offered(many, ({ person, name }) => ({ value: person, label: name }));
	expect(shown.options).toHaveLength(PEOPLE_TO_CHOOSE);
	expect(shown.hasMore).toBe(true);
	const [one] = await world.as(leader).read(searchColleagues('MEDARBEJDER 19999'));
	expect(one.map(({ name }) => name)).toEqual(['Medarbejder 19999']);
	expect(offered(one, ({ name }) => ({ value: name, label: name })).hasMore).toBe(false);
	expect(await world.as(leader).see(searchColleagues('%'))).toEqual([]);
});

test('colleagues are the municipality’s own who are no volunteers; whoever has left is nobody to choose', async () => {
	const { world, leader } = await crowd(1);
	const helper = await world.worker('Frida Frivillig', world.tenant, 'volunteer');
	const gone = await world.worker('Gerda Gået', world.tenant);
	await database.owner.query(
		`update samspil.membership set active_until = '2026-01-01' where person_id = $1`,
		[gone.person]
	);
	const names = async (part: string) =>
		(await world.as(leader).see(searchColleagues(part))).map(({ name }) => name);
	expect(await names('åse')).toEqual([]);
	expect(await names('frida')).toEqual([]);
	expect(await names('gerda')).toEqual([]);
	const everybody = await world.as(leader).see(searchPeople('åse'));
	expect(everybody).toMatchObject([{ name: 'Åse Ældre', organisationName: expect.any(String) }]);
	expect(await world.as(leader).see(listPeopleNamed([helper.person, gone.person]))).toMatchObject([
		{ name: 'Frida Frivillig' }
	]);
});

test('the draft names those whom its answers point to, wherever they stand in them', async () => {
	const world = await begun(database);
	const seat = `${world.volunteer.person}.${world.volunteer.organisation}`;
	const [row] = await database.owner
		.query('select id from samspil.framework where tenant_id = $1', [world.tenant])
		.then(({ rows }) => rows);
	expect(await world.as(world.leader).see(listPeopleOfDraft())).toEqual([]);
	await world.as(world.leader).act((acting) =>
		acting.run(
			insertAnswer(
				row.id,
				'coordinating-functions',
				{
					value: { kind: 'rows', rows: [{ id: 'a', cells: { area: 'Bolig', person: seat } }] },
					notApplicable: null
				},
				'Lone'
			)
		)
	);
	expect(await world.as(world.leader).see(listPeopleOfDraft())).toMatchObject([
		{ person: world.volunteer.person }
	]);
});

test('whoever presses another button looks for nobody', () => {
	expect(partLookedFor([['search', 'åse']])).toBeNull();
	// Enter in the field that was just written in looks; anywhere else it saves.
	expect(
		partLookedFor([
			['enter', '1'],
			['found', ''],
			['search', 'åse']
		])
	).toBe('åse');
	expect(
		partLookedFor([
			['enter', '1'],
			['found', 'åse'],
			['search', 'åse']
		])
	).toBeNull();
	expect(
		partLookedFor([
			['search', '  åse '],
			['look', '1']
		])
	).toBe('åse');
});
