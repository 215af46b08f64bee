/**
 * Deadlines as rows: what the database tells of the facts, and what is written down of what follows from them. What follows,
 * the rules of the feature say (features/deadlines); when it is asked and how it is kept, the jobs (server/jobs).
 */
import type { Day } from './day-text.ts';
import type { CountedDays } from './holiday.ts';
import type { Frequency } from './meeting-dates.ts';

/** Who may know of a deadline: whoever may see the thing it belongs to. */
export type Seen =
	| 'collaboration'
	| 'led'
	| 'agreement'
	| 'pathway'
	| 'scope'
	| 'organisation'
	| 'reviewed';

/** Where a thing belongs. */
export type Place = {
	subject: string;
	/** The pathway, collaboration, agreement or organisation that it is worked out anew with, or the thing itself. */
	about: string;
	seen: Seen;
	collaboration: string | null;
	document: string | null;
	pathway: string | null;
	scope: string | null;
	path: string;
};

/** A fact as the database tells it: a row for each person who has a part in it. */
export type FactRow = Place & {
	kind: string;
	day: Day;
	until: Day | null;
	frequency: Frequency | null;
	state: string | null;
	part: string | null;
	person: string | null;
	organisation: string | null;
};

/** A deadline as it is written down, its people as 'part person organisation' in their order. */
export type DeadlineRow = Place & { kind: string; dueOn: Day; people: string[] };

/** Those who must act, or those who hear of it when nobody did. */
export type Told = 'acts' | 'hears';

/** A deadline and one of the people it is for. */
export type Promised = {
	tenant: string;
	kind: string;
	subject: string;
	dueOn: Day;
	path: string;
	seen: Seen;
	person: string;
	part: Told;
	/** Whether anybody hears of it when nobody did. */
	isHeard: boolean;
	/** Whether this person must act, whatever else they are to it. */
	acts: boolean;
};

/** What somebody is told today. `reminder` tells it from what else they are told of the same deadline. */
export type Telling = Pick<Promised, 'tenant' | 'subject' | 'dueOn' | 'person' | 'path'> & {
	reminder: string;
	notice: string;
	/** Which kind of reminder it is, to whoever chooses how to be reminded. */
	topic: string;
	/** What a mail calls it. */
	mailed: Reminded;
};

/** What a mail says that it reminds of, and how many: the kinds of thing, in their order. `late`: what others have not done. */
export const REMINDED = [
	'meetings',
	'agendas',
	'tasks',
	'minutes',
	'endings',
	'agreements',
	'framework',
	'groups',
	'pathways',
	'late'
] as const;
export type Reminded = (typeof REMINDED)[number];

/** What the jobs ask of the rules. */
export type DeadlineDuties = {
	/** All deadlines that follow from the facts on a day, where days before a meeting are counted so. */
	workOut(facts: readonly FactRow[], today: Day, agendaDays: CountedDays): DeadlineRow[];
	/** What is to be told of them on a day. */
	tell(promised: readonly Promised[], today: Day): Telling[];
	/** Whether mails that collect a week go out on a day. */
	isWeekly(day: Day): boolean;
	/** Whether people are told of deadlines at this time. */
	isHumane(day: Day, time: string): boolean;
};
