/** The deadlines in the calendar that a person subscribes to. */
import { sql } from 'kysely';
import { ask } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { DeadlineKind } from '../kind.rules.ts';

/** A deadline in the calendar: what kind of thing it is, by when, and where to read of it. */
export type FeedDeadline = { kind: DeadlineKind; subject: string; dueOn: Day; path: string };

/** The deadlines of whoever the address was made for, by day; none where there is no such address. */
export const readFeedDeadlines = (token: string, today: Day) =>
	ask<FeedDeadline>(sql`select * from samspil.read_feed_deadlines(${token}, ${today}::date)`);
