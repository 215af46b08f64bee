/** the plan of a partnership is looked over within twelve months, as the job works it out from agreements that were signed. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listMyWork } from '#features/deadlines/server/my-work.queries.ts';
import { keep, remind } from '#features/deadlines/test-remind.ts';
import { insertAnswer } from '#features/documents/server/answer.queries.ts';
import type { Place } from '#features/documents/server/answer-document.ts';
import type { Answer, Template } from '#features/documents/template.rules.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY, type Someone } from '#server/database/test-world.ts';
import { addDays, addMonths, type Day } from '#values/day.ts';
import { findDocument } from '#features/documents/server/document.queries.ts';
import { beginAgreement, pathOf } from './begin-agreement.ts';
import { holdReview } from './hold-review.ts';
import { listObligations } from './obligation.queries.ts';
import { answer, name, newAgreementWorld, template as small } from './test-agreement.ts';
import { agree } from './test-live.ts';

const database = await testDatabase();
const { owner, pools } = database;

const asked = { guidance: '', required: false, rule: 'R-259', kind: 'text' } as const;
const template: Template = {
	...small,
	key: 'partnership-agreement',
	sections: [
		...small.sections,
		{
			key: 'strategy',
			label: 'Strategi',
			guidance: '',
			optional: true,
			fields: [{ ...asked, key: 'action-plan', label: 'Handleplan' }]
		}
	]
};
const PLAN: Answer = { value: { kind: 'text', text: 'Tre indsatser' }, notApplicable: null };
const NO_PLAN: Answer = {
	value: { kind: 'text', text: '' },
	notApplicable: 'Vi aftaler den for sig'
};

/** A partnership between the municipality and the shelter, ready to be signed, and its deadlines as the job works them out. */
async function partnership(plan: Answer) {
	const world = await newAgreementWorld(database);
	const { leader, mayor, host, helper, tenant, shelter } = world;
	const id = randomUUID();
	const place: Place = { id, template, path: pathOf(id) };
	const begun = await world.as(leader).act((acting) =>
		beginAgreement(acting, 'partnership-agreement', template, {
			id,
			title: 'Hjem igen',
			language: 'da',
			parties: [tenant, shelter],
			collaboration: null
		})
	);
	expect(begun).toMatchObject({ ok: true });
	await name(world, place, tenant, {
		responsible: leader,
		executing: [leader],
		signatories: [mayor]
	});
	await name(world, place, shelter, {
		responsible: host,
		executing: [helper],
		signatories: [host]
	});
	await answer(world, place, leader, 'purpose', { purpose: 'At flere finder hjem' });
	await answer(world, place, leader, 'expectations', { [`expectations@${tenant}`]: 'Faste tider' });
	await answer(world, place, host, 'expectations', { [`expectations@${shelter}`]: 'Et svar' });
	await world
		.as(leader)
		.act((acting) => acting.run(insertAnswer(id, 'action-plan', plan, leader.name)));
	/** The days of the plan among somebody's work, after the job has run. */
	const plansOf = async (who: Someone, today: Day = TODAY) => {
		await keep(pools.jobs, today, world.tenant);
		return (await world.as(who, today).see(listMyWork(null)))
			.filter(({ kind }) => kind === 'agreement-plan')
			.map(({ dueOn, path }) => [dueOn, path]);
	};
	return { world, place, id, plansOf };
}
const YEAR: Day = '2027-05-04';

test('R-259 an agreement in force gives its plan a day within twelve months, for those who have it in hand; before it is signed there is none', async () => {
	const { world, place, id, plansOf } = await partnership(PLAN);
	expect(await plansOf(world.leader)).toEqual([]);
	await agree(world, place);
	const due = [[YEAR, `/agreements/${id}`]];
	expect(await plansOf(world.leader)).toEqual(due);
	expect(await plansOf(world.host)).toEqual(due);
	for (const other of [world.stranger, world.clerk]) expect(await plansOf(other)).toEqual([]);
	// what the job writes is the same however often it runs
	await Promise.all([keep(pools.jobs, TODAY, world.tenant), keep(pools.jobs, TODAY, world.tenant)]);
	const { rows } = await owner.query(
		`select due_on as "dueOn" from samspil.deadline where tenant_id = $1 and kind = 'agreement-plan'`,
		[world.tenant]
	);
	expect(rows).toEqual([{ dueOn: YEAR }]);
});

test('R-259 it stands until the plan is looked over, is told of when it comes, and each once', async () => {
	const { world, place, plansOf, id } = await partnership(PLAN);
	await agree(world, place);
	expect(await plansOf(world.leader, addDays(YEAR, 30))).toEqual([[YEAR, `/agreements/${id}`]]);
	const told = async () =>
		(
			await owner.query<{ person: string }>(
				`select person_id as person from samspil.notice where tenant_id = $1 and path = $2 and created_at >= now() - interval '1 hour'
					and kind like 'agreement-plan%' order by person_id`,
				[world.tenant, `/agreements/${id}`]
			)
		).rows.map(({ person }) => person);
	await keep(pools.jobs, addDays(YEAR, -200), world.tenant);
	await remind(pools.jobs, addDays(YEAR, -200));
	expect(await told()).toEqual([]);
	for (let day = addDays(YEAR, -20); day <= YEAR; day = addDays(day, 1)) {
		await remind(pools.jobs, day);
		await remind(pools.jobs, day);
	}
	const people = await told();
	expect(people.filter((person) => person === world.leader.person)).toHaveLength(1);
	expect(people.filter((person) => person === world.host.person)).toHaveLength(1);
	expect(people).not.toContain(world.stranger.person);
});

test('R-259 gone through together and going on as it is, the plan has another year; one that is to be adjusted has not', async () => {
	const { world, place, id, plansOf } = await partnership(PLAN);
	await agree(world, place);
	const path = `/agreements/${id}`;
	const HALF = addDays(TODAY, 180);
	const hold = async (conclusion: 'continue' | 'adjust', on: Day) => {
		const [document] = await world.as(world.leader, on).see(findDocument(id));
		const promises = await world.as(world.leader, on).see(listObligations(id));
		const seat = ({ person, name, organisation }: Someone) => ({
			person,
			name,
			party: organisation!
		});
		return world.as(world.leader, on).act((acting) =>
			holdReview(acting, id, {
				id: randomUUID(),
				base: document!.version,
				on,
				present: [world.leader, world.host].map(seat),
				findings: promises.map((each) => ({
					obligation: each.id,
					outcome: 'on-track' as const,
					note: '',
					base: each.version
				})),
				conclusion,
				note: '',
				next: {
					on: addDays(on, 365),
					owner: { person: world.leader.person, party: world.tenant }
				}
			})
		);
	};
	expect(await hold('adjust', addDays(TODAY, 90))).toMatchObject({ ok: true });
	expect(await plansOf(world.leader, addDays(TODAY, 91))).toEqual([[YEAR, path]]);
	expect(await hold('continue', HALF)).toMatchObject({ ok: true });
	expect(await plansOf(world.leader, HALF)).toEqual([[addMonths(HALF, 12), path]]);
	// it covers two years, however late in them it was gone through
	expect(await hold('continue', addDays(TODAY, 500))).toMatchObject({ ok: true });
	expect(await plansOf(world.leader, addDays(TODAY, 500))).toEqual([
		[addDays(addMonths(TODAY, 24), -1), path]
	]);
});

test('R-259 a partnership that says there is no plan of action in it has none to look over', async () => {
	const { world, place, plansOf } = await partnership(NO_PLAN);
	await agree(world, place);
	expect(await plansOf(world.leader)).toEqual([]);
});

test('R-259 an agreement that ends has no plan to look over any more', async () => {
	const { world, place, id, plansOf } = await partnership(PLAN);
	await agree(world, place);
	expect(await plansOf(world.host)).toHaveLength(1);
	await owner.query(
		'update samspil.document_version set ends_on = $2 where tenant_id = $3 and document_id = $1',
		[id, addDays(TODAY, 10), world.tenant]
	);
	expect(await plansOf(world.host, addDays(TODAY, 9))).toHaveLength(1);
	expect(await plansOf(world.host, addDays(TODAY, 10))).toEqual([]);
});
