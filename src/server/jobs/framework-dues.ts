import type { Pool } from 'pg';
import type { Day } from '#values/day.ts';

/** Something of the framework to tell somebody: the reminder is the end of the notice's key too (`notice_…`). */
export type FrameworkDue = {
	tenant: string;
	subject: string;
	dueOn: Day;
	person: string;
	path: string;
	reminder: string;
	notice: string;
};

/**
 * What is to be told on `today` of the half-yearly round, of a framework that is long overdue and of the action plan
 * . When it is told is the database's to say (`framework_dues`), which alone sees all municipalities.
 */
export async function frameworkDues(jobs: Pool, today: Day): Promise<FrameworkDue[]> {
	const { rows } = await jobs.query<FrameworkDue>(
		`select tenant_id as tenant, subject_id as subject, due_on as "dueOn", person_id as person, path, kind as reminder, kind as notice
		from samspil.framework_dues($1)`,
		[today]
	);
	return rows;
}
