/** The minutes of a group as they were sent, kept with the hash of their one spelling (L-20); each reads our own words in their language. */
import { contentHash, type Json } from '#features/documents/content.rules.ts';
import { agreedTask } from '#features/held-meetings/agreed-task.rules.ts';
import type { Aim } from '#features/held-meetings/agenda.rules.ts';
import type { OutcomeKind } from '#features/held-meetings/running.rules.ts';
import type { Standing } from './series.rules.ts';

type Meeting = {
	purpose: string;
	startsAt: Date;
	endsAt: Date;
	place: string;
	minutes: string;
	treated: readonly string[];
};
type Item = {
	title: string;
	standing: Standing | null;
	aim: Aim;
	minutes: number | null;
	ownerName: string;
	parked: boolean;
	lateReason: string;
	outcome: string;
	outcomeKind: OutcomeKind | null;
};
type Person = { name: string; organisationName: string; attended: boolean | null };
type Task = Parameters<typeof agreedTask>[0];

/** What one sending keeps. */
export const groupMinutesOf = (
	meeting: Meeting,
	people: readonly Person[],
	agenda: readonly Item[],
	tasks: readonly Task[]
) => ({
	purpose: meeting.purpose,
	startsAt: meeting.startsAt.toISOString(),
	endsAt: meeting.endsAt.toISOString(),
	place: meeting.place,
	minutes: meeting.minutes,
	treated: [...meeting.treated],
	participants: people.map(({ name, organisationName }) => ({
		name,
		organisation: organisationName
	})),
	attended: people.map(({ attended }) => attended === true),
	agenda: agenda.map(({ title, standing, aim, minutes, ownerName, parked, lateReason }) => ({
		title,
		standing,
		aim,
		minutes,
		owner: ownerName,
		parked,
		lateReason
	})),
	outcomes: agenda.map(({ outcome }) => outcome),
	kinds: agenda.map(({ outcomeKind }) => outcomeKind),
	tasks: tasks.map(agreedTask)
});
export type GroupMinutesKept = ReturnType<typeof groupMinutesOf>;

/** The hash of content as 64 hexadecimal digits. */
export const hashOfMinutes = (content: GroupMinutesKept): Promise<string> =>
	contentHash(content as Json);
