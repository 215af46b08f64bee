/** Deadlines as events of a calendar: the same one is the same event whenever it is asked for, also on another day. */
import type { Day } from '#values/day.ts';
import type { DeadlineKind } from './kind.rules.ts';

/** Kinds of which one thing has several days: each of them is an event of its own. */
const MANY: readonly DeadlineKind[] = ['steering-year', 'plan-activity'];

/** What a calendar knows the event by (UID). */
export const eventIdOf = ({
	kind,
	subject,
	dueOn
}: {
	kind: DeadlineKind;
	subject: string;
	dueOn: Day;
}): string => [kind, subject, ...(MANY.includes(kind) ? [dueOn] : [])].join('-');
