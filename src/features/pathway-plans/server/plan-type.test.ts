/** which kind of plan an edition is, from a framework in force that changes while plans stand. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { established, namePlanTypes } from '#features/framework/server/test-framework.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { CITIZEN } from '../plan.rules.ts';
import { OF_NO_TYPE, typeKey } from '../plan-type.rules.ts';
import { saidForTheLaw } from '../section-141.rules.ts';
import { writePlan } from './keep-plan.ts';
import { findPlan, findTypeAccess, listPlans } from './plan.queries.ts';

const database = await testDatabase();
const TEXT = {
	aim: 'Et sted at bo',
	steps: 'Vi søger sammen',
	cooperation: 'Vi ringer om mandagen',
	involvement: 'Før hvert møde',
	reviewOn: null,
	...saidForTheLaw(undefined)
};

async function begun() {
	const { world } = await established(database);
	const story = await world.coordinatedPathway();
	const { pathway, tovholder } = story;
	const putInForce = (types: string[], access: string[][] | null) =>
		namePlanTypes(world, types, access);
	const write = (version: number, planType: string, inForce: string[], said = {}) =>
		world.as(tovholder).act((acting) =>
			writePlan(
				acting,
				pathway,
				{
					id: randomUUID(),
					version,
					category: 'housing',
					planType,
					text: TEXT,
					owners: [CITIZEN],
					...said
				},
				inForce
			)
		);
	const access = (who: Someone) => world.as(who).see(findTypeAccess(pathway));
	return { world, putInForce, write, access, story };
}

test('R-088 whoever reads the plan reads who has access to such plans by the framework in force; who does not, does not', async () => {
	const { world, putInForce, write, access, story } = await begun();
	const { rows } = await database.owner.query(
		'select name from samspil.organisation where id = $1',
		[world.shelter]
	);
	await putInForce(['Jobplan', 'Social plan'], [[world.shelter], [world.homes]]);
	expect(await write(0, typeKey('Jobplan'), ['Jobplan'])).toMatchObject({ ok: true });
	const said = [{ organisations: [rows[0].name] }];
	// the citizen reads nothing else of the framework
	for (const who of [story.tovholder, story.citizen, story.helper])
		expect(await access(who)).toEqual(said);
	const outside = await (await newWorld(database)).coordinatedPathway();
	for (const who of [story.colleague, story.leader, outside.tovholder])
		expect(await access(who)).toEqual([]);

	await putInForce(['Jobplan'], null);
	expect(await access(story.citizen)).toEqual([{ organisations: [] }]);
	await putInForce(['Social plan'], null);
	expect(await access(story.citizen)).toEqual([{ organisations: null }]);
	// what was chosen stands
	expect(await world.as(story.citizen).see(findPlan(story.pathway))).toMatchObject([
		{ planType: 'Jobplan' }
	]);
});

test('R-088 of another municipality’s framework nothing is told', async () => {
	const { world, putInForce } = await begun();
	await putInForce(['Jobplan'], [[world.shelter]]);
	const other = await newWorld(database);
	const { pathway, tovholder, citizen } = await other.coordinatedPathway();
	await other.as(tovholder).act((acting) =>
		writePlan(
			acting,
			pathway,
			{
				id: randomUUID(),
				version: 0,
				category: 'housing',
				planType: typeKey('Jobplan'),
				text: TEXT,
				owners: [CITIZEN]
			},
			['Jobplan']
		)
	);
	expect(await other.as(citizen).see(findTypeAccess(pathway))).toEqual([{ organisations: null }]);
});

test('R-087 an edition is of a kind that is in force when it is written; the same form sent again is the same, whatever changed since', async () => {
	const { world, write, story } = await begun();
	expect(await write(0, '', ['Jobplan'])).toEqual({ ok: false, reason: 'plan-type-missing' });
	expect(await write(0, typeKey('Gammel'), ['Jobplan'])).toEqual({
		ok: false,
		reason: 'plan-type-gone'
	});
	const id = randomUUID();
	expect(await write(0, typeKey('Jobplan'), ['Jobplan'], { id })).toMatchObject({ ok: true });
	expect(await write(0, typeKey('Jobplan'), [], { id })).toMatchObject({ ok: true });
	expect(await write(0, OF_NO_TYPE, ['Jobplan'], { id })).toMatchObject({
		reason: 'sent-before',
		saved: { planType: 'Jobplan' }
	});
	// Two writers, one of whom comes too late.
	expect(await write(0, OF_NO_TYPE, ['Jobplan'])).toMatchObject({
		reason: 'stale',
		saved: { planType: 'Jobplan', number: 1 }
	});
	expect(await write(1, OF_NO_TYPE, ['Jobplan'])).toMatchObject({ ok: true });
	const all = await world.as(story.tovholder).see(listPlans(story.pathway));
	expect(all.map(({ planType }) => planType)).toEqual(['', 'Jobplan']);
});

test('R-087 the kind is part of what is answered: another kind is another hash, and none leaves the old one', async () => {
	const { world, write, story } = await begun();
	await write(0, '', []);
	await write(1, typeKey('Jobplan'), ['Jobplan']);
	await write(2, '', [], { text: { ...TEXT, aids: 'En cykel' } });
	const all = await world.as(story.tovholder).see(listPlans(story.pathway));
	const { rows } = await database.owner.query(
		`with said as (select p.*, jsonb_build_array(number, aim, steps, cooperation, involvement, review_on, owners, citizen_owns) as old
			from samspil.pathway_plan p where pathway_id = $1)
		select number, encode(sha256(convert_to(old::text, 'UTF8')), 'hex') as plain,
			encode(sha256(convert_to((old || jsonb_build_array(to_jsonb(array[duration, housing, employment, personal_help, treatment, aids,
				other_matters])))::text, 'UTF8')), 'hex') as by_law
		from said order by number desc`,
		[story.pathway]
	);
	const [third, second, first] = all.map(({ hash }) => hash);
	expect(first).toBe(rows[2].plain);
	expect(third).toBe(rows[0].by_law);
	expect([rows[1].plain, rows[1].by_law]).not.toContain(second);
});
