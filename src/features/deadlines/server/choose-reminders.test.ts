/** How people choose to be reminded: each for themselves, and what comes of it in the mail. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { addDays, type Day } from '#values/day.ts';
import type { Choices } from '../choice.rules.ts';
import { remind } from '../test-remind.ts';
import { findChoices } from './choice.queries.ts';
import { chooseReminders } from './choose-reminders.ts';

const database = await testDatabase();
const { owner, pools } = database;

// 2026-05-04 is a Monday.
async function story() {
	const world = await newWorld(database);
	const told = await world.coordinatedPathway();
	await owner.query('update samspil.allotment set decided_on = $2 where pathway_id = $1', [
		told.pathway,
		TODAY
	]);
	const { rows } = await owner.query<{ id: string }>(
		`select id from samspil.scope where pathway_id = $1 and category = 'housing'`,
		[told.pathway]
	);
	const task = (dueOn: Day, who: Someone, organisation: string) =>
		world.insert('task', {
			tenant_id: world.tenant,
			id: randomUUID(),
			pathway_id: told.pathway,
			scope_id: rows[0]!.id,
			category: 'housing',
			title: 'Ring til boligforeningen',
			responsible_person_id: who.person,
			responsible_organisation_id: organisation,
			responsible_name: who.name,
			due_on: dueOn,
			created_by: told.tovholder.person,
			created_by_name: 'x'
		});
	const choose = (who: Someone, choices: Choices, version = 0) =>
		world.as(who).act((acting) => chooseReminders(acting, version, choices));
	const mailed = async (who: Someone) => {
		const { rows: mails } = await owner.query(
			`select kind, words from samspil.mail where person_id = $1 and tenant_id = $2 order by created_at`,
			[who.person, world.tenant]
		);
		return mails as { kind: string; words: Record<string, string> }[];
	};
	const inOutbox = async (who: Someone) => {
		const { rows: mails } = await owner.query<{ is: boolean }>(
			'select in_outbox as is from samspil.mail where person_id = $1 and tenant_id = $2',
			[who.person, world.tenant]
		);
		return mails.map(({ is }) => is);
	};
	return { world, ...told, task, choose, mailed, inOutbox };
}

test('who wants one mail a day gets one that says line by line what kind of thing, by when and where, and others get theirs at once', async () => {
	const { task, choose, mailed, inOutbox, helper, shelter, tovholder, world, pathway } =
		await story();
	await choose(helper, { tasks: 'daily' });
	for (const day of [-1, -2, 1]) await task(addDays(TODAY, day), helper, shelter);
	await task(addDays(TODAY, -1), tovholder, world.tenant);
	await remind(pools.jobs, TODAY);
	await remind(pools.jobs, TODAY);
	expect(await mailed(helper)).toEqual([
		{
			kind: 'digest',
			words: {
				path: '/notices',
				count: '3',
				line1: `tasks 1 ${addDays(TODAY, -2)} /pathways/${pathway}/tasks`,
				line2: `tasks 1 ${addDays(TODAY, -1)} /pathways/${pathway}/tasks`,
				line3: `tasks 1 ${addDays(TODAY, 1)} /pathways/${pathway}/tasks`
			}
		}
	]);
	// a line may lead to a pathway, which no administrator has to know of
	expect(await inOutbox(helper)).toEqual([false]);
	expect(await mailed(tovholder)).toEqual([
		{
			kind: 'reminder',
			words: { path: `/pathways/${pathway}/tasks`, tasks: '1', day: addDays(TODAY, -1) }
		}
	]);
});

test('a weekly mail waits for the first workday of the week, and holds what is not read', async () => {
	const { task, choose, mailed, helper, shelter, tovholder, pathway } = await story();
	await choose(helper, { tasks: 'weekly' });
	await task('2026-05-05', helper, shelter);
	for (const day of ['2026-05-05', '2026-05-06', '2026-05-07', '2026-05-08'])
		await remind(pools.jobs, day);
	expect(await mailed(helper)).toEqual([]);
	await remind(pools.jobs, '2026-05-11');
	expect(await mailed(helper)).toEqual([
		{
			kind: 'digest',
			words: {
				path: '/notices',
				// told before its day and after it: one task
				count: '1',
				line1: `tasks 1 2026-05-05 /pathways/${pathway}/tasks`
			}
		}
	]);
	// What is late goes up to whoever holds the threads, whatever the one who is late has chosen.
	expect((await mailed(tovholder)).map(({ kind }) => kind)).toEqual(['reminder']);
});

test('a mail that collects names the first twelve days, and counts the rest', async () => {
	const { task, choose, mailed, helper, shelter } = await story();
	await choose(helper, { tasks: 'daily' });
	for (let days = 1; days <= 14; days += 1) await task(addDays(TODAY, -days), helper, shelter);
	await remind(pools.jobs, TODAY);
	const [mail] = await mailed(helper);
	expect(Object.keys(mail!.words)).toHaveLength(14);
	expect(mail!.words).toMatchObject({ count: '14', line1: expect.stringContaining('tasks 1 ') });
});

test('what is no duty can be silent in the mail, and is still told on the front page', async () => {
	const { choose, mailed, tovholder, world, pathway, shelter } = await story();
	await choose(tovholder, { consents: 'none' });
	await world.consent(pathway, [shelter], ['work'], { until: addDays(TODAY, 9) });
	await remind(pools.jobs, TODAY);
	expect(await mailed(tovholder)).toEqual([]);
	const { rows } = await owner.query(
		'select kind, about from samspil.notice where person_id = $1 and tenant_id = $2',
		[tovholder.person, world.tenant]
	);
	expect(rows).toContainEqual({ kind: 'consent-expiring', about: 'consents' });
});

test('what one must do is never silent, not even in the database', async () => {
	const { helper, world } = await story();
	for (const topic of ['tasks', 'pathways', 'agreements', 'collaboration', 'late'])
		await expect(
			owner.query('insert into samspil.reminder_choice (person_id, choices) values ($1, $2)', [
				helper.person,
				JSON.stringify({ [topic]: 'none' })
			]),
			topic
		).rejects.toThrow('check constraint');
	expect(await world.as(helper).see(findChoices())).toEqual([]);
});

test('each chooses for themselves: a second press changes nothing, and what was chosen since is not overwritten', async () => {
	const { choose, helper, tovholder, world } = await story();
	expect(await choose(helper, { tasks: 'daily' })).toEqual({ ok: true, value: true });
	expect(await choose(helper, { tasks: 'daily' })).toEqual({ ok: true, value: true });
	expect(await choose(helper, { tasks: 'weekly' })).toMatchObject({
		ok: false,
		reason: 'stale',
		saved: { choices: { tasks: 'daily' }, version: 1 }
	});
	expect((await choose(helper, { tasks: 'weekly' }, 1)).ok).toBe(true);
	expect(await world.as(helper).see(findChoices())).toMatchObject([
		{ choices: { tasks: 'weekly' }, version: 2 }
	]);
	expect(await world.as(tovholder).see(findChoices())).toEqual([]);
});

test('the same choice from two windows at once is one choice', async () => {
	const { choose, tovholder } = await story();
	const both = await Promise.all([
		choose(tovholder, { late: 'weekly' }),
		choose(tovholder, { late: 'weekly' })
	]);
	expect(both.map(({ ok }) => ok)).toEqual([true, true]);
});
