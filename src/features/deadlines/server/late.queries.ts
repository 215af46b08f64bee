/** What is late of others, for whoever is one step above them and may not see the thing itself. */
import { sql } from 'kysely';
import { actingDay, ask } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { DeadlineKind } from '../kind.rules.ts';

/** Something that somebody else has let pass: what kind of thing, since when, where, and whose it is to do. */
export type Late = { kind: DeadlineKind; dueOn: Day; collaboration: string; acts: string[] };

/** At most fifty, the oldest first; nothing of a citizen. */
export const listLateAbove = () =>
	ask<Late>(sql`
		select l.kind, l.due_on as "dueOn", l.collaboration, l.acts from samspil.late_above(${actingDay}) l`);
