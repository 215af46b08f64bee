/** The counts of the collaborations that the visitor leads or steers, as they were taken last; no row for anybody else. */
import { sql } from 'kysely';
import { actingDay, ask } from '#server/tables.ts';
import type { Counts } from '../follow-up.rules.ts';

export const countFollowUp = () =>
	ask<Counts>(sql`
		select f.id, f.name, f.framework_current as "frameworkCurrent", f.taken_on as "takenOn", f.in_time as "inTime", f.late, f.undecided, f.consented, f.unconsented,
			f.closed, f.meetings_held as "meetingsHeld", f.tasks_in_time as "tasksInTime", f.tasks_late as "tasksLate",
			f.homelessness, f.substance_use as "substanceUse", f.employment, f.families, f.youth, f.arrived, f.arrived_reached as "arrivedReached"
		from samspil.follow_up_counts(${actingDay}) f`);

/** Whether there is anything for the visitor to follow up. */
export const mayFollowUp = () =>
	ask<{ may: boolean }>(sql`
		select cardinality(samspil.my_led_collaborations() || samspil.my_grouped_collaborations('steering')) > 0 as may`);
