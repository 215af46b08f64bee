import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listConsents, PAGE_OF_CONSENTS } from '#features/consents/server/consent.queries.ts';
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
import { listRequests, PAGE_OF_REQUESTS } from './partner.queries.ts';
import { PAGE_SIZE } from './pathway.queries.ts';
import { listUndecided, PAGE_OF_UNDECIDED } from './tovholder.queries.ts';
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
async function readThrough<Row extends { cursor: string } & ({ id: string } | { pathway: string })>(
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
		ids.push(...read.slice(0, size).map((row) => ('id' in row ? row.id : row.pathway)));
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

test('all consents are read, the newest first', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder, shelter } = await world.coordinatedPathway();
	const consent = await world.consent(pathway, [shelter], ['housing']);
	const many = (await world.as(tovholder).see(listConsents(pathway))).length;
	await copy('consent', consent, `jsonb_build_object('number', 100 + n)`);
	const read = await readThrough(
		world,
		tovholder,
		(after) => listConsents(pathway, after),
		PAGE_OF_CONSENTS
	);
	expectAll(read, MANY + many, PAGE_OF_CONSENTS);
});

test('R-119 all that waits for a tovholder is read, and all that an organisation is asked, the most urgent first', async () => {
	const world = await newWorld(database);
	const { pathway, leader, collaboration } = await world.coordinatedPathway();
	const asked = await world.organisation('voluntary', 'Cykelværkstedet');
	const mechanic = await world.worker('Mia Mekaniker', asked, 'manager');
	await database.owner.query(
		`with copied as (
			insert into samspil.pathway select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'number', 10000 + n))).*
			from samspil.pathway p, generate_series(1, ${MANY}) n where p.id = $1 returning tenant_id, id)
		insert into samspil.tovholder select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'pathway_id', c.id))).*
		from copied c join samspil.tovholder t on t.tenant_id = c.tenant_id and t.pathway_id = $1 and t.until is null`,
		[pathway]
	);
	await database.owner.query(
		`insert into samspil.allotment (tenant_id, pathway_id, collaboration_id, pathway_number, registered_on, due_on, temporary_name,
			temporary_organisation_name)
		select tenant_id, id, collaboration_id, number, '2026-04-01'::date + number / 3, '2026-04-08'::date + number / 3, 'Tove', 'Solby'
		from samspil.pathway where tenant_id = $1 and number > 10000
		on conflict on constraint allotment_pkey do update set registered_on = excluded.registered_on, due_on = excluded.due_on`,
		[world.tenant]
	);
	await database.owner.query(
		`insert into samspil.partner (tenant_id, pathway_id, organisation_id, id, state, decided_by_name, decided_on, question,
			asked_by_name, asked_by_organisation_name, contacted_at, answer_before)
		select tenant_id, id, $2, gen_random_uuid(), 'contacted', 'Tove', '2026-05-01', 'Kan I hjælpe?', 'Tove', 'Solby', now(),
			case when number % 2 = 0 then '2026-06-01'::date + number / 3 - 3333 end
		from samspil.pathway where tenant_id = $1 and number > 10000`,
		[world.tenant, asked]
	);
	const waiting = await readThrough(
		world,
		leader,
		(after) => listUndecided(collaboration, after),
		PAGE_OF_UNDECIDED
	);
	expectAll(waiting, MANY + 1, PAGE_OF_UNDECIDED);
	const requests = await readThrough(world, mechanic, listRequests, PAGE_OF_REQUESTS);
	expectAll(requests, MANY, PAGE_OF_REQUESTS);
});
