/** Minutes to print, as they were sent: in the language of whoever prints them. The words in them are people's own. */
import { shortHash } from '#features/documents/content.rules.ts';
import { sayOutcomeKind } from '#features/held-meetings/say-outcome.ts';
import { sayResponsible, sayTitle } from '#features/tasks/say-task.ts';
import { m } from '#messages';
import type { PrintedDocument, PrintedQuestion } from '#server/print/printed-document.ts';
import { dayOf, timeOf, type Day } from '#values/day.ts';
import { sayDay, sayTime, sayWeekday, type Language } from '#values/say.ts';
import { sayReason } from '../say-meeting.ts';
import type { minutesOf } from '../sending.rules.ts';

/** Minutes as they are kept. */
export type KeptMinutes = { content: ReturnType<typeof minutesOf>; hash: string; sentAt: Date };

/** `citizenName`: null where whoever prints may not know it. */
export function printMinutes(
	{ content, hash, sentAt }: KeptMinutes,
	citizenName: string | null,
	language: Language
): PrintedDocument {
	const [starts, ends] = [new Date(content.startsAt), new Date(content.endsAt)];
	const when = `${sayWeekday(dayOf(starts), language)} ${sayTime(timeOf(starts), language)}–${sayTime(timeOf(ends), language)}`;
	const nameOf = ({ kind, name }: (typeof content.participants)[number]) =>
		kind === 'citizen' ? (citizenName ?? m.meeting_citizen()) : name;
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
			{ term: m.meeting_purpose(), text: content.purpose },
			{ term: m.series_place(), text: content.place },
			{ term: m.minutes_pdf_sent(), text: sayDay(dayOf(sentAt), language) },
			...(content.withoutCitizen
				? [{ term: m.minutes_without_citizen_said(), text: content.withoutCitizen }]
				: [])
		],
		goals: null,
		sections: [
			{
				heading: m.participant_title(),
				questions: [],
				parts: [
					{
						kind: 'list',
						items: content.participants.map((each, index) => {
							const there = content.attended[index]
								? m.minutes_was_there()
								: m.minutes_was_not_there();
							const who = [nameOf(each), each.organisation].filter(Boolean).join(', ');
							return `${who} (${there}). ${sayReason(each)}`;
						})
					}
				]
			},
			{
				heading: m.minutes_title(),
				questions: content.agenda.map((item, index) => {
					const owner = item.owner === undefined ? undefined : content.participants[item.owner];
					const kind = content.kinds?.[index];
					return question(item, content.outcomes[index], [
						...(owner ? [m.agenda_owner_shown({ name: nameOf(owner) })] : []),
						...(kind ? [sayOutcomeKind(kind)] : [])
					]);
				}),
				...(content.minutes && { parts: [{ kind: 'text' as const, text: content.minutes }] })
			},
			{
				heading: m.task_from_meeting(),
				questions: [],
				parts: [
					content.tasks.length > 0
						? { kind: 'list', items: content.tasks.map((task) => sayTask(task, language)) }
						: { kind: 'quiet', text: m.task_none_from_meeting() }
				]
			}
		],
		approvals: null
	};
}

const question = (
	{ title, parked, lateReason }: { title: string; parked: boolean; lateReason: string },
	outcome = '',
	said: string[] = []
): PrintedQuestion => ({
	label: title,
	parts: [
		...(parked ? [{ kind: 'quiet' as const, text: m.agenda_parked() }] : []),
		...said.map((text) => ({ kind: 'quiet' as const, text })),
		...(lateReason ? [{ kind: 'quiet' as const, text: lateReason }] : []),
		...(outcome ? [{ kind: 'text' as const, text: outcome }] : [])
	]
});

function sayTask(
	task: { title: string; responsible: string; organisation: string; dueOn: string | null },
	language: Language
): string {
	const who = [sayResponsible(task), task.organisation].filter(Boolean).join(', ');
	const due = task.dueOn ? `, ${sayDay(task.dueOn as Day, language)}` : '';
	return `${sayTitle(task)}: ${who}${due}`;
}
