/**
 * Keeps the table of deadlines the same as what the rules say of the facts: what has changed since it was looked at last, and once
 * a day everything, since some of it follows from the day alone. May run as often as it likes, and in any number of processes.
 */
import type { Pool, PoolClient } from 'pg';
import { askInOneGo, type Statement } from '../database/one-go.ts';
import { withClient } from '../database/with-client.ts';
import type { Day } from '#values/day.ts';
import type { DeadlineDuties, DeadlineRow, FactRow } from '#values/deadline.ts';
import type { CountedDays } from '#values/holiday.ts';

type WorkOut = DeadlineDuties['workOut'];

/** Works out everything that waits, or what waits in one municipality; answers in how many it did. */
export async function keepDeadlines(
	jobs: Pool,
	today: Day,
	workOut: WorkOut,
	tenant?: string
): Promise<number> {
	if (tenant) {
		await keepTenant(jobs, tenant, today, workOut);
		return 1;
	}
	const { rows } = await jobs.query<{ id: string }>(
		'select t.id from samspil.tenants_of_deadlines($1) t (id)',
		[today]
	);
	for (const { id } of rows) await keepTenant(jobs, id, today, workOut);
	return rows.length;
}

/** In one transaction, one process at a time: what is read is what is written. */
function keepTenant(jobs: Pool, tenant: string, today: Day, workOut: WorkOut): Promise<void> {
	return withClient(jobs, async (client) => {
		const stale = await takeStale(client, tenant, today);
		const isNothing = stale.abouts !== null && stale.abouts.length === 0;
		const written = isNothing ? [] : await differencesIn(client, tenant, today, stale, workOut);
		await askInOneGo(client, [...written, COMMIT]);
	});
}

const BEGIN: Statement = { text: 'begin', values: [] };
const COMMIT: Statement = { text: 'commit', values: [] };
/**
 * For what is about a few things: one plan serves each of them. PostgreSQL would plan anew each time, since it takes a list of unknown length for
 * a longer one than these are, and planning costs several times as much as reading does.
 */
const PLANNED_ONCE: Statement = {
	text: 'set local plan_cache_mode = force_generic_plan',
	values: []
};

/** What is to be worked out anew, null for everything; and how the municipality counts the days before a meeting. */
type Stale = { abouts: string[] | null; agendaDays: CountedDays };

/**
 * Begins, and takes the marks of what has changed, once no other process works on this municipality. What is marked while it waits is left for
 * the next; the facts are read after it, so none is missed.
 */
async function takeStale(client: PoolClient, tenant: string, today: Day): Promise<Stale> {
	const text = `with alone as materialized (select pg_advisory_xact_lock(hashtextextended('deadlines ' || $1::text, 0))),
			taken as (delete from samspil.deadline_stale where tenant_id = $1::uuid and exists (select from alone) returning about),
			kept as (
				insert into samspil.deadline_day as d (tenant_id, kept_on) select $1::uuid, $2::date from alone
				-- a row that is held against another is locked, and so written, though nothing differs
				where not exists (select from samspil.deadline_day k where k.tenant_id = $1::uuid and k.kept_on = $2::date)
				on conflict (tenant_id) do update set kept_on = excluded.kept_on where d.kept_on <> excluded.kept_on
				returning 1)
		select coalesce((select array_agg(distinct about) from taken), '{}')::text[] as abouts, exists (select from kept) as "isNewDay",
			coalesce((select g.days from samspil.agenda_setting g where g.tenant_id = $1::uuid), 'calendar') as "agendaDays"`;
	const take = { name: 'take_stale_deadlines', text, values: [tenant, today] };
	const [, taken] = await askInOneGo(client, [BEGIN, take]);
	const { abouts, isNewDay, agendaDays } = taken!.rows[0] as {
		abouts: string[];
		isNewDay: boolean;
		agendaDays: CountedDays;
	};
	return { abouts: isNewDay || abouts.includes(tenant) ? null : abouts, agendaDays };
}

const FACTS = [
	'pathway_facts',
	'collaboration_facts',
	'framework_facts',
	'group_facts',
	'agreement_facts',
	'partnership_facts',
	'retention_facts',
	'notification_facts',
	'declaration_facts',
	'review_facts'
]
	.map(
		(
			facts
		) => `select kind, subject_id as subject, about, seen, collaboration_id as collaboration, document_id as document, pathway_id as pathway,
			scope_id as scope, path, day, until_on as until, frequency, state, part, person_id as person, organisation_id as organisation
			from samspil.${facts}($1, $2, $3)`
	)
	.join(' union all ');

/** The facts of these pathways, collaborations and agreements, or all of them. */
export async function readFacts(
	client: Pick<PoolClient, 'query'>,
	tenant: string,
	today: Day,
	abouts: readonly string[] | null
): Promise<FactRow[]> {
	return (await client.query<FactRow>(FACTS, [tenant, today, abouts])).rows;
}

/** What writes what differs and nothing else: of these things, or of all of the tenant. Both sides are read in one go. */
async function differencesIn(
	client: PoolClient,
	tenant: string,
	today: Day,
	{ abouts, agendaDays }: Stale,
	workOut: WorkOut
): Promise<Statement[]> {
	const read = { name: 'read_facts', text: FACTS, values: [tenant, today, abouts] };
	const [facts, kept] = (
		await askInOneGo(
			client,
			abouts === null
				? [read, { text: READ, values: [tenant] }]
				: [
						PLANNED_ONCE,
						read,
						{ name: 'read_some_deadlines', text: READ_SOME, values: [tenant, abouts] }
					]
		)
	).slice(-2);
	const deadlines = workOut(facts!.rows as FactRow[], today, agendaDays);
	const before = new Map((kept!.rows as DeadlineRow[]).map((row) => [textOf(row), row]));
	const now = new Map(deadlines.map((row) => [textOf(row), row]));
	const gone = [...before].filter(([text]) => !now.has(text)).map(([, row]) => row);
	const fresh = [...now].filter(([text]) => !before.has(text)).map(([, row]) => row);
	const changes = [
		{ name: 'forget_deadlines', text: FORGET, rows: gone },
		{ name: 'write_deadlines', text: WRITE, rows: fresh }
	];
	return changes
		.filter(({ rows }) => rows.length > 0)
		.map(({ name, text, rows }) => ({ name, text, values: [tenant, JSON.stringify(rows)] }));
}

/** The whole of a row as one text: two that differ in anything are two. */
const textOf = (row: DeadlineRow): string =>
	[
		row.kind,
		row.dueOn,
		row.subject,
		row.about,
		row.seen,
		row.collaboration,
		row.document,
		row.pathway,
		row.scope,
		row.path
	]
		.concat(row.people)
		.join(' ');

const READ = `
	select d.kind, d.due_on as "dueOn", d.subject_id as subject, d.about, d.seen, d.collaboration_id as collaboration,
		d.document_id as document, d.pathway_id as pathway, d.scope_id as scope, d.path,
		array(select p.part || ' ' || p.person_id || ' ' || p.organisation_id from samspil.deadline_person p
			where p.tenant_id = d.tenant_id and p.kind = d.kind and p.subject_id = d.subject_id and p.due_on = d.due_on
			order by p.part, p.person_id, p.organisation_id) as people
	from samspil.deadline d where d.tenant_id = $1`;
const READ_SOME = `${READ} and d.about = any ($2)`;

const FORGET = `
	delete from samspil.deadline d using json_to_recordset($2::json) as g (kind text, subject uuid, "dueOn" date)
	where d.tenant_id = $1 and d.kind = g.kind and d.subject_id = g.subject and d.due_on = g."dueOn"`;

const WRITE = `
	with fresh as materialized (
		select * from json_to_recordset($2::json) as f (kind text, subject uuid, "dueOn" date, about uuid, seen text,
			collaboration uuid, document uuid, pathway uuid, scope uuid, path text, people text[])
	), put as (
		insert into samspil.deadline (tenant_id, kind, subject_id, due_on, about, seen, collaboration_id, document_id, pathway_id, scope_id, path)
			select $1, kind, subject, "dueOn", about, seen, collaboration, document, pathway, scope, path from fresh
	)
	insert into samspil.deadline_person (tenant_id, part, person_id, organisation_id, due_on, kind, subject_id)
		select $1, split_part(who, ' ', 1), split_part(who, ' ', 2)::uuid, split_part(who, ' ', 3)::uuid, "dueOn", kind, subject
		from fresh cross join lateral unnest(people) who`;
