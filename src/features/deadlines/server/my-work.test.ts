/** My work across everything: in the order of days, page by page, with the words of what I may see and of nothing else. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findWaiting as findFront } from '#features/notices/server/waiting.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { addDays, type Day } from '#values/day.ts';
import { keep } from '../test-remind.ts';
import { findWaiting, listMyWork, WORK_A_PAGE } from './my-work.queries.ts';
import { findCollaborationName, listYear } from './year.queries.ts';

const database = await testDatabase();

async function story() {
	const world = await newWorld(database);
	const told = await world.coordinatedPathway();
	const { rows } = await database.owner.query<{ id: string }>(
		`select id from samspil.scope where pathway_id = $1 and category = 'housing'`,
		[told.pathway]
	);
	const task = async (
		dueOn: Day | null,
		who: Someone = told.helper,
		organisation = told.shelter
	) => {
		const id = randomUUID();
		await world.insert('task', {
			tenant_id: world.tenant,
			id,
			pathway_id: told.pathway,
			scope_id: rows[0]!.id,
			category: 'housing',
			title: `Opgave ${dueOn ?? 'uden dato'}`,
			responsible_person_id: who.person,
			responsible_organisation_id: organisation,
			responsible_name: who.name,
			due_on: dueOn,
			created_by: told.tovholder.person,
			created_by_name: 'x'
		});
		return id;
	};
	const mine = async (who: Someone, today: Day = TODAY) => {
		await keep(database.pools.jobs, today, world.tenant);
		return world.as(who, today).see(listMyWork(null));
	};
	return { world, ...told, task, mine };
}

test('what is late comes first and what has no day last, each with its own words and where it is', async () => {
	const { task, mine, helper, pathway } = await story();
	for (const day of [null, addDays(TODAY, 9), addDays(TODAY, -3), TODAY]) await task(day);
	const work = await mine(helper);
	expect(work.map(({ dueOn }) => dueOn)).toEqual([
		addDays(TODAY, -3),
		TODAY,
		addDays(TODAY, 9),
		null
	]);
	expect(work[0]).toMatchObject({
		kind: 'task',
		what: `Opgave ${addDays(TODAY, -3)}`,
		path: `/pathways/${pathway}/tasks`,
		pathway: expect.any(Number),
		agreement: null
	});
});

test('it is one’s own work under the hat one wears, and nobody else’s', async () => {
	const { world, task, mine, helper, colleague, tovholder, leader } = await story();
	await task(TODAY);
	expect(await mine(helper)).toHaveLength(1);
	expect(await mine(colleague)).toEqual([]);
	expect((await mine(tovholder)).map(({ kind }) => kind)).not.toContain('task');
	// The project leader decides on a tovholder, and reads no number of a pathway there.
	expect(await mine(leader)).toMatchObject([{ kind: 'tovholder', pathway: null, what: null }]);
	expect(await mine(await world.administrator())).toEqual([]);
});

test('what a consent opens no more is nobody’s work', async () => {
	const { task, mine, helper, consent, tovholder } = await story();
	await task(TODAY);
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[consent]
	);
	expect(await mine(helper)).toEqual([]);
	// whoever holds the threads has it then
	expect((await mine(tovholder)).map(({ kind }) => kind)).toContain('task');
});

test('R-054 each of six who help finds the task among their own, marked so, until it is done or they may see it no more', async () => {
	const { world, task, mine, pathway, shelter, helper, colleague, tovholder, consent } =
		await story();
	const names = ['Anna', 'Bo', 'Cilie', 'Dan', 'Ebbe'];
	const others = await Promise.all(names.map((name) => world.worker(name, shelter, 'volunteer')));
	for (const { person } of others)
		await world.insert('partner_person', {
			tenant_id: world.tenant,
			pathway_id: pathway,
			organisation_id: shelter,
			person_id: person,
			since: '2026-01-07'
		});
	const scope = await world.scopeOf(pathway, 'housing');
	const ids = [await task(addDays(TODAY, -1)), await task(null)];
	const helping = [tovholder, ...others];
	for (const id of ids)
		for (const { person, organisation, name } of helping)
			await world.insert('task_helper', {
				tenant_id: world.tenant,
				task_id: id,
				pathway_id: pathway,
				scope_id: scope,
				category: 'housing',
				person_id: person,
				organisation_id: organisation,
				name,
				organisation_name: 'x'
			});
	const tasksOf = async (who: Someone) =>
		(await mine(who))
			.filter(({ kind }) => kind === 'task')
			.map(({ subject, helps }) => [subject, helps]);
	const both = (helps: boolean) => ids.map((id) => [id, helps]);
	/** What the front page says: open tasks of one's own and with which one helps, and how many of these are late. */
	const front = async (who: Someone) => {
		const [told] = await world.as(who).see(findFront());
		return [told!.openTasks, told!.helpingTasks, told!.overdueHelpingTasks];
	};
	for (const who of helping) expect(await tasksOf(who), who.name).toEqual(both(true));
	expect(await tasksOf(helper)).toEqual(both(false));
	expect(await tasksOf(colleague)).toEqual([]);
	for (const who of helping) expect(await front(who), who.name).toEqual([0, 2, 1]);
	expect(await front(helper)).toEqual([2, 0, 0]);
	expect(await front(colleague)).toEqual([0, 0, 0]);
	await database.owner.query(`update samspil.task set state = 'done' where id = $1`, [ids[1]]);
	for (const who of helping) expect(await tasksOf(who)).toEqual([[ids[0], true]]);
	for (const who of helping) expect(await front(who)).toEqual([0, 1, 1]);
	// whoever holds the threads acts for the one who may see it no more, and then it is their own, once
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[consent]
	);
	expect(await tasksOf(tovholder)).toEqual([[ids[0], false]]);
	for (const who of others) {
		expect(await tasksOf(who)).toEqual([]);
		expect(await front(who)).toEqual([0, 0, 0]);
	}
});

test('a long list comes page by page, each once and in their order', async () => {
	const { world, task, mine, helper } = await story();
	const days = Array.from({ length: 120 }, (_, n) =>
		n % 10 === 9 ? null : addDays(TODAY, n % 40)
	);
	for (const day of days) await task(day);
	await mine(helper);
	const seen: { dueOn: Day | null; kind: string; subject: string }[] = [];
	let after: (typeof seen)[number] | null = null;
	do {
		const rows: typeof seen = await world.as(helper).see(listMyWork(after));
		const page = rows.slice(0, WORK_A_PAGE);
		seen.push(...page);
		after = rows.length > page.length ? page.at(-1)! : null;
	} while (after);
	expect(seen).toHaveLength(days.length);
	expect(new Set(seen.map(({ subject }) => subject)).size).toBe(days.length);
	const order = seen.map(({ dueOn, kind, subject }) => `${dueOn ?? 'never'} ${kind} ${subject}`);
	expect(order).toEqual(order.toSorted());
});

test('that something waits to be worked out is seen at once, and is over when it has been', async () => {
	const { world, task, mine, helper } = await story();
	await mine(helper);
	const waits = async () => (await world.as(helper).see(findWaiting()))[0]?.waits;
	expect(await waits()).toBe(false);
	await task(TODAY);
	expect(await waits()).toBe(true);
	await mine(helper);
	expect(await waits()).toBe(false);
	// and a new day is one more look at everything
	expect((await world.as(helper, addDays(TODAY, 1)).see(findWaiting()))[0]?.waits).toBe(true);
});

test('R-045 the year of a collaboration holds nothing of a pathway, and is not there for strangers', async () => {
	const { world, task, mine, helper, leader, colleague, collaboration, pathway } = await story();
	await task(TODAY);
	await mine(helper);
	const year = (who: Someone) =>
		world.as(who).see(listYear(collaboration, addDays(TODAY, -200), addDays(TODAY, 200)));
	expect((await year(leader)).map(({ kind, subject }) => [kind, subject])).toEqual([
		['tovholder', pathway]
	]);
	expect((await year(leader))[0]!.who).toEqual([leader.name]);
	for (const other of [helper, colleague]) expect(await year(other)).toEqual([]);
	const elsewhere = await newWorld(database);
	const stranger = await elsewhere.worker('Svend', elsewhere.tenant, 'project-leader');
	expect(await elsewhere.as(stranger).see(findCollaborationName(collaboration))).toEqual([]);
	expect(await world.as(leader).see(findCollaborationName(collaboration))).toHaveLength(1);
});
