/** Minutes to print, in the language of whoever prints them: what every kind of meeting has. The words in them are people's own. */
import { shortHash } from '#features/documents/content.rules.ts';
import { sayAgreed, sayResponsible, sayTitle } from '#features/tasks/say-task.ts';
import { m } from '#messages';
import type {
	PrintedDocument,
	PrintedFact,
	PrintedQuestion
} from '#server/print/printed-document.ts';
import { dayOf, timeOf, type Day } from '#values/day.ts';
import { sayDay, sayHours, sayWeekday, type Language } from '#values/say.ts';
import type { AgreedTask } from './agreed-task.rules.ts';

/** Minutes as they were sent, in words. */
export type HeldMinutes = {
	hash: string;
	sentAt: Date;
	/** Instants in ISO 8601. */
	startsAt: string;
	endsAt: string;
	/** What the meeting was for and where, and what else a kind of meeting tells first. */
	purpose: string;
	place: string;
	facts: PrintedFact[];
	/** Who was asked to come, each with whether they were there. */
	people: string[];
	/** The agenda; `said`: what is told of an item before what came of it; `goesOn`: nobody got to it, and the minutes say that it goes on. */
	items: {
		title: string;
		parked: boolean;
		lateReason: string;
		said: string[];
		outcome: string;
		goesOn?: boolean;
	}[];
	minutes: string;
	tasks: readonly AgreedTask[];
};

export function printHeld(
	{ hash, sentAt, startsAt, endsAt, ...held }: HeldMinutes,
	language: Language
): PrintedDocument {
	const [starts, ends] = [new Date(startsAt), new Date(endsAt)];
	const when = `${sayWeekday(dayOf(starts), language)} ${sayHours(timeOf(starts), timeOf(ends), language)}`;
	return {
		language,
		title: m.minutes_pdf_title(),
		subtitle: when,
		hash,
		madeAt: sentAt,
		draftMark: null,
		pageWord: m.framework_pdf_page(),
		ofWord: m.framework_pdf_of(),
		footer: `${m.minutes_pdf_title()} · ${shortHash(hash)}`,
		facts: [
			{ term: m.meeting_purpose(), text: held.purpose },
			{ term: m.series_place(), text: held.place },
			{ term: m.minutes_pdf_sent(), text: sayDay(dayOf(sentAt), language) },
			...held.facts
		],
		goals: null,
		sections: [
			{
				heading: m.participant_title(),
				questions: [],
				parts: [{ kind: 'list', items: held.people }]
			},
			{
				heading: m.minutes_title(),
				questions: held.items.map(question),
				...(held.minutes && { parts: [{ kind: 'text' as const, text: held.minutes }] })
			},
			{
				heading: m.task_from_meeting(),
				questions: [],
				parts: [
					held.tasks.length > 0
						? { kind: 'list', items: held.tasks.map((task) => sayTask(task, language)) }
						: { kind: 'quiet', text: m.task_none_from_meeting() }
				]
			}
		],
		approvals: null
	};
}

/** Whether somebody was there, as it stands after their name. */
export const sayThere = (attended: boolean | undefined): string =>
	attended ? m.minutes_was_there() : m.minutes_was_not_there();

const question = ({
	title,
	parked,
	lateReason,
	said,
	outcome,
	goesOn
}: HeldMinutes['items'][number]): PrintedQuestion => ({
	label: title,
	parts: [
		...(parked ? [{ kind: 'quiet' as const, text: m.agenda_parked() }] : []),
		...said.map((text) => ({ kind: 'quiet' as const, text })),
		...(lateReason
			? [{ kind: 'quiet' as const, text: m.agenda_late({ reason: lateReason }) }]
			: []),
		...(goesOn ? [{ kind: 'quiet' as const, text: m.minutes_not_reached() }] : []),
		...(outcome ? [{ kind: 'text' as const, text: outcome }] : [])
	]
});

function sayTask(task: HeldMinutes['tasks'][number], language: Language): string {
	const who = [sayResponsible(task), task.organisation].filter(Boolean).join(', ');
	const due = task.dueOn ? `, ${sayDay(task.dueOn as Day, language)}` : '';
	return [`${sayTitle(task)}: ${who}${due}`, ...sayAgreed(task)].join('. ');
}
