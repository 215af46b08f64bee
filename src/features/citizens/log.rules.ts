/**
 * The record of a pathway as the citizen reads it: what somebody looked at and why they could, and how it fits on paper. Where a
 * page of it begins, log-key.rules.ts says.
 */
import { dayOf, type Day } from '#values/day.ts';
import { BY_READING, LOOKED_AT, type LookedAt } from './looked-at.rules.ts';

/** What was done, in a word: each is said plainly; what is not known by name is looked at or changed. */
export const DEEDS = [
	'looked',
	'wrote',
	'consent-given',
	'consent-withdrawn',
	'consent-refused',
	'consent-narrowed',
	'consent-restored',
	'entry-denied',
	'basis-registered',
	'basis-ended',
	'meeting-invited',
	'meeting-changed',
	'meeting-cancelled',
	'minutes-sent',
	'minutes-written',
	'digital-post-sent',
	'digital-post-available',
	'digital-post-refused',
	'digital-post-unsure',
	'digital-post-given-up',
	'meeting-answered',
	'meeting-planned',
	'task-given',
	'task-changed',
	'transfer-begun',
	'transfer-answered',
	'change-told',
	'change-acknowledged',
	'partner-asked',
	'partner-answered',
	'tovholder-changed',
	'tovholder-stood-in',
	'tovholder-meeting-called',
	'tovholder-meeting-cancelled',
	'tovholder-refused',
	'need-registered',
	'words-written',
	'citizen-invited',
	'citizen-untied',
	'code-made',
	'code-used',
	'status-sent',
	'message-sent',
	'message-answered',
	'details-changed',
	'colleague-joined',
	'colleague-left',
	'colleague-meets-child',
	'companion-invited',
	'companion-joined',
	'companion-ended',
	'network-drawn',
	'plan-written',
	'plan-answered',
	'phase-changed',
	'marked',
	'offers-chosen',
	'foreseen',
	'guideline-marked',
	'child-kept',
	'tovholder-checked',
	'emergency-opened',
	'emergency-ended',
	'emergency-reviewed',
	'hold-placed',
	'hold-lifted',
	'erasure-asked',
	'erasure-taken-back',
	'erasure-decided',
	'printed',
	'plan-printed',
	'journal-packed',
	'journal-fetched',
	'exported',
	'part-exported',
	'part-gone',
	'pathway-closed',
	'pathway-reopened',
	'closing-planned',
	'changed'
] as const;
export type Deed = (typeof DEEDS)[number];

const BY_ACTION: Record<string, Deed> = {
	'citizen.invited': 'citizen-invited',
	'citizen.untied': 'citizen-untied',
	'citizen.code-made': 'code-made',
	'citizen.code-used': 'code-used',
	'status.sent': 'status-sent',
	'message.sent': 'message-sent',
	'message.answered': 'message-answered',
	'citizen.changed': 'details-changed',
	'citizen.printed': 'printed',
	'me.printed': 'printed',
	'plan.printed': 'plan-printed',
	'journal.packed': 'journal-packed',
	'journal.fetched': 'journal-fetched',
	'citizen.exported': 'exported',
	'me.exported': 'exported',
	'part.exported': 'part-exported',
	'part.printed': 'part-exported',
	'part.gone': 'part-gone',
	'colleague.joined': 'colleague-joined',
	'colleague.left': 'colleague-left',
	'colleague.meets-child': 'colleague-meets-child',
	'companion.invited': 'companion-invited',
	'companion.joined': 'companion-joined',
	'companion.ended': 'companion-ended',
	'consent.given': 'consent-given',
	'consent.withdrawn': 'consent-withdrawn',
	'consent.refused': 'consent-refused',
	'consent.narrowed': 'consent-narrowed',
	'consent.restored': 'consent-restored',
	'entry.denied': 'entry-denied',
	'basis.registered': 'basis-registered',
	'basis.ended': 'basis-ended',
	'entry.written': 'wrote',
	'entry.changed': 'wrote',
	'measure.written': 'wrote',
	'measure.changed': 'wrote',
	'contact.written': 'wrote',
	'meeting.invitation': 'meeting-invited',
	'meeting.change': 'meeting-changed',
	'meeting.cancellation': 'meeting-cancelled',
	'meeting.minutes': 'minutes-sent',
	'digital-post.sent': 'digital-post-sent',
	'digital-post.available': 'digital-post-available',
	'digital-post.refused': 'digital-post-refused',
	'digital-post.unsure': 'digital-post-unsure',
	'digital-post.given-up': 'digital-post-given-up',
	'meeting.answered': 'meeting-answered',
	'meeting.minutes-written': 'minutes-written',
	'need.registered': 'need-registered',
	'tovholder.checked': 'tovholder-checked',
	'emergency.opened': 'emergency-opened',
	'emergency.ended': 'emergency-ended',
	'emergency.reviewed': 'emergency-reviewed',
	'hold.placed': 'hold-placed',
	'hold.lifted': 'hold-lifted',
	'erasure.asked': 'erasure-asked',
	'erasure.taken-back': 'erasure-taken-back',
	'erasure.decided': 'erasure-decided',
	'network.added': 'network-drawn',
	'network.changed': 'network-drawn',
	'network.taken-back': 'network-drawn',
	'network.removed': 'network-drawn',
	'plan.written': 'plan-written',
	'plan.answered': 'plan-answered',
	'phase.opened': 'phase-changed',
	'marks.changed': 'marked',
	'offer.chosen': 'offers-chosen',
	'offer.dropped': 'offers-chosen',
	'foreseen.written': 'foreseen',
	'foreseen.settled': 'foreseen',
	'guideline.marked': 'guideline-marked',
	'child.guardian': 'child-kept',
	'child.assessed': 'child-kept',
	'child.shared': 'child-kept',
	'child.notified': 'child-kept',
	'child.notification-clocks': 'child-kept',
	'child.wrong-fit': 'child-kept',
	'phase.closed': 'phase-changed',
	'own-words.written': 'words-written',
	'pathway.closed': 'pathway-closed',
	'pathway.reopened': 'pathway-reopened',
	'closing.planned': 'closing-planned',
	'partner.asked': 'partner-asked',
	'capacity.asked': 'partner-asked',
	'partner.agreed': 'partner-answered',
	'partner.declined': 'partner-answered',
	'task.given': 'task-given',
	'transfer.begun': 'transfer-begun',
	'transfer.asked': 'transfer-begun',
	'transfer.accepted': 'transfer-answered',
	'transfer.declined': 'transfer-answered',
	'transfer.withdrawn': 'transfer-answered',
	'change.told': 'change-told',
	'change.acknowledged': 'change-acknowledged',
	'tovholder.appointed': 'tovholder-changed',
	'tovholder.stood-in': 'tovholder-stood-in',
	'allotment-meeting.called': 'tovholder-meeting-called',
	'allotment-meeting.cancelled': 'tovholder-meeting-cancelled',
	'tovholder.refused': 'tovholder-refused'
};

/**
 * What is recorded again and again while somebody works: minutes at each pause in typing, and a meeting at each step on its screen. Of
 * one person, about one thing, on one day it is read as one line.
 */
export const RECORDED_AS_IT_GOES = ['meeting.minutes-written', 'meeting.run'] as const;

/** What an action of the record comes to. */
export function deedOf(action: string): Deed {
	const known = BY_ACTION[action];
	if (known) return known;
	if (/\.(read|listed)$/.test(action)) return 'looked';
	if (action.startsWith('meeting.')) return 'meeting-planned';
	return action.startsWith('task.') ? 'task-changed' : 'changed';
}

type Row = {
	at: Date;
	name: string;
	organisation: string;
	action: string;
	reason: string;
	isMe: boolean;
	/** Where the row stands for several: when the first of them was, and how many they are. */
	since: Date;
	times: number;
};

/** A line as it is read: one thing that was done, once or again and again, or all that somebody looked at on one day for one reason. */
export type LogLine = Row & {
	lookedAt: LookedAt[];
};

/** The rows as lines, in their order: each who looked stands once a day, where they last did. */
export function groupLog(rows: readonly Row[]): LogLine[] {
	const lines: LogLine[] = [];
	const looks = new Map<string, LogLine>();
	for (const row of rows) {
		const lookedAt = deedOf(row.action) === 'looked' ? (BY_READING[row.action] ?? 'pathway') : null;
		const key = JSON.stringify([dayOf(row.at), row.name, row.organisation, row.reason]);
		const line = lookedAt && looks.get(key);
		if (line) {
			line.since = row.since;
			line.lookedAt = LOOKED_AT.filter((each) => each === lookedAt || line.lookedAt.includes(each));
			continue;
		}
		const begun = { ...row, lookedAt: lookedAt ? [lookedAt] : [] };
		lines.push(begun);
		if (lookedAt) looks.set(key, begun);
	}
	return lines;
}

/** What somebody did on a day, and why they could; `isMe`: the reader themselves. */
export type DayRow = {
	day: Day;
	name: string;
	organisation: string;
	action: string;
	reason: string;
	isMe: boolean;
};

/** One day on paper: each person with everything they did for the same reason. */
export type PaperDay = {
	day: Day;
	people: { name: string; organisation: string; isMe: boolean; reason: string; deeds: Deed[] }[];
};

/**
 * The record for paper: a line a day for each person and reason, in the order of `rows`. On the citizen's own paper what they
 * looked at themselves is left out; on one that somebody else prints that somebody's looking stands like everybody's.
 */
export function onPaper(rows: readonly DayRow[], isCitizens: boolean): PaperDay[] {
	const days: PaperDay[] = [];
	for (const { day, action, ...who } of rows) {
		const deed = deedOf(action);
		if (isCitizens && who.isMe && deed === 'looked') continue;
		if (days.at(-1)?.day !== day) days.push({ day, people: [] });
		const { people } = days.at(-1)!;
		const line = people.find((each) => isSamePerson(each, who));
		if (!line) people.push({ ...who, deeds: [deed] });
		else if (!line.deeds.includes(deed)) line.deeds.push(deed);
	}
	return days;
}

type Who = Pick<DayRow, 'name' | 'organisation' | 'reason' | 'isMe'>;

const isSamePerson = (one: Who, other: Who) =>
	one.name === other.name &&
	one.organisation === other.organisation &&
	one.reason === other.reason &&
	one.isMe === other.isMe;
