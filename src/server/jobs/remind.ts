/**
 * Reminds people of their deadlines, over all municipalities: a notice, and one mail a person that says which
 * kinds of thing there are and how many, and not what. May run as often as it likes: each step of each deadline is told once.
 */
import type { Pool } from 'pg';
import { addDays, type Day } from '#values/day.ts';
import type { DeadlineDuties, Promised } from '#values/deadline.ts';
import { DIGEST_LINES } from '../mail/mail-kinds.ts';
import { beginVersions } from './begin-versions.ts';
import { keepDeadlines } from './keep-deadlines.ts';

/** Days before and after its day in which a deadline has anything to remind of: the longest rhythm, and a month of lateness. */
const [BEFORE, AFTER] = [366, 37];
/** Days in which the next workday is, whatever holidays lie between: those around Christmas and Easter, and a weekend. */
const MEETINGS_BEFORE = 7;

/** Reminds of everything that is to be told on `today`; answers how many reminders were new. */
export async function remind(
	jobs: Pool,
	today: Day,
	{ workOut, tell, isWeekly }: Pick<DeadlineDuties, 'workOut' | 'tell' | 'isWeekly'>
): Promise<number> {
	// of what is in force today, whether or not it has been looked at since midnight
	await beginVersions(jobs, today);
	await keepDeadlines(jobs, today, workOut);
	// One municipality after the other: no more of their people is held at once, and those who ask meanwhile are answered in between.
	const { rows: tenants } = await jobs.query<{ id: string }>(TENANTS);
	let told = 0;
	for (const { id } of tenants) told += await remindIn(jobs, id, today, tell);
	for (const rhythm of isWeekly(today) ? ['daily', 'weekly'] : ['daily'])
		await jobs.query(COLLECT, [rhythm, today]);
	return told;
}

/** Reminds of what is to be told in one municipality; answers how much of it was new. */
async function remindIn(
	jobs: Pool,
	tenant: string,
	today: Day,
	tell: DeadlineDuties['tell']
): Promise<number> {
	const within = [addDays(today, -AFTER), addDays(today, BEFORE)];
	const { rows } = await jobs.query<Promised>(PROMISED, [tenant, ...within]);
	const soon = [addDays(today, 1), addDays(today, MEETINGS_BEFORE), today];
	const meetings = await jobs.query<Promised>(MEETINGS, [tenant, ...soon]);
	const due = tell([...rows, ...meetings.rows], today);
	if (due.length === 0) return 0;
	return (await jobs.query<Count>(TELL, [JSON.stringify(due)])).rows[0]?.count ?? 0;
}

type Count = { count: number };

/** Those that have had their deadlines worked out. */
const TENANTS = 'select d.tenant_id as id from samspil.deadline_day d';

/** Lines that a mail has room for: more are read where all of them stand. */
const LINES = DIGEST_LINES.length;

/**
 * One mail for all that somebody was reminded of since the last of its kind and has not read: what kind of thing, how many of it, when it is due and
 * where; of a pathway no more than that. Remembered in the same statement, so that it goes out once.
 */
const COLLECT = `
	with told as (
		select n.tenant_id, n.person_id, n.mailed, n.due_on, n.path, count(*)::int as count
		from samspil.reminder_choice c join samspil.notice n on n.person_id = c.person_id
		where n.about is not null and n.read_at is null and c.choices ->> n.about = $1
			and n.created_at > coalesce((select max(d.sent_at) from samspil.reminder_digest d
				where d.tenant_id = n.tenant_id and d.person_id = n.person_id and d.rhythm = $1), '-infinity')
		group by n.tenant_id, n.person_id, n.mailed, n.due_on, n.path, n.kind
	), waiting as (
		-- told before its day and after it, it is one thing
		select tenant_id, person_id, mailed, due_on, path, max(count) as count from told group by tenant_id, person_id, mailed, due_on, path
	), lines as (
		select w.*, row_number() over (partition by w.tenant_id, w.person_id order by w.due_on, w.mailed, w.path) as line
		from waiting w where w.mailed is not null
	), collected as (
		select w.tenant_id, w.person_id, sum(w.count) as count,
			(select jsonb_object_agg('line' || l.line, concat_ws(' ', l.mailed, l.count, l.due_on, l.path))
				from lines l where l.tenant_id = w.tenant_id and l.person_id = w.person_id and l.line <= ${LINES}) as lines
		from waiting w group by w.tenant_id, w.person_id
	), remembered as (
		insert into samspil.reminder_digest (tenant_id, person_id, rhythm, sent_on, sent_at)
			select tenant_id, person_id, $1, $2, clock_timestamp() from collected
			on conflict do nothing
			returning tenant_id, person_id
	)
	insert into samspil.mail (tenant_id, kind, person_id, words)
		select w.tenant_id, 'digest', w.person_id,
			jsonb_build_object('path', '/notices', 'count', w.count::text) || coalesce(w.lines, '{}')
		from collected w join remembered r on r.tenant_id = w.tenant_id and r.person_id = w.person_id`;

const PROMISED = `
	select d.tenant_id as tenant, d.kind, d.subject_id as subject, d.due_on as "dueOn", d.path, d.seen,
		p.person_id as person, p.part,
		exists (select from samspil.deadline_person h where h.tenant_id = d.tenant_id and h.kind = d.kind and h.subject_id = d.subject_id
			and h.due_on = d.due_on and h.part = 'hears') as "isHeard",
		p.part = 'acts' or exists (select from samspil.deadline_person a where a.tenant_id = d.tenant_id and a.kind = d.kind
			and a.subject_id = d.subject_id and a.due_on = d.due_on and a.part = 'acts' and a.person_id = p.person_id) as acts
	from samspil.deadline d
		join samspil.deadline_person p on p.tenant_id = d.tenant_id and p.kind = d.kind and p.subject_id = d.subject_id and p.due_on = d.due_on
	where d.tenant_id = $1 and d.due_on between $2 and $3
		-- told to each who is asked to come (below)
		and d.kind not in ('meeting', 'group-meeting')
		-- R-163: of changes that nobody was sent, and of nothing else
		and case when d.kind = 'meeting-agenda' then samspil.meeting_is_unsent(d.tenant_id, d.subject_id) else true end`;

/**
 * The meetings that somebody is asked to, citizens among them: whoever may know of it, and has not said no. A deadline holds it by the list of those who
 * take part; an invitation also by what they were sent and what they said.
 */
const MEETINGS = `
	select $1::uuid as tenant, 'meeting' as kind, m.subject, m."dueOn", m.path, 'pathway' as seen, m.person, 'acts' as part,
		false as "isHeard", true as acts
	from samspil.meetings_ahead($1, $2, $3, $4) m`;

/**
 * One statement, so that a reminder is remembered with its notice and its mail or not at all. The mail of a person says how many things of which
 * kind it reminds of, and of which day where all are of one. One thing is led to itself, and all of a citizen's own to the page that is theirs.
 */
const TELL = `
	with due as (
		select * from json_to_recordset($1::json) as d
			(tenant uuid, subject uuid, "dueOn" date, person uuid, path text, reminder text, notice text, topic text, mailed text)
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
		insert into samspil.notice (tenant_id, person_id, kind, path, about, due_on, mailed)
			select tenant, person, notice, path, topic, "dueOn", mailed from fresh
	), mailed as (
		insert into samspil.mail (tenant_id, kind, person_id, words)
			select tenant, 'reminder', person, jsonb_object_agg(mailed, count::text)
				|| jsonb_build_object('path', case when sum(count) = 1 then min(path) when bool_and(is_mine) then '/me' else '/' end)
				|| case when min(first) = max(last) then jsonb_build_object('day', min(first)) else '{}' end
			from (
				select f.tenant, f.person, f.mailed, count(*) as count, min(f.path) as path, bool_and(f.path ~ '^/me([/?#]|$)') as is_mine, min(f."dueOn") as first, max(f."dueOn") as last
				from fresh f left join samspil.reminder_choice c on c.person_id = f.person
				where coalesce(c.choices ->> f.topic, 'at-once') = 'at-once' group by f.tenant, f.person, f.mailed) g
			group by tenant, person
	)
	select count(*)::int as count from fresh`;
