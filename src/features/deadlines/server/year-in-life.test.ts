/**
 * A year in the life of a collaboration, with the clock moved from workday to workday: each of its deadlines falls due, and is met
 * or goes one step up. Nobody is told twice, and nobody of what was done in time.
 */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { addDays, type Day } from '#values/day.ts';
import { addWorkdays } from '#values/holiday.ts';
import { kindOf, type DeadlineKind } from '../kind.rules.ts';
import { isHumane, STEP_UP } from '../reminder.rules.ts';
import { remind } from '../test-remind.ts';

const database = await testDatabase();
const { owner, pools } = database;

const [FIRST, LAST]: [Day, Day] = ['2026-05-04', '2027-05-31'];

type Id = ReturnType<typeof randomUUID>;
type Kept = { kind: DeadlineKind; subject: string; dueOn: Day };

test('S-3 every deadline of a year is met in time or goes one step up, at humane hours and once', async () => {
	const story = await collaboration();
	const { world, met, late } = story;
	const due = new Map<string, Kept>();
	const seen = new Set<Day>();
	for (let day = FIRST; day <= LAST; day = addDays(day, 1)) {
		await story.liveThrough(day);
		if (!isHumane(day, '07:30')) continue;
		await remind(pools.jobs, day);
		seen.add(day);
		for (const each of await open(world.tenant))
			due.set(`${each.kind} ${each.subject} ${each.dueOn}`, each);
	}
	// Nobody was told at a weekend, on a public holiday, or twice.
	expect(seen.size).toBeGreaterThan(250);
	const told = await remindersIn(world.tenant);
	const keys = told.map(
		({ step, subject, dueOn, person }) => `${step} ${subject} ${dueOn} ${person}`
	);
	expect(new Set(keys).size).toBe(keys.length);
	expect((await noticesIn(world.tenant)).length).toBe(told.length);

	// All that the year was to hold has fallen due.
	const kinds = new Set(
		[...due.values()].filter(({ dueOn }) => dueOn <= LAST).map(({ kind }) => kind)
	);
	expect([...kinds].sort()).toEqual(
		[
			'agreement-decision',
			'agreement-expiry',
			'agreement-goal',
			'agreement-last-notice',
			'agreement-meeting',
			'agreement-obligation',
			'agreement-renewal',
			'agreement-review',
			'agreement-task',
			'consent',
			'framework-update',
			'tovholder'
		].sort()
	);

	for (const { kind, subject, dueOn } of due.values()) {
		if (dueOn > addDays(LAST, -14)) continue;
		const of = told.filter((each) => each.subject === subject && each.dueOn === dueOn);
		// Whatever it is, somebody was told ahead of it or on its day.
		expect(of.length, `${kind} ${dueOn}`).toBeGreaterThan(0);
		const up = of.filter(
			({ step }) => step.endsWith('-up') || step.startsWith('agreement-review-of-all')
		);
		if (met.has(subject as Id)) expect(up, `${kind} was met`).toEqual([]);
		if (late.has(subject as Id) && kindOf(kind).hears.length > 0) {
			expect(up.length, `${kind} was left`).toBeGreaterThan(0);
			if (kind !== 'agreement-review')
				expect(addWorkdays(dueOn, STEP_UP) <= LAST, `${kind} ${dueOn}`).toBe(true);
		}
	}
}, 180_000);

const open = async (tenant: string): Promise<Kept[]> =>
	(
		await owner.query(
			'select kind, subject_id as subject, due_on as "dueOn" from samspil.deadline where tenant_id = $1',
			[tenant]
		)
	).rows;
const remindersIn = async (tenant: string) =>
	(
		await owner.query<{ step: string; subject: string; dueOn: Day; person: string }>(
			'select kind as step, subject_id as subject, due_on as "dueOn", person_id as person from samspil.reminder where tenant_id = $1',
			[tenant]
		)
	).rows;
const noticesIn = async (tenant: string) =>
	(
		await owner.query('select id from samspil.notice where tenant_id = $1 and about is not null', [
			tenant
		])
	).rows;

/** A collaboration with a framework, a pathway without a decided tovholder, and an agreement for the year. */
async function collaboration() {
	const world = await newWorld(database);
	const { tenant } = world;
	const { pathway, collaboration: id, leader, shelter, helper } = await world.coordinatedPathway();
	const mayor = await world.worker('Mads Borg', tenant, 'manager');
	const host = await world.worker('Vera Vang', shelter, 'manager');
	const reviewer = await world.worker('Olga Ordner', tenant);
	await world.seat(id, 'steering', mayor);
	await owner.query(
		'update samspil.allotment set registered_on = $2, due_on = $2::date + 7 where pathway_id = $1',
		[pathway, FIRST]
	);
	const [framework, agreement, question] = [randomUUID(), randomUUID(), randomUUID()];
	const [promised, forgotten, done, left, goal, series] = Array.from({ length: 6 }, () =>
		randomUUID()
	);
	const person = ({ person: who }: Someone) => who;
	const client = await owner.connect();
	await client.query('begin');
	// How it all came about is told elsewhere.
	await client.query('set local session_replication_role = replica');
	await client.query(
		`insert into samspil.framework (tenant_id, id, collaboration_id, template_version, state, established_version_id, established_on,
			next_update_on, next_update_person_id, next_update_organisation_id)
		values ($1, $2, $3, 1, 'established', $2, $4, '2026-11-04', $5, $1)`,
		[tenant, framework, id, FIRST, reviewer.person]
	);
	await client.query(
		`insert into samspil.document (tenant_id, id, kind, template_key, template_edition, title, collaboration_id, begun_by,
			begun_by_organisation, owner_person_id, owner_organisation_id)
		values ($1, $2, 'agreement', 'cooperation-contract', 1, 'Hjem igen', $3, $4, $1, $5, $1)`,
		[tenant, agreement, id, leader.person, reviewer.person]
	);
	await client.query(
		`insert into samspil.document_version (tenant_id, id, document_id, number, content, hash, submitted_by_name, fate, fate_at, from_on, until_on)
		values ($1, $2, $2, 1, $3, decode(repeat('a1', 32), 'hex'), 'x', 'agreed', now(), '2026-01-01', '2027-05-10')`,
		[
			tenant,
			agreement,
			JSON.stringify({
				title: 'Hjem igen',
				parties: [
					{
						organisation: tenant,
						name: 'Solby',
						responsible: { person: person(leader), name: 'x', title: '' },
						executing: [],
						signatories: []
					},
					{
						organisation: shelter,
						name: 'Nattely',
						responsible: { person: person(host), name: 'x', title: '' },
						executing: [],
						signatories: []
					}
				]
			})
		]
	);
	for (const [place, party] of [tenant, shelter].entries())
		await client.query(
			'insert into samspil.document_party (tenant_id, document_id, organisation_id, place, responsible_person_id) values ($1, $2, $3, $4, $5)',
			[tenant, agreement, party, place, place === 0 ? leader.person : host.person]
		);
	for (const [promise, dueOn] of [
		[promised, '2026-09-01'],
		[forgotten, '2026-10-01']
	])
		await client.query(
			`insert into samspil.agreement_obligation (tenant_id, id, document_id, live_key, party_id, what, due_on) values ($1, $2::uuid, $3, $2::text, $4, 'Åbne hver nat', $5)`,
			[tenant, promise, agreement, shelter, dueOn]
		);
	const days: [string, Day, string | null, string | null][] = [
		['review', '2026-12-01', null, null],
		['last-notice', '2026-11-30', null, null],
		['renewal', '2027-02-01', null, null],
		['expiry', '2027-05-10', null, null],
		['obligation', '2026-09-01', shelter, promised!],
		['obligation', '2026-10-01', shelter, forgotten!]
	];
	for (const [kind, dueOn, party, promise] of days)
		await client.query(
			'insert into samspil.agreement_due (tenant_id, document_id, kind, due_on, party_id, obligation_id) values ($1, $2, $3, $4, $5, $6)',
			[tenant, agreement, kind, dueOn, party, promise]
		);
	const live: [string, string, Day | null, string | null, object][] = [
		[done!, 'task', '2026-08-14', helper.person, { what: 'Finde lokaler' }],
		[left!, 'task', '2026-08-21', helper.person, { what: 'Skrive til naboerne' }],
		[goal!, 'goal', '2026-12-31', null, { goal: '25 gæster' }],
		[
			series!,
			'series',
			null,
			helper.person,
			{ frequency: 'quarterly', firstOn: '2026-03-10', until: null }
		]
	];
	for (const [thing, kind, dueOn, who, said] of live)
		await client.query(
			`insert into samspil.agreement_live (tenant_id, id, document_id, live_key, kind, said, due_on, person_id, organisation_id)
			values ($1, $2::uuid, $3, $2::text, $4, $5, $6, $7::uuid, $8)`,
			[tenant, thing, agreement, kind, JSON.stringify(said), dueOn, who, who ? shelter : null]
		);
	await client.query(
		`insert into samspil.document_question (tenant_id, id, document_id, title, body, hash, quorum, asked_by, asked_by_organisation, asked_by_name,
			changed_by_name, state, decided_on, review_on)
		values ($1, $2, $3, 'Åbningstid', 'Til midnat', decode(repeat('b2', 32), 'hex'), '{"each": 1}', $4, $1, 'x', 'x', 'decided', '2026-05-01', '2026-09-15')`,
		[tenant, question, agreement, leader.person]
	);
	await client.query(
		'insert into samspil.document_question_member (tenant_id, document_id, question_id, person_id, organisation_id) values ($1, $2, $3, $4, $5)',
		[tenant, agreement, question, host.person, shelter]
	);
	await client.query('commit');
	client.release();

	/** What people do on a day of the year, in time. */
	const acts: Record<Day, [string, unknown[]]> = {
		'2026-08-12': [`update samspil.agreement_live set status = 'done' where id = $1`, [done]],
		'2026-08-31': [
			`update samspil.agreement_obligation set status = 'kept', evidence = 'Åbent' where id = $1`,
			[promised]
		],
		'2026-09-14': [
			`update samspil.document_question set review_on = '2027-09-15' where id = $1`,
			[question]
		]
	};
	return {
		world,
		/** Done in time. */
		met: new Set([done, promised, question]),
		/** Done by nobody. */
		late: new Set([left, forgotten, framework, pathway, agreement]),
		async liveThrough(day: Day) {
			const act = acts[day];
			if (!act) return;
			await owner.query(...act);
			// Whoever tells of a promise that is kept has its day taken away with it (keep-agreement.ts).
			if (act[1][0] === promised)
				await owner.query('delete from samspil.agreement_due where obligation_id = $1', [promised]);
		}
	};
}
