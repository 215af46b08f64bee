/** A time is found together: whoever convenes proposes, those on the list answer, and the one that is chosen is the meeting's. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { queueMail } from '#server/mail.queries.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { listMeetingTasks } from '#features/tasks/server/list-meeting-tasks.ts';
import { tookPart } from '#features/held-meetings/correction.rules.ts';
import { seenOf } from '../seen.rules.ts';
import {
	exchangeTimes,
	keepWhoCan,
	sayOfTimes,
	type Proposed,
	type Said
} from '#features/held-meetings/server/find-times.ts';
import { chooseTime } from '#features/held-meetings/times.rules.ts';
import { listParticipants } from './agenda.queries.ts';
import { inviteToMeeting } from './invite-to-meeting.ts';
import { findMeeting, findMeetingPlace, updateDetails } from './meeting.queries.ts';
import { openMeeting } from './open-meeting.ts';
import { coverage } from './send-document.ts';
import {
	askTimes,
	deleteOption,
	insertOption,
	listOptionAnswers,
	listOptions,
	saveAnswer
} from './times.queries.ts';

/** Where times are proposed and answered. */
export const timesPath = (pathway: string, meeting: string) =>
	`/pathways/${pathway}/meetings/${meeting}/times`;

/**
 * Proposes these times in the place of those that were. Those on the list who may read of meetings are asked by a mail that can be
 * answered by its link, and says neither about what nor about whom.
 */
export async function proposeTimes(
	acting: Acting,
	pathway: string,
	id: string,
	proposed: Proposed
): Promise<
	Outcome<
		true,
		'not-there' | 'times-are-settled' | 'time-is-past' | 'times-are-the-same' | 'times-changed'
	>
> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	const before = await acting.all(listOptions(id));
	const exchanged = await exchangeTimes(acting, opened.meeting, before, proposed, {
		add: (option) => insertOption(opened.place, option),
		remove: (option) => deleteOption(id, option)
	});
	if (!exchanged.ok) return exchanged;
	if (!exchanged.value.isChanged) return done(true);
	await acting.run(recordPathway('meeting.times-proposed', pathway, id));
	if (!exchanged.value.hasNew) return done(true);
	const isCovered = await coverage(acting, pathway);
	const path = timesPath(pathway, id);
	for (const each of opened.participants) {
		const isTold = each.kind === 'citizen' || (each.kind === 'person' && isCovered(each));
		if (!isTold || !each.person || each.person === acting.visitor.person) continue;
		await acting.run(leaveNotice(each.person, 'times-proposed', path));
		const asked = await acting.first(askTimes(each.person, id));
		// Outside an authority the declaration comes first (L-5): until then one is told, and signs in.
		if (!asked?.isAsked)
			await acting.run(queueMail({ kind: 'notice', to: { person: each.person }, words: { path } }));
	}
	return done(true);
}

/** Says for oneself which of the times one can. Only those on the list, and the citizen, do. */
export async function answerTimes(
	acting: Acting,
	pathway: string,
	id: string,
	said: readonly Said[]
): Promise<
	Outcome<true, 'not-there' | 'times-are-settled' | 'time-not-proposed' | 'not-asked-about-times'>
> {
	const { person, organisation, hat } = acting.visitor;
	const [meeting, found, participants, options, answers] = await Promise.all([
		acting.first(findMeeting(pathway, id)),
		acting.first(findMeetingPlace(pathway)),
		acting.all(listParticipants(id)),
		acting.all(listOptions(id)),
		acting.all(listOptionAnswers(id))
	]);
	if (!found || (!meeting && options.length === 0)) return refused('not-there');
	// Whoever is asked reads the times of a draft and nothing else of it; whoever reads the meeting may not be asked.
	if (meeting) {
		const isCitizen = hat === 'self' && found.citizenPerson === person;
		if (!tookPart({ isCitizen, person, organisation }, participants))
			return refused('not-asked-about-times');
		if (meeting.state !== 'draft') return refused('times-are-settled');
	}
	const place = { tenant: found.tenant, pathway, scope: found.scope };
	const kept = await sayOfTimes(acting, options, answers, said, (each) =>
		saveAnswer(place, { ...each, person })
	);
	if (!kept.ok) return kept;
	if (kept.value) await acting.run(recordPathway('meeting.times-answered', pathway, id));
	return done(true);
}

/**
 * Makes one of the times the meeting's, and sends the invitation where nothing else is missing; answers whether it was sent. The
 * other times are gone. Whoever said that they can at this one comes by it (1083); the others are asked.
 */
export async function pickTime(
	acting: Acting,
	pathway: string,
	id: string,
	option: string,
	now: Date
): Promise<
	Outcome<
		{ isInvited: boolean },
		'not-there' | 'times-are-settled' | 'time-not-proposed' | 'time-is-past'
	>
> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	const { meeting } = opened;
	const options = await acting.all(listOptions(id));
	if (meeting.state !== 'draft') return refused('times-are-settled');
	const picked = chooseTime(options, option, now);
	if (!picked.ok) return picked;
	const { startsAt, endsAt } = picked.value;
	await acting.run(
		updateDetails(id, meeting.version, acting.visitor.name, { ...meeting, startsAt, endsAt })
	);
	await keepWhoCan(acting, option);
	for (const each of options) await acting.run(deleteOption(id, each.id));
	await acting.run(recordPathway('meeting.time-picked', pathway, id));
	const settled = (await openMeeting(acting, pathway, id))!;
	const shown = await seenOf({ ...settled, tasks: await listMeetingTasks(acting, pathway, id) });
	const invited = await inviteToMeeting(acting, pathway, id, shown, now);
	return done({ isInvited: invited.ok });
}
