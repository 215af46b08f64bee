/**
 * Reminds people of their deadlines, over all municipalities: a notice, and one mail a person that says that
 * there is something and not what. May run as often as it likes: each step of each deadline is told once.
 */
import type { Pool } from 'pg';
import { addDays, type Day } from '#values/day.ts';
import type { DeadlineDuties, Promised } from '#values/deadline.ts';
import { beginVersions } from './begin-versions.ts';
import { keepDeadlines } from './keep-deadlines.ts';

/** Days before and after its day in which a deadline has anything to remind of: the longest rhythm, and a month of lateness. */
const [BEFORE, AFTER] = [366, 37];

/** Reminds of everything that is to be told on `today`; answers how many reminders were new. */
export async function remind(
	jobs: Pool,
	today: Day,
	{ workOut, tell }: Pick<DeadlineDuties, 'workOut' | 'tell'>
): Promise<number> {
	// of what is in force today, whether or not it has been looked at since midnight
	await beginVersions(jobs, today);
	await keepDeadlines(jobs, today, workOut);
	const { rows } = await jobs.query<Promised>(PROMISED, [
		addDays(today, -AFTER),
		addDays(today, BEFORE)
	]);
	const due = tell(rows, today);
	if (due.length === 0) return 0;
	const told = await jobs.query<{ count: number }>(TELL, [JSON.stringify(due)]);
	return told.rows[0]?.count ?? 0;
}

const PROMISED = `
	select d.tenant_id as tenant, d.kind, d.subject_id as subject, d.due_on as "dueOn", d.path, d.seen,
		p.person_id as person, p.part,
		exists (select from samspil.deadline_person h where h.tenant_id = d.tenant_id and h.kind = d.kind and h.subject_id = d.subject_id
			and h.due_on = d.due_on and h.part = 'hears') as "isHeard",
		p.part = 'acts' or exists (select from samspil.deadline_person a where a.tenant_id = d.tenant_id and a.kind = d.kind
			and a.subject_id = d.subject_id and a.due_on = d.due_on and a.part = 'acts' and a.person_id = p.person_id) as acts
	from samspil.deadline d
		join samspil.deadline_person p on p.tenant_id = d.tenant_id and p.kind = d.kind and p.subject_id = d.subject_id and p.due_on = d.due_on
	where d.due_on between $1 and $2`;

/** One statement, so that a reminder is remembered with its notice and its mail or not at all. */
const TELL = `
	with due as (
		select * from json_to_recordset($1::json) as d
			(tenant uuid, subject uuid, "dueOn" date, person uuid, path text, reminder text, notice text)
	), remembered as (
		insert into samspil.reminder (tenant_id, kind, subject_id, due_on, person_id)
			select tenant, reminder, subject, "dueOn", person from due
			on conflict do nothing
			returning tenant_id, kind, subject_id, due_on, person_id
	), fresh as (
		select distinct on (d.tenant, d.reminder, d.subject, d."dueOn", d.person) d.*
		from due d join remembered r on r.tenant_id = d.tenant and r.kind = d.reminder
			and r.subject_id = d.subject and r.due_on = d."dueOn" and r.person_id = d.person
	), noticed as (
		insert into samspil.notice (tenant_id, person_id, kind, path) select tenant, person, notice, path from fresh
	), mailed as (
		insert into samspil.mail (tenant_id, kind, person_id, words)
			select tenant, 'notice', person, jsonb_build_object('path', case when count(*) = 1 then min(path) else '/' end)
			from fresh group by tenant, person
	)
	select count(*)::int as count from fresh`;
