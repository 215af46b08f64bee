import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import { CITIZEN, keyOf, type Side } from '../plan.rules.ts';
import { saidForTheLaw } from '../section-141.rules.ts';
import { answerPlan, writePlan, type SentAnswer, type SentEdition } from './keep-plan.ts';
import { findPlan, findPlanPlace, listPlans } from './plan.queries.ts';

const database = await testDatabase();
const TEXT = {
	aim: 'Et sted at bo',
	steps: 'Vi søger sammen',
	cooperation: 'Vi ringer om mandagen',
	involvement: 'Før hvert møde',
	reviewOn: null,
	...saidForTheLaw(undefined)
};
const DONE = { ok: true, value: true };
const NOT_THERE = { ok: false, reason: 'not-there' };

async function begun() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, tovholder } = story;
	const owner = keyOf({ person: tovholder.person, organisation: world.tenant });
	const write = (
		who: Someone,
		version: number,
		said: Partial<SentEdition> = {},
		inForce: readonly string[] = []
	) =>
		world.as(who).act((acting) =>
			writePlan(
				acting,
				pathway,
				{
					id: randomUUID(),
					version,
					category: 'housing' as Category,
					planType: '',
					text: TEXT,
					owners: [owner, CITIZEN],
					...said
				},
				inForce
			)
		);
	const newest = async (who: Someone = tovholder) =>
		(await world.as(who).see(findPlan(pathway)))[0];
	const answer = async (who: Someone, side: Side, said: Partial<SentAnswer> = {}, on = pathway) => {
		const plan = await newest();
		return world.as(who).act((acting) =>
			answerPlan(
				acting,
				on,
				{
					plan: plan!.id,
					hash: plan!.hash,
					version: 0,
					answer: 'accepted',
					note: '',
					checked: null,
					...said
				},
				side
			)
		);
	};
	return { world, write, answer, newest, ...story };
}

test('R-055 the citizen and the partner accept exactly this edition, and a newer one asks both again', async () => {
	const { world, pathway, tovholder, citizen, helper, write, answer, newest } = await begun();
	expect(await write(tovholder, 0)).toEqual(DONE);
	expect(await answer(citizen, 'citizen')).toEqual(DONE);
	expect(await answer(helper, 'partner')).toEqual(DONE);
	const first = await newest(helper);
	expect(first!.answers.map((each) => [each.by, each.answer])).toEqual([
		// who the citizen is, is not open to the partner
		['', 'accepted'],
		[helper.name, 'accepted']
	]);
	expect(await write(tovholder, 1, { text: { ...TEXT, steps: 'Noget andet' } })).toEqual(DONE);
	expect((await newest())!.answers).toEqual([]);
	// Whoever still has the first before them does not say yes to the second.
	const late = { plan: first!.id, hash: first!.hash };
	expect(await answer(citizen, 'citizen', late)).toEqual({ ok: false, reason: 'plan-changed' });
	expect(await answer(helper, 'partner', { hash: first!.hash })).toEqual({
		ok: false,
		reason: 'plan-changed'
	});
	const all = await world.as(tovholder).see(listPlans(pathway));
	expect(all.map(({ number, isNewest, answers }) => [number, isNewest, answers.length])).toEqual([
		[2, true, 0],
		[1, false, 2]
	]);
});

test('R-148 only the tovholder writes it; two who write at once both keep their words, and a form sent twice is one', async () => {
	const { tovholder, citizen, helper, leader, write, newest } = await begun();
	for (const who of [citizen, helper, leader]) expect(await write(who, 0)).toEqual(NOT_THERE);
	const id = randomUUID();
	expect(await write(tovholder, 0, { id })).toEqual(DONE);
	expect(await write(tovholder, 0, { id })).toEqual(DONE);
	expect(await write(tovholder, 0, { id, text: { ...TEXT, aim: 'X' } })).toMatchObject({
		reason: 'sent-before'
	});
	expect(await write(tovholder, 0)).toMatchObject({ reason: 'stale', saved: { number: 1 } });
	expect(await write(tovholder, 1, { owners: [randomUUID()] })).toMatchObject({
		reason: 'owner-not-involved'
	});
	expect(await newest()).toMatchObject({ number: 1, citizenOwns: true, by: tovholder.name });
});

test('a citizen without an account tells it to the tovholder, who writes down that it was told', async () => {
	const { tovholder, citizen, write, answer, newest } = await begun();
	await write(tovholder, 0);
	expect(await answer(tovholder, 'citizen')).toEqual(NOT_THERE);
	expect(await answer(tovholder, 'told', { checked: 'own-words' })).toEqual(DONE);
	expect((await newest())!.answers).toMatchObject([
		{ organisation: null, told: true, checked: 'own-words', version: 1 }
	]);
	expect(await answer(citizen, 'citizen', { answer: 'disagrees', note: 'Nej' })).toMatchObject({
		reason: 'stale',
		saved: { answer: 'accepted' }
	});
	const no = { answer: 'disagrees', note: 'Nej', version: 1 } as const;
	expect(await answer(citizen, 'citizen', no)).toEqual(DONE);
	expect(await answer(citizen, 'citizen', no)).toEqual(DONE);
	expect((await newest())!.answers).toMatchObject([
		{ answer: 'disagrees', told: false, checked: null }
	]);
	const { rows } = await database.owner.query(
		`select kind from samspil.notice where person_id = $1 and kind like 'plan-%'`,
		[tovholder.person]
	);
	expect(rows).toEqual([{ kind: 'plan-disagreed' }]);
});

test('R-055 what the citizen says themselves becomes theirs, also where the same was told; and what is told after it changes nothing', async () => {
	for (const said of [
		{ answer: 'accepted', note: 'Ja', checked: null },
		{ answer: 'disagrees', note: 'For langt væk', checked: null },
		{ answer: 'not-yet', note: '', checked: null }
	] as const) {
		const { tovholder, citizen, write, answer, newest } = await begun();
		await write(tovholder, 0);
		const told = { ...said, checked: said.answer === 'accepted' ? ('own-words' as const) : null };
		expect(await answer(tovholder, 'told', told)).toEqual(DONE);
		// A yes that was told before it was asked how it was checked.
		await database.owner.query(
			'update samspil.pathway_plan_answer set checked_how = null where plan_id = $1',
			[(await newest())!.id]
		);
		expect(await answer(citizen, 'citizen', { ...said, version: 1 })).toEqual(DONE);
		const own = { told: false, by: citizen.name, checked: null, version: 2 };
		expect((await newest())!.answers).toMatchObject([own]);
		expect(await answer(tovholder, 'told', { ...told, version: 2 })).toEqual(DONE);
		expect((await newest())!.answers).toMatchObject([own]);
	}
});

test('L-26 a yes that was told is kept with how it was checked, and is another answer when that is another', async () => {
	const { helper, tovholder, write, answer, newest } = await begun();
	await write(tovholder, 0);
	expect(await answer(tovholder, 'told')).toEqual({ ok: false, reason: 'yes-unchecked' });
	expect(await answer(tovholder, 'told', { checked: 'other' })).toEqual({
		ok: false,
		reason: 'check-without-note'
	});
	expect(await answer(tovholder, 'told', { checked: 'own-words' })).toEqual(DONE);
	expect(await answer(tovholder, 'told', { checked: 'own-words' })).toEqual(DONE);
	expect(await answer(tovholder, 'told', { checked: 'with-interpreter' })).toMatchObject({
		reason: 'stale',
		saved: { checked: 'own-words' }
	});
	expect(await answer(tovholder, 'told', { checked: 'with-interpreter', version: 1 })).toEqual(
		DONE
	);
	// whoever reads the plan reads how sure the yes is
	expect((await newest(helper))!.answers).toMatchObject([{ checked: 'with-interpreter' }]);
});

test('whom no consent covers reads and answers nothing; nor a colleague, a leader, a companion or a stranger', async () => {
	const story = await begun();
	const { world, pathway, tovholder, citizen, helper, colleague, leader, write, answer } = story;
	await write(tovholder, 0, { category: 'health' });
	const companion = await world.companion(pathway, 'Sif', ['housing']);
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	const others = [helper, colleague, leader, companion, neighbour.citizen, outside.tovholder];
	for (const who of others) {
		expect(await world.as(who).see(listPlans(pathway))).toEqual([]);
		for (const side of ['citizen', 'told', 'partner'] as const)
			expect(await answer(who, side)).toEqual(NOT_THERE);
	}
	// My pathway, your plan.
	expect(await answer(neighbour.citizen, 'citizen', {}, neighbour.pathway)).toEqual(NOT_THERE);
	const [place] = await world.as(tovholder).see(findPlanPlace(pathway));
	expect(place!.partners).toMatchObject([{ mayRead: false }]);
	expect(await answer(citizen, 'citizen')).toEqual(DONE);
});

test('PostgreSQL itself keeps the words of an edition, and takes no answer to an older one or for another', async () => {
	const { world, pathway, tovholder, helper, citizen, write, newest } = await begun();
	await write(tovholder, 0);
	await write(tovholder, 1);
	const plan = await newest();
	await expect(
		database.owner.query(`update samspil.pathway_plan set aim = 'X' where id = $1`, [plan!.id])
	).rejects.toThrow('does not change');
	const forge = (who: Someone, organisation: string | null, told: boolean, number = 2) =>
		world.as(who).act((acting) =>
			acting.all({
				compile: () =>
					({
						sql: `insert into samspil.pathway_plan_answer (tenant_id, plan_id, hash, pathway_id, scope_id, category, organisation_id,
								organisation_name, answer, answered_by, answered_by_name, told)
							select p.tenant_id, p.id, p.hash, p.pathway_id, p.scope_id, p.category, $1, '', 'accepted', samspil.acting_person(), 'x', $2
							from samspil.pathway_plan p where p.pathway_id = $3 and p.number = $4`,
						parameters: [organisation, told, pathway, number],
						query: { kind: 'RawNode' }
					}) as never
			})
		);
	await expect(forge(helper, null, false)).rejects.toThrow('row-level security');
	await expect(forge(tovholder, null, false)).rejects.toThrow('row-level security');
	await expect(forge(citizen, null, false, 1)).rejects.toThrow('newest edition');
	// L-26
	await expect(forge(tovholder, null, true)).rejects.toThrow('how it was understood');
	await forge(citizen, null, false);
});

test('a plan is looked at again today at the earliest, and nothing is written on a closed pathway', async () => {
	const { world, pathway, tovholder, citizen, write, answer } = await begun();
	await write(tovholder, 0, { text: { ...TEXT, reviewOn: TODAY } });
	await database.owner.query(
		`update samspil.pathway set state = 'closed' where tenant_id = $1 and id = $2`,
		[world.tenant, pathway]
	);
	expect(await write(tovholder, 1)).toEqual({ ok: false, reason: 'pathway-closed' });
	expect(await answer(citizen, 'citizen')).toEqual({ ok: false, reason: 'pathway-closed' });
});
