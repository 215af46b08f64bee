/** A group finds a time together: whoever keeps the meeting proposes, those who sit in the group answer, and the one that is chosen is the meeting's. */
import {
	exchangeTimes,
	keepWhoCan,
	sayOfTimes,
	type Proposed,
	type Said
} from '#features/held-meetings/server/find-times.ts';
import { chooseTime } from '#features/held-meetings/times.rules.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { agendaStateOf } from '../series.rules.ts';
import {
	askGroupTimes,
	deleteGroupOption,
	insertGroupOption,
	listGroupOptionAnswers,
	listGroupOptions,
	saveGroupAnswer
} from './group-times.queries.ts';
import { inviteGroup } from './keep-group-meeting.ts';
import {
	findGroupMeeting,
	holdGroupMeeting,
	listGroupPeople,
	updateGroupMeeting
} from './series.queries.ts';

type Ids = { collaboration: string; meeting: string };

/** Where times are proposed and answered. */
export const groupTimesPath = ({ collaboration, meeting }: Ids) =>
	`/collaborations/${collaboration}/meetings/${meeting}/times`;

/** The meeting, held until the transaction ends; undefined where there is none that one keeps. */
async function hold(acting: Acting, { collaboration, meeting }: Ids) {
	if (!(await acting.first(holdGroupMeeting(meeting)))) return undefined;
	return acting.first(findGroupMeeting(collaboration, meeting));
}

/**
 * Proposes these times in the place of those that were. Those who sit in the group are asked by a mail that can be answered by its link,
 * and does not say what the meeting is about.
 */
export async function proposeGroupTimes(
	acting: Acting,
	ids: Ids,
	proposed: Proposed
): Promise<
	Outcome<
		true,
		'not-there' | 'times-are-settled' | 'time-is-past' | 'times-are-the-same' | 'times-changed'
	>
> {
	const found = await hold(acting, ids);
	if (!found) return refused('not-there');
	const before = await acting.all(listGroupOptions(found.id));
	const exchanged = await exchangeTimes(acting, agendaStateOf(found), before, proposed, {
		add: (option) => insertGroupOption(found.id, option),
		remove: (option) => deleteGroupOption(found.id, option)
	});
	if (!exchanged.ok) return exchanged;
	if (!exchanged.value.isChanged) return done(true);
	await acting.run(record('group-meeting.times-proposed', found.id));
	if (!exchanged.value.hasNew) return done(true);
	for (const { person, isMe } of await acting.all(listGroupPeople(found.series))) {
		if (isMe) continue;
		await acting.run(leaveNotice(person, 'group-times-proposed', groupTimesPath(ids)));
		await acting.first(askGroupTimes(person, found.id));
	}
	return done(true);
}

/** Says for oneself which of the times one can. Only those who sit in the group do. */
export async function answerGroupTimes(
	acting: Acting,
	{ collaboration, meeting }: Ids,
	said: readonly Said[]
): Promise<
	Outcome<true, 'not-there' | 'times-are-settled' | 'time-not-proposed' | 'not-asked-about-times'>
> {
	const found = await acting.first(findGroupMeeting(collaboration, meeting));
	if (!found) return refused('not-there');
	const [people, options, answers] = await Promise.all([
		acting.all(listGroupPeople(found.series)),
		acting.all(listGroupOptions(found.id)),
		acting.all(listGroupOptionAnswers(found.id))
	]);
	if (!people.some(({ isMe }) => isMe)) return refused('not-asked-about-times');
	if (found.state !== 'planned') return refused('times-are-settled');
	const kept = await sayOfTimes(acting, options, answers, said, saveGroupAnswer);
	if (!kept.ok) return kept;
	if (kept.value) await acting.run(record('group-meeting.times-answered', found.id));
	return done(true);
}

/**
 * Makes one of the times the meeting's, and asks everybody in the group to come; whoever said that they can at it comes by it (1083). The other
 * times are gone.
 */
export async function pickGroupTime(
	acting: Acting,
	ids: Ids,
	option: string,
	now: Date
): Promise<
	Outcome<
		true,
		| 'not-there'
		| 'stale'
		| 'meeting-is-held'
		| 'times-are-settled'
		| 'time-not-proposed'
		| 'time-is-past'
	>
> {
	const found = await hold(acting, ids);
	if (!found) return refused('not-there');
	if (found.state !== 'planned') return refused('times-are-settled');
	const options = await acting.all(listGroupOptions(found.id));
	const picked = chooseTime(options, option, now);
	if (!picked.ok) return picked;
	await acting.run(
		updateGroupMeeting(found.id, found.version, acting.visitor.name, {
			starts_at: picked.value.startsAt,
			ends_at: picked.value.endsAt
		})
	);
	await keepWhoCan(acting, option);
	for (const { id } of options) await acting.run(deleteGroupOption(found.id, id));
	await acting.run(record('group-meeting.time-picked', found.id));
	return inviteGroup(acting, ids, found.version + 1);
}
