/** Corrects minutes of a group that are closed: somebody of it asks, whoever keeps the meeting answers, and every version is kept (L-20). */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { tellPeople } from '#server/tell-involved.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import { listGroupItems } from './agenda.queries.ts';
import {
	findPartIn,
	insertGroupCorrection,
	listGroupCorrections,
	listGroupSendings,
	listSeriesKeepers,
	updateGroupCorrection,
	updateGroupText
} from './group-minutes.queries.ts';
import type { MeetingIds } from './open-minutes.ts';
import { keepGroupVersion } from './send-group-minutes.ts';
import { findGroupMeeting, holdGroupMeeting, listGroupPeople } from './series.queries.ts';
import { tellGroup } from './tell-group.ts';

/** Where corrections are asked for and answered. */
export const groupCorrectionsPath = ({ collaboration, meeting }: MeetingIds) =>
	`/collaborations/${collaboration}/meetings/${meeting}/corrections`;

/** Asks for a correction of one part of the minutes. Whoever keeps the meeting is told that there is one, and not what it says. */
export async function askGroupCorrection(
	acting: Acting,
	ids: MeetingIds,
	asked: { id: string; item: string | null; words: string }
): Promise<
	Outcome<true, 'not-there' | 'minutes-not-sent' | 'took-no-part' | 'no-such-item'> | SentBefore
> {
	const meeting = await acting.first(findGroupMeeting(ids.collaboration, ids.meeting));
	if (!meeting) return refused('not-there');
	const before = (await acting.all(listGroupCorrections(meeting.id))).find(
		({ id }) => id === asked.id
	);
	if (before) {
		const met = meetSaved(
			{ words: before.words, part: before.item ?? '' },
			{ words: asked.words, part: asked.item ?? '' }
		);
		return met.ok ? done(true) : met;
	}
	if (meeting.state !== 'held') return refused('minutes-not-sent');
	if (!(await acting.first(findPartIn(meeting.id)))?.tookPart) return refused('took-no-part');
	const items = await acting.all(listGroupItems(meeting.id));
	if (asked.item !== null && !items.some(({ id }) => id === asked.item))
		return refused('no-such-item');
	const { person, name } = acting.visitor;
	await acting.run(insertGroupCorrection(meeting.id, { ...asked, person, name }));
	await acting.run(record('group-meeting.correction-asked', meeting.id));
	for (const keeper of await acting.all(listSeriesKeepers(meeting.series)))
		if (keeper.person !== person)
			await tellPeople(
				acting,
				[keeper.person],
				'group-correction-asked',
				groupCorrectionsPath(ids)
			);
	return done(true);
}

type AnswerRefusal = 'not-there' | 'correction-answered';

/** Takes a correction in: the part reads as `text` from now on, and the group is told of the new version. */
export async function takeInGroupCorrection(
	acting: Acting,
	ids: MeetingIds,
	{ correction, version, text }: { correction: string; version: number; text: string },
	now: Date
): Promise<Outcome<true, AnswerRefusal | 'stale' | 'correction-changes-nothing'>> {
	const opened = await open(acting, ids, correction);
	if (!opened) return refused('not-there');
	const { meeting, asked } = opened;
	const item = (await acting.all(listGroupItems(meeting.id))).find(({ id }) => id === asked.item);
	const saved = item ? item.outcome : meeting.minutes;
	if (asked.answer !== null)
		return asked.answer === 'taken-in' && saved === text
			? done(true)
			: refused('correction-answered');
	if ((item ?? meeting).version !== version) return refused('stale');
	if (saved === text) return refused('correction-changes-nothing');
	// Minutes that were closed before versions were kept become their own first version.
	if (!(await acting.first(listGroupSendings(meeting.id))))
		await keepGroupVersion(acting, ids.collaboration, meeting, meeting.minutesSentAt ?? now);
	await acting.run(
		updateGroupText(meeting.id, item?.id ?? null, version, acting.visitor.name, text)
	);
	const corrected = (await acting.first(findGroupMeeting(ids.collaboration, meeting.id)))!;
	const sending = await keepGroupVersion(acting, ids.collaboration, corrected, now);
	const answered = { answer: 'taken-in', reason: '', sending } as const;
	await acting.run(updateGroupCorrection(correction, acting.visitor.name, answered));
	await tellGroup(acting, ids, corrected, 'minutes-corrected', 'group-minutes-corrected', null);
	await acting.run(record('group-meeting.corrected', meeting.id));
	return done(true);
}

/** Declines a correction with a reason that everybody who reads the minutes can see. */
export async function declineGroupCorrection(
	acting: Acting,
	ids: MeetingIds,
	{ correction, reason }: { correction: string; reason: string }
): Promise<Outcome<true, AnswerRefusal>> {
	const opened = await open(acting, ids, correction);
	if (!opened) return refused('not-there');
	const { meeting, asked } = opened;
	if (asked.answer !== null)
		return asked.answer === 'declined' && asked.reason === reason
			? done(true)
			: refused('correction-answered');
	const declined = { answer: 'declined', reason, sending: null } as const;
	await acting.run(updateGroupCorrection(correction, acting.visitor.name, declined));
	await acting.run(record('group-meeting.correction-declined', meeting.id));
	// Whoever asked may sit in the group no more, and reads the answer on the page alone.
	const people = await acting.all(listGroupPeople(meeting.series));
	if (people.some(({ person, isMe }) => person === asked.askedBy && !isMe))
		await tellPeople(
			acting,
			[asked.askedBy],
			'group-correction-declined',
			groupCorrectionsPath(ids)
		);
	return done(true);
}

/** The meeting and what is asked of its minutes, for whoever keeps it. */
async function open(
	acting: Acting,
	{ collaboration, meeting: id }: MeetingIds,
	correction: string
) {
	if (!(await acting.first(holdGroupMeeting(id)))) return undefined;
	const meeting = await acting.first(findGroupMeeting(collaboration, id));
	if (meeting?.state !== 'held') return undefined;
	if (!(await acting.first(findPartIn(id)))?.keeps) return undefined;
	const asked = (await acting.all(listGroupCorrections(id))).find((each) => each.id === correction);
	return asked && { meeting, asked };
}
