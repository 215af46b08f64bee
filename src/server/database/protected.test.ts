/**
 * A citizen with a protected address is absent from every list, search and count for everybody not involved: each query of
 * each feature that asks for something is asked before the citizen is there and after, and answers the same.
 */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Query } from '../acting.ts';
import { testDatabase } from './test-database.ts';
import { newWorld, type Someone, type World } from './test-world.ts';

const database = await testDatabase();

const NAME = 'Skjoldebrand';
const BIRTH = '1990-02-03';
/** A question, and not a write. */
const ASKS = /^(list|find|show|count|search|check)[A-Z]/;

type Builder = (...given: unknown[]) => Query<unknown>;
const modules = import.meta.glob<Record<string, Builder>>('../../features/*/server/*.queries.ts', {
	eager: true
});
const questions = Object.values(modules).flatMap((each) =>
	Object.entries(each).filter(([name, ask]) => ASKS.test(name) && typeof ask === 'function')
);

type Asked = { name: string; query: Query<unknown> };

/** Each question about each of these that it can be asked of: the others ask for another sort of thing. */
async function askable(world: World, who: Someone, of: readonly unknown[][]): Promise<Asked[]> {
	const all = questions.flatMap(([name, ask]) =>
		of
			.filter((given) => given.length === Math.min(ask.length, 2))
			.map((given) => ({ name: `${name} ${given.join(' ')}`, build: () => ask(...given, null) }))
	);
	const tried = await Promise.all(
		all.map(async ({ name, build }) => {
			try {
				const query = build();
				await world.as(who).see(query);
				return [{ name, query }];
			} catch {
				return [];
			}
		})
	);
	return tried.flat();
}

/** What each answers somebody, in one visit. */
async function answersTo(world: World, who: Someone, asked: readonly Asked[]) {
	const rows = await world.as(who).read(...asked.map(({ query }) => query));
	return Object.fromEntries(asked.map(({ name }, index) => [name, JSON.stringify(rows[index])]));
}

test('whoever is not involved is answered as if there were no such citizen, whatever is asked', async () => {
	const world = await newWorld(database);
	const next = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { leader, shelter, collaboration } = story;
	const holder = await world.worker('Holger Holder', world.tenant);
	const assigned = await world.worker('Asta Assigned', shelter, 'volunteer');
	const steering = await world.worker('Stig Styregruppe', world.tenant, 'manager');
	await world.seat(collaboration, 'steering', steering);
	const people = {
		'the tovholder of somebody else': story.tovholder,
		'a volunteer on another pathway': story.helper,
		'a colleague': story.colleague,
		'the steering group': steering,
		'another citizen': story.citizen,
		'the data protection officer': await world.worker(
			'Dan Data',
			world.tenant,
			'data-protection-officer'
		),
		'an administrator': await world.administrator(),
		'the project leader of a neighbour': await next.worker('Nanna', next.tenant, 'project-leader')
	};
	const pathway = randomUUID();
	const asked = await askable(world, story.tovholder, [
		[],
		[pathway],
		[collaboration],
		[pathway, null],
		[pathway, pathway],
		[collaboration, pathway],
		[NAME, BIRTH],
		[`Amina ${NAME}`, BIRTH]
	]);
	expect(asked.length).toBeGreaterThan(100);
	const before: Record<string, Record<string, string>> = {};
	for (const [name, who] of Object.entries(people))
		before[name] = await answersTo(world, who, asked);

	const amina = await world.citizen(`Amina ${NAME}`, holder);
	await database.owner.query('update samspil.citizen set is_protected = true where id = $1', [
		amina.citizen
	]);
	await world.pathway(amina, collaboration, holder, pathway);
	await world.partner(pathway, shelter, 'agreed', assigned);
	await world.consent(pathway, [shelter], ['contact', 'housing', 'meetings']);
	await world.entry(pathway, 'housing', holder, `${NAME} bor hemmeligt`);
	await world.task(pathway, 'housing', holder, `Ring til ${NAME}`, assigned);

	for (const [name, who] of Object.entries(people))
		expect(await answersTo(world, who, asked), name).toEqual(before[name]);
	// Whoever leads learns that a tovholder is needed, and not for whom.
	const told = JSON.stringify(Object.values(await answersTo(world, leader, asked)));
	for (const word of [NAME, amina.citizen, BIRTH]) expect(told).not.toContain(word);
	// The same questions find the citizen where it is theirs to know.
	for (const involved of [holder, assigned, amina])
		expect(JSON.stringify(Object.values(await answersTo(world, involved, asked)))).toContain(NAME);
});
