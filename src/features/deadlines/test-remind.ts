/** Reminding and keeping as the jobs do it, for tests that move the clock. */
import { keepDeadlines } from '#server/jobs/keep-deadlines.ts';
import { remind as remindWith } from '#server/jobs/remind.ts';
import type { Day } from '#values/day.ts';
import { DEADLINE_DUTIES } from './duties.rules.ts';

type Jobs = Parameters<typeof remindWith>[0];

/** Reminds of everything that is to be told on `today`. */
export const remind = (jobs: Jobs, today: Day) => remindWith(jobs, today, DEADLINE_DUTIES);

/** Works out the deadlines of one municipality. */
export const keep = (jobs: Jobs, today: Day, tenant?: string) =>
	keepDeadlines(jobs, today, DEADLINE_DUTIES.workOut, tenant);
