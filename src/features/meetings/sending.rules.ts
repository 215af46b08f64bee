/**
 * What is sent of a meeting, kept as it was sent (L-20): the plan before it and the minutes after it, each with the
 * hash of its one spelling.
 */
import { canonicalJson, contentHash, type Json } from '#features/documents/content.rules.ts';
import { agreedTask } from '#features/held-meetings/agreed-task.rules.ts';
import type { AgendaItem, Meeting, Participant } from './meeting.rules.ts';

/** The invitation and agenda as participants are sent them. */
export const planOf = (
	meeting: Meeting,
	participants: readonly Participant[],
	agenda: readonly AgendaItem[]
) => ({
	purpose: meeting.purpose,
	whyNow: meeting.whyNow,
	form: meeting.form,
	startsAt: meeting.startsAt.toISOString(),
	endsAt: meeting.endsAt.toISOString(),
	place: meeting.place,
	interpreter: meeting.interpreter === 'yes' ? meeting.interpreterLanguage : '',
	companion: meeting.companionNote,
	participants: participants.map(({ kind, name, organisationName, reason }) => ({
		kind,
		name,
		organisation: organisationName ?? '',
		reason
	})),
	agenda: agenda.map(({ title, aim, minutes, owner, parked, lateReason }) => ({
		title,
		aim,
		minutes,
		parked,
		lateReason,
		/** Their place among the participants. Only where there is one: what was sent before has no such word. */
		...(owner !== null && { owner: participants.findIndex(({ id }) => id === owner) })
	}))
});

/**
 * The minutes as participants are sent them: the plan, and what came of it. `notReached`: the ids of the items that are told to go on at
 * a next meeting.
 */
export const minutesOf = (
	meeting: Meeting,
	participants: readonly Participant[],
	agenda: readonly AgendaItem[],
	tasks: readonly (Parameters<typeof agreedTask>[0] & { agendaItem: string | null })[],
	notReached: readonly string[]
) => ({
	...planOf(meeting, participants, agenda),
	minutes: meeting.minutes,
	/** Only where it was, and not what was written before the citizen came. What was sent before has no such word. */
	...(meeting.withoutCitizen !== '' &&
		!participants.some(({ kind, attended }) => kind === 'citizen' && attended) && {
			withoutCitizen: meeting.withoutCitizen
		}),
	attended: participants.map(({ attended }) => attended === true),
	outcomes: agenda.map(({ outcome }) => outcome),
	/** Only where one was told: what was sent before has no such word. */
	...(agenda.some(({ outcomeKind }) => outcomeKind !== null) && {
		kinds: agenda.map(({ outcomeKind }) => outcomeKind)
	}),
	/** Their places on the agenda. Only where there is one: what was sent before has no such word, and says nothing of it. */
	...(notReached.length > 0 && {
		notReached: agenda.flatMap(({ id }, index) => (notReached.includes(id) ? [index] : []))
	}),
	tasks: tasks.map((task) => ({ ...agreedTask(task), agendaItem: task.agendaItem }))
});

/** What one sending keeps. */
export type SentContent = Readonly<ReturnType<typeof planOf>>;

/** The hash of content as 64 hexadecimal digits. */
export const hashOf = (content: SentContent): Promise<string> => contentHash(content as Json);

/** Whether a meeting moved: what a calendar must be told of. */
export const hasMoved = (
	before: Pick<SentContent, 'startsAt' | 'endsAt'>,
	after: Pick<SentContent, 'startsAt' | 'endsAt'>
): boolean => before.startsAt !== after.startsAt || before.endsAt !== after.endsAt;

/** The parts of a plan that a mail says are others, beside its time; `rest`: any that it does not name. */
export type PlanPart = 'place' | 'agenda' | 'people' | 'rest';

/** Which parts of the plan are others than they were sent. */
export function partsChanged(before: SentContent, after: SentContent): PlanPart[] {
	const isOther = (...names: (keyof SentContent)[]) =>
		names.some((name) => spelled(before[name]) !== spelled(after[name]));
	const parts: [PlanPart, boolean][] = [
		['place', isOther('place')],
		['agenda', isOther('agenda')],
		['people', isOther('participants')],
		['rest', isOther('purpose', 'whyNow', 'form', 'interpreter', 'companion')]
	];
	return parts.filter(([, is]) => is).map(([part]) => part);
}

/** Which notice tells of a change, as the subject of its mail does: the time before all, else the one part that is another. */
export function noticeOfChange(
	isMoved: boolean,
	changed: readonly PlanPart[]
): 'meeting-moved' | 'meeting-changed' | `meeting-changed-${Exclude<PlanPart, 'rest'>}` {
	if (isMoved) return 'meeting-moved';
	const [part] = changed;
	return changed.length !== 1 || part === undefined || part === 'rest'
		? 'meeting-changed'
		: `meeting-changed-${part}`;
}

const spelled = (value: unknown) => canonicalJson((value ?? null) as Json);
