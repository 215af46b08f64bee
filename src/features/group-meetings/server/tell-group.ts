/** Tells a group of one of its meetings: by mail, with the file for a calendar where there is one, and in Samspil. */
import type { Acting } from '#server/acting.ts';
import { queueMail, type CalendarEvent } from '#server/mail.queries.ts';
import { wordsOfChange, type ChangedPart, type MailKind } from '#server/mail/mail-kinds.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import { listGroupPeople } from './series.queries.ts';

type Told = {
	id: string;
	series: string;
	startsAt: Date;
	endsAt: Date;
	calendarSequence: number;
};

/** Tells everybody who sits in the group: by mail, and the others than oneself in Samspil. `changed`: what is another beside the time. */
export async function tellGroup(
	acting: Acting,
	{ collaboration }: { collaboration: string },
	meeting: Told,
	kind: Extract<
		MailKind,
		'meeting-invitation' | 'meeting-cancelled' | 'minutes-sent' | 'minutes-corrected'
	>,
	notice: string,
	method: CalendarEvent['method'] | null,
	changed: readonly ChangedPart[] = []
): Promise<void> {
	const path = `/collaborations/${collaboration}/meetings/${meeting.id}`;
	const calendar: CalendarEvent | undefined = method
		? {
				id: meeting.id,
				sequence: meeting.calendarSequence,
				startsAt: meeting.startsAt.toISOString(),
				endsAt: meeting.endsAt.toISOString(),
				changedAt: new Date().toISOString(),
				method
			}
		: undefined;
	const waits = notice.startsWith('group-meeting-changed');
	for (const { person } of await acting.all(listGroupPeople(meeting.series))) {
		const isMe = person === acting.visitor.person;
		if (calendar || !isMe)
			await acting.run(
				queueMail({
					kind,
					to: { person },
					words: { path, ...wordsOfChange(changed) },
					...(calendar && { calendar, burst: { about: meeting.id, waits } })
				})
			);
		if (!isMe) await acting.run(leaveNotice(person, notice, path));
	}
}
