/**
 * How PostgreSQL goes about the queries that every working day asks most: on no table that grows does it read from end
 * to end, whatever the policies add. Asked of an invented country, through prepared statements as the door sends them.
 */
import { expect, test } from 'vitest';
import { seed } from '../../../bench/seed.ts';
import {
	insertEntry,
	listEntries,
	listNewestWords
} from '#features/pathways/server/entry.queries.ts';
import {
	findHead,
	listPathways,
	listTasksToDo,
	showPathway
} from '#features/pathways/server/pathway.queries.ts';
import { findChild } from '#features/children/server/child.queries.ts';
import { listMeasures } from '#features/measures/server/measure.queries.ts';
import { listMyWork } from '#features/deadlines/server/my-work.queries.ts';
import { keep } from '#features/deadlines/test-remind.ts';
import type { Query } from '../acting.ts';
import { testDatabase } from './test-database.ts';

const database = await testDatabase();
const owner = await database.owner.connect();
await seed(owner, { municipalities: 3, organisations: 90, pathways: 1_500, entries: 9_000 });
// What partners have told of changes, most of it seen long ago.
await owner.query(
	`insert into samspil.partner_change (tenant_id, id, pathway_id, organisation_id, words, told_by, told_by_name,
		told_by_organisation_name, acknowledged_at, acknowledged_by_name, acknowledged_by_organisation_name)
	select x.tenant_id, gen_random_uuid(), x.pathway_id, x.organisation_id, 'x', x.person_id, 'x', 'x', now(), 'x', 'x'
	from samspil.partner_person x`
);
await owner.query('analyze samspil.partner_change');
// What citizens have asked their tovholder, most of it answered long ago.
await owner.query(
	`insert into samspil.tovholder_message (tenant_id, id, pathway_id, person_id, person_name, body, answer, answered_by, answered_by_name, answered_at)
	select t.tenant_id, gen_random_uuid(), t.pathway_id, t.person_id, 'x', 'x', 'x', t.person_id, 'x', now() from samspil.tovholder t`
);
await owner.query('analyze samspil.tovholder_message');
// Emergency accesses that were over long ago.
await owner.query(
	`insert into samspil.emergency_access (tenant_id, id, pathway_id, pathway_number, person_id, organisation_id, person_name, organisation_name, reason, from_on, until_on)
	select t.tenant_id, gen_random_uuid(), t.pathway_id, 1, t.person_id, t.organisation_id, 'x', 'x', 'Lå bevidstløs', '2026-01-05', '2026-01-05' from samspil.tovholder t`
);
await owner.query('analyze samspil.emergency_access');
// How long it may be quiet on each pathway, and who was at the meetings.
await owner.query(
	`insert into samspil.contact_rhythm (tenant_id, pathway_id, days, changed_by_name) select p.tenant_id, p.id, 14, 'x' from samspil.pathway p`
);
await owner.query(
	`insert into samspil.meeting_participant (tenant_id, id, meeting_id, pathway_id, scope_id, kind, name, reason, attended)
	select m.tenant_id, gen_random_uuid(), m.id, m.pathway_id, m.scope_id, 'citizen', 'x', 'x', true from samspil.meeting m, generate_series(1, 3)`
);
await owner.query('analyze samspil.contact_rhythm, samspil.meeting_participant, samspil.meeting');

await owner.query('update samspil.task set due_on = coalesce(due_on, current_date)');
await keep(database.pools.jobs, '2026-11-01');
await owner.query('analyze samspil.deadline, samspil.deadline_person, samspil.deadline_stale');

const asker = (
	await owner.query<{ token: string; pathway: string }>(
		`select s.token, t.pathway_id as pathway from samspil.tovholder t join identity.session s on s."userId" = t.person_id limit 1`
	)
).rows[0]!;
const { pathway } = asker;
owner.release();

/** Small for good, or as good as empty here: a register of places, and what is open only for a week. */
const SMALL = ['installation', 'organisation', 'allotment'];

type Node = { 'Node Type': string; 'Relation Name'?: string; Plans?: Node[] };

const scannedIn = (node: Node): string[] => [
	...(node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? '?'] : []),
	...(node.Plans ?? []).flatMap(scannedIn)
];

/** The tables that a query reads from end to end, with the plan for any parameters, as a tovholder of fifty pathways. */
async function scanned(
	query: Query<unknown>,
	about: string | null,
	isEmpty = false
): Promise<string[]> {
	const client = await database.pools.app.connect();
	try {
		await client.query('begin');
		await client.query('select samspil.begin_visit($1, $2, $3, true)', [
			asker.token,
			'2026-11-01',
			about
		]);
		await client.query('set local plan_cache_mode = force_generic_plan');
		// What is empty here is read as it would be when it is full.
		if (isEmpty) await client.query('set local enable_seqscan = off');
		const { sql, parameters } = query.compile();
		await client.query(`prepare asked as ${sql}`);
		const values = parameters.map((value) => (value === null ? 'null' : `'${value}'`)).join(', ');
		const { rows } = await client.query(
			`explain (format json) execute asked${values && `(${values})`}`
		);
		await client.query('deallocate asked');
		const [{ Plan }] = rows[0]['QUERY PLAN'] as [{ Plan: Node }];
		return scannedIn(Plan);
	} finally {
		await client.query('rollback');
		client.release();
	}
}

const after = { at: '2026-06-01T00:00:00Z', id: pathway };

test.each<[string, Query<unknown>, string | null]>([
	['the page of a pathway', showPathway(pathway), pathway],
	['its citizen’s words', listNewestWords(pathway), pathway],
	['its tasks', listTasksToDo(pathway), pathway],
	['its entries', listEntries(pathway, null), pathway],
	['its measures', listMeasures(pathway), pathway],
	['its older entries', listEntries(pathway, after), pathway],
	['the head of its other pages', findHead(pathway), pathway],
	['my pathways', listPathways(null), null],
	['my pathways that changed earlier', listPathways(after), null],
	[
		'writing an entry',
		insertEntry({
			id: pathway,
			pathway,
			category: 'housing',
			text: {
				kind: 'note',
				title: '',
				body: 'x',
				startsOn: null,
				endsOn: null,
				area: null,
				channel: null
			},
			authorName: 'Mette',
			organisationName: 'Kommune'
		}),
		pathway
	]
])('%s reads no growing table from end to end', async (_name, query, about) => {
	const growing = (await scanned(query, about)).filter((table) => !SMALL.includes(table));
	expect(growing).toEqual([]);
});

// No agreement is made in this country, so there is an index for each table of theirs or it would still be read from end to end.
test.each([
	['from its beginning', null],
	['from a later day on', { dueOn: '2026-12-01', kind: 'task', subject: pathway }],
	['that has no day', { dueOn: null, kind: 'task', subject: pathway }]
])('my work %s reads no table from end to end', async (_name, from) => {
	expect(await scanned(listMyWork(from), null, true)).toEqual([]);
});

// No child is in this country.
test('a child’s pathway reads no table from end to end', async () => {
	expect(await scanned(findChild(pathway), pathway, true)).toEqual([]);
});

test('R-118 whether somebody has a tovholder is found by the folded name and the day, and by no look at everybody', async () => {
	// what check_tovholder, guard_second_pathway and open_emergency ask (1340)
	const { rows } = await owner.query(
		`explain (format json) select c.id from samspil.citizen c where c.tenant_id = '00000000-0000-4000-8000-000000000000'::uuid
			and samspil.folded_name(c.name) = samspil.folded_name('Amina  Andersen') and c.birth_date = '1990-02-03'`
	);
	const { Plan } = rows[0]['QUERY PLAN'][0];
	expect(Plan).toMatchObject({ 'Index Name': 'citizen_known_by' });
	expect(Plan['Index Cond']).toContain('birth_date');
	expect(Plan.Filter).toBeUndefined();
});

test('a table read from end to end is seen by this test', async () => {
	const register = {
		compile: () => ({ sql: 'select name from samspil.organisation', parameters: [] })
	};
	expect(await scanned(register as never, null)).toEqual(['organisation']);
	expect(await scanned(register as never, null, true)).toEqual(['organisation']);
});
