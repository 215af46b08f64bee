import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listMeetings, PAGE_OF_MEETINGS } from '#features/meetings/server/meeting.queries.ts';
import { draftedMeeting } from '#features/meetings/server/test-meeting.ts';
import { addTask } from '#features/tasks/server/add-task.ts';
import {
	listOpenTasks,
	listTasksOver,
	PAGE_OF_TASKS
} from '#features/tasks/server/task.queries.ts';
import type { Query } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { pageOf, readCursor, type CursorKey } from '#values/cursor.ts';
import { listWords } from './entry.queries.ts';
import { PAGE_SIZE } from './pathway.queries.ts';
import { writeOwnWords } from './write-own-words.ts';

const database = await testDatabase();

/** As many copies of the row as fill two pages and a bit, three at the same moment each. */
const MANY = 2 * PAGE_SIZE + 20;

/** Copies a row of `table`, with what `changes` says of the copy number `n`. */
const copy = (table: string, id: string, changes: string) =>
	database.owner.query(
		`insert into samspil.${table} select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()) || ${changes})).*
		from samspil.${table} t, generate_series(1, ${MANY}) n where t.id = $1`,
		[id]
	);
const momentOf = `'2026-04-01T10:00:00Z'::timestamptz + (n / 3) * interval '1 hour'`;

/** The ids of a list, page by page as its links lead. */
async function readThrough<Row extends { id: string; cursor: string }>(
	world: World,
	as: Someone,
	list: (after: CursorKey | null) => Query<Row>,
	size: number
) {
	const ids: string[] = [];
	let pages = 0;
	let after: CursorKey | null = null;
	do {
		const read: Row[] = await world.as(as).see(list(after));
		const page = pageOf(read, size);
		ids.push(...read.slice(0, size).map(({ id }) => id));
		after = readCursor(page.next);
		pages += 1;
	} while (after);
	return { ids, pages };
}

const expectAll = (
	{ ids, pages }: { ids: string[]; pages: number },
	many: number,
	size: number
) => {
	expect(ids).toHaveLength(many);
	expect(new Set(ids).size).toBe(many);
	expect(pages).toBe(Math.ceil(many / size));
};

test('a long list of meetings is read to its end, each meeting once', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder, meeting } = await draftedMeeting(world);
	await copy(
		'meeting',
		meeting,
		`jsonb_build_object('starts_at', ${momentOf}, 'ends_at', ${momentOf} + interval '1 hour')`
	);
	const read = await readThrough(
		world,
		tovholder,
		(after) => listMeetings(pathway, after),
		PAGE_OF_MEETINGS
	);
	expectAll(read, MANY + 1, PAGE_OF_MEETINGS);
});

test('all open tasks are shown at once, and those that are over page by page', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder, helper, shelter } = await world.coordinatedPathway();
	const given = await world.as(tovholder).act((acting) =>
		addTask(acting, pathway, {
			id: randomUUID(),
			title: 'Ring til boligforeningen',
			category: 'housing',
			responsible: { person: helper.person, organisation: shelter },
			dueOn: '2026-05-11',
			meeting: null,
			agendaItem: null
		})
	);
	if (!given.ok) throw new Error(given.reason);
	await copy('task', given.value.id, `'{}'`);
	await copy(
		'task',
		given.value.id,
		`jsonb_build_object('state', 'done', 'state_changed_at', ${momentOf})`
	);
	expect(await world.as(tovholder).see(listOpenTasks(pathway))).toHaveLength(MANY + 1);
	const read = await readThrough(
		world,
		tovholder,
		(after) => listTasksOver(pathway, after),
		PAGE_OF_TASKS
	);
	expectAll(read, MANY, PAGE_OF_TASKS);
});

test('R-130 nothing of what a citizen told falls off the end of the list', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder } = await world.coordinatedPathway();
	const id = randomUUID();
	const told = {
		id,
		question: 'wishes',
		body: 'En dør, der kan låses',
		saidOn: '2026-05-01'
	} as const;
	const written = await world.as(tovholder).act((acting) => writeOwnWords(acting, pathway, told));
	expect(written).toMatchObject({ ok: true });
	await copy('own_words', id, `jsonb_build_object('created_at', ${momentOf})`);
	const read = await readThrough(world, tovholder, (after) => listWords(pathway, after), PAGE_SIZE);
	expectAll(read, MANY + 1, PAGE_SIZE);
	expect(await world.as(tovholder).see(listWords(pathway, null, 10_000))).toHaveLength(MANY + 1);
});
