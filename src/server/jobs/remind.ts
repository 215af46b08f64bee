/**
 * Reminds people of what they have promised, over all municipalities: a notice, and one mail a person that says that
 * there is something and not what. May run as often as it likes: each promise is told once.
 */
import type { Pool } from 'pg';
import { addDays, type Day } from '#values/day.ts';
import { comingMeetings, type Frequency } from '#values/meeting-dates.ts';
import { beginVersions } from './begin-versions.ts';
import {
	promiseOf,
	reminderOf,
	type AgreementDay,
	type DatedPromise,
	type Reminder
} from './reminder.rules.ts';

/** A promise as the database lets this job know of it: whose, of what, and where they find it. */
type Promised = DatedPromise & { tenant: string; subject: string; person: string; path: string };

/** The notice (`notice_…` in messages/) that goes with a reminder. */
const NOTICE: Record<Exclude<Reminder, `${AgreementDay} ${number}`>, string> = {
	'tovholder-due': 'tovholder-due',
	'tovholder-overdue': 'tovholder-overdue',
	'framework-update-30': 'framework-update-soon',
	'framework-update-7': 'framework-update-soon',
	'framework-update-overdue': 'framework-update-overdue',
	'consent-expiring': 'consent-expiring',
	'lead-ending': 'lead-ending',
	'lead-missing': 'lead-missing',
	'foreseen-soon': 'foreseen-soon'
};

/** The notice that goes with a reminder: of an agreement's day, whether it is ahead or has come. */
function noticeOf(reminder: Reminder): string {
	const [kind, step] = reminder.split(' ');
	if (step === undefined) return NOTICE[reminder as keyof typeof NOTICE];
	return `agreement-${promiseOf(kind as AgreementDay)}-${Number(step) < 0 ? 'soon' : 'due'}`;
}

/** Reminds of everything that is to be told on `today`; answers how many reminders were new. */
export async function remind(jobs: Pool, today: Day): Promise<number> {
	// of what is in force today, whether or not it has been looked at since midnight
	await beginVersions(jobs, today);
	const { rows } = await jobs.query<Promised>(
		`select tenant_id as tenant, kind, subject_id as subject, due_on as "dueOn", person_id as person, path
		from samspil.dated_promises($1)
		union all
		select tenant_id, kind, subject_id, due_on, person_id, path from samspil.foreseen_dues($1)
		union all
		select tenant_id, kind, subject_id, due_on, person_id, path from samspil.agreement_dues($1)
		union all
		select tenant_id, kind, subject_id, due_on, person_id, path from samspil.removal_dues($1)
		union all
		select tenant_id, kind, subject_id, due_on, person_id, path from samspil.agreement_live_dues($1)
		union all
		select tenant_id, kind, subject_id, due_on, person_id, path from samspil.decision_dues($1)`,
		[today]
	);
	const due = [...rows, ...(await nextMeetings(jobs, today))].flatMap((promised) => {
		const reminder = reminderOf(promised, today);
		return reminder ? [{ ...promised, reminder, notice: noticeOf(reminder) }] : [];
	});
	if (due.length === 0) return 0;
	const told = await jobs.query<{ count: number }>(TELL, [JSON.stringify(due)]);
	return told.rows[0]?.count ?? 0;
}

/** A series of meetings as the database lets this job know of it. */
type Series = Omit<Promised, 'kind' | 'dueOn'> & {
	frequency: Frequency;
	firstOn: Day;
	until: Day | null;
};

/** Series in which a week ahead is no time to be told anything: the last meeting was as near. */
const TOO_OFTEN: readonly Frequency[] = ['weekly', 'fortnightly'];

/** The next meeting of each series that an agreement in force has set going. */
async function nextMeetings(jobs: Pool, today: Day): Promise<Promised[]> {
	const { rows } = await jobs.query<Series>(
		`select tenant_id as tenant, subject_id as subject, frequency, first_on as "firstOn", until_on as until,
			person_id as person, path
		from samspil.agreement_series($1)`,
		[today]
	);
	return rows
		.filter(({ frequency }) => !TOO_OFTEN.includes(frequency))
		.flatMap(({ frequency, firstOn, until, ...told }) => {
			// Today's is held and needs no calling.
			const [dueOn] = comingMeetings({ frequency, firstOn, until }, addDays(today, 1), 1);
			return dueOn ? [{ ...told, kind: 'agreement-meeting' as const, dueOn }] : [];
		});
}

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
		select d.* from due d join remembered r on r.tenant_id = d.tenant and r.kind = d.reminder
			and r.subject_id = d.subject and r.due_on = d."dueOn" and r.person_id = d.person
	), noticed as (
		insert into samspil.notice (tenant_id, person_id, kind, path) select tenant, person, notice, path from fresh
	), mailed as (
		insert into samspil.mail (tenant_id, kind, person_id, words)
			select tenant, 'notice', person, jsonb_build_object('path', case when count(*) = 1 then min(path) else '/' end)
			from fresh group by tenant, person
	)
	select count(*)::int as count from fresh`;
