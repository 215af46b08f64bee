/** An invitation as it was sent, to print (L-20): also one with another time, and one that was called off. */
import { shortHash } from '#features/documents/content.rules.ts';
import { sayAim } from '#features/held-meetings/say-agenda.ts';
import { m } from '#messages';
import type { PrintedDocument } from '#server/print/printed-document.ts';
import { dayOf, timeOf } from '#values/day.ts';
import { sayDay, sayHours, sayWeekday, type Language } from '#values/say.ts';
import { sayForm, sayReason, saySending } from '../say-meeting.ts';
import type { SentContent } from '../sending.rules.ts';

/** What was sent, and how it is kept. */
export type KeptPlan = {
	kind: 'invitation' | 'change' | 'cancellation';
	content: SentContent;
	hash: string;
	sentAt: Date;
	sentByName: string;
};

/** `citizenName`: null where whoever prints may not know it. */
export function printSent(
	{ kind, content, hash, sentAt, sentByName }: KeptPlan,
	citizenName: string | null,
	language: Language
): PrintedDocument {
	const [starts, ends] = [new Date(content.startsAt), new Date(content.endsAt)];
	const nameOf = ({ kind: who, name }: SentContent['participants'][number]) =>
		who === 'citizen' ? (citizenName ?? m.meeting_citizen()) : name;
	const fact = (term: string, text: string) => (text ? [{ term, text }] : []);
	const title = saySending(kind);
	return {
		language,
		title,
		subtitle: `${sayWeekday(dayOf(starts), language)} ${sayHours(timeOf(starts), timeOf(ends), language)}`,
		hash,
		madeAt: sentAt,
		draftMark: null,
		pageWord: m.framework_pdf_page(),
		ofWord: m.framework_pdf_of(),
		footer: `${title} · ${shortHash(hash)}`,
		facts: [
			...fact(m.meeting_purpose(), content.purpose),
			...fact(m.meeting_why(), content.whyNow),
			...fact(m.series_place(), `${sayForm(content.form)}, ${content.place}`),
			...fact(m.meeting_interpreter(), content.interpreter),
			...fact(m.meeting_companion(), content.companion),
			...fact(m.minutes_pdf_sent(), `${sayDay(dayOf(sentAt), language)}, ${sentByName}`)
		],
		goals: null,
		sections: [
			{
				heading: m.participant_title(),
				questions: [],
				parts: [
					{
						kind: 'list',
						items: content.participants.map((each) =>
							[[nameOf(each), each.organisation].filter(Boolean).join(', '), sayReason(each)]
								.filter(Boolean)
								.join('. ')
						)
					}
				]
			},
			{
				heading: m.agenda_title(),
				questions: content.agenda.map(
					({ title: item, aim, minutes, owner, parked, lateReason }) => ({
						label: item,
						parts: [
							sayAim(aim) +
								(minutes === null ? '' : `, ${m.agenda_minutes_shown({ count: minutes })}`),
							...(owner === undefined || !content.participants[owner]
								? []
								: [m.agenda_owner_shown({ name: nameOf(content.participants[owner]) })]),
							...(parked ? [m.agenda_parked()] : []),
							...(lateReason ? [m.agenda_late({ reason: lateReason })] : [])
						].map((text) => ({ kind: 'quiet' as const, text }))
					})
				)
			}
		],
		approvals: null
	};
}
