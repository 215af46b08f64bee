/**
 * What somebody has seen of a meeting's document. A form that sends, calls off or closes it carries a number for each part
 * as it stood on the page, and where a part has another number by then, it is read once more first.
 */
import { contentHash, type Json } from '#features/documents/content.rules.ts';
import { refused } from '#values/outcome.ts';
import type { AgendaItem, Details, Meeting, Participant } from './meeting.rules.ts';

/** The parts of the document that change each for themselves. */
export const PARTS = ['state', 'plan', 'participants', 'agenda', 'minutes', 'tasks'] as const;
export type Part = (typeof PARTS)[number];

/** What is sent before the meeting, and what is sent after it. */
export const BEFORE = ['state', 'plan', 'participants', 'agenda'] as const satisfies Part[];
export const AFTER = [...BEFORE, 'minutes', 'tasks'] as const satisfies Part[];

/** The document as its tovholder sees it. */
export type SeenDocument = {
	meeting: Meeting;
	participants: readonly Pick<Participant, 'id' | 'attended'>[];
	agenda: readonly Pick<AgendaItem, 'id' | 'version'>[];
	tasks: readonly { id: string; title: string; dueOn: string | null; agendaItem: string | null }[];
};

/** The document's numbers, in the order of the parts. They say nothing of what is in it. */
export async function seenOf(document: SeenDocument): Promise<string> {
	const { meeting, participants, agenda, tasks } = document;
	const parts: Record<Part, Json> = {
		state: [meeting.state, meeting.minutesSentAt?.toISOString() ?? ''],
		plan: planned(meeting),
		participants: participants.map(({ id, attended }) => [id, attended]),
		agenda: agenda.map(({ id, version }) => [id, version]),
		minutes: [meeting.minutes, meeting.withoutCitizen],
		// The one that belongs to no item is made when the minutes are sent, and is no part of them.
		tasks: tasks
			.filter(({ agendaItem }) => agendaItem !== null)
			.map(({ id, title, dueOn }) => [id, title, dueOn])
	};
	const numbers = PARTS.map(async (part) =>
		parseInt((await contentHash(parts[part])).slice(0, 12), 16)
	);
	return (await Promise.all(numbers)).join('.');
}

const PLANNED = {
	purpose: true,
	whyNow: true,
	form: true,
	startsAt: true,
	endsAt: true,
	place: true,
	placeAgreedOn: true,
	interpreter: true,
	interpreterLanguage: true,
	interpreterAgreedOn: true,
	interpreterProvider: true,
	interpreterOrderedOn: true,
	interpreterConfirmedOn: true,
	interpreterPaidBy: true,
	interpreterIsFit: true,
	companionNote: true,
	preparedOn: true,
	preparedNote: true
} satisfies Record<keyof Details, true>;

const planned = (meeting: Details): Json =>
	(Object.keys(PLANNED) as (keyof Details)[]).map((name) => {
		const value = meeting[name];
		return value instanceof Date ? value.toISOString() : value;
	});

/** The parts among `about` that are not what they were when the page was shown; all of them where it cannot be told. */
export function changedSince<About extends Part>(
	shown: string,
	now: string,
	about: readonly About[]
): About[] {
	const [before, after] = [shown.split('.'), now.split('.')];
	const at = (part: Part) => PARTS.indexOf(part);
	return about.filter((part) => before[at(part)] !== after[at(part)]);
}

/** The document is not the one that was seen: which parts are others now. */
export type ChangedSince = { ok: false; reason: 'changed-since'; changed: readonly Part[] };

export const hasChanged = (changed: readonly Part[]): ChangedSince => ({
	...refused('changed-since'),
	changed
});
