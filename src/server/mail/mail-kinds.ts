/**
 * Every kind of mail we send, and the only words each may carry.
 *
 * A mail says that something happened and never what, since it is read on locked screens, by assistants and by
 * servers of others. So a kind names its words here, each of them neutral, and nothing else gets into the outbox. One kind
 * tells what is different in an agreement, which is about no citizen (docs/decisions/0022-mail-of-a-difference.md).
 */

import { REMINDED } from '#values/deadline.ts';

/** The parts of a meeting that a mail may say are others than before; `changedRest`: anything but those and the time. */
export const CHANGED_PARTS = [
	'changedPlace',
	'changedAgenda',
	'changedPeople',
	'changedRest'
] as const;
export type ChangedPart = (typeof CHANGED_PARTS)[number];

/** The lines of a mail that collects: 'tasks 2 2026-05-05 /path' each (say-digest.ts). */
export const DIGEST_LINES = [
	'line1',
	'line2',
	'line3',
	'line4',
	'line5',
	'line6',
	'line7',
	'line8',
	'line9',
	'line10',
	'line11',
	'line12'
] as const;

/** The words of each kind, beside the path it leads to. */
const WORDS = {
	/** To join an organisation. `name` is the receiver's own. */
	invitation: ['name', 'inviter', 'organisation'],
	/** To open one's own page as a citizen: not even the organisation is named. */
	'citizen-invitation': ['name', 'inviter'],
	/** To be somebody's companion: not even who invites is named, since that may be the citizen. */
	'companion-invitation': ['name'],
	'password-reset': [],
	/** An administrator has made a code with which one's account can be begun anew; somebody has used it; it was not you. */
	'new-start': [],
	'new-start-used': [],
	'new-start-refused': [],
	notice: [],
	/** What somebody is reminded of: how many of each kind of thing, and of which day where all are of one. */
	reminder: [...REMINDED, 'day'],
	/** What somebody was reminded of in a day or a week: how much in all, and line by line which kind of thing, how many, when it is due and where. */
	digest: ['count', ...DIGEST_LINES],
	/** A question or a task that can be answered by the link alone: neither what it is nor about whom. */
	'light-request': [],
	'light-task': [],
	/** Times that are proposed, answered by the link alone. */
	'times-proposed': [],
	/** Offers to find right, behind a link that needs no account. */
	'offers-to-confirm': [],
	/**
	 * A new text lies ready: which questions are answered differently, from what was `agreed` or else from what was sent last.
	 * Days, amounts and choices are told, and no words of people.
	 */
	'document-changed': ['agreed', 'change1', 'change2', 'change3', 'change4', 'change5', 'more'],
	'framework-submitted': [],
	'framework-established': [],
	/** `comes`: 'yes' where they said that they can at this time (1083), 'calls' where they call the meeting themselves (1196). What of it is another, where it turns out to be a change; and the database adds where one says whether one comes, a link that nobody else learns (0420, `answerPath`). */
	'meeting-invitation': ['comes', ...CHANGED_PARTS],
	/**
	 * The database makes it of an invitation to somebody who knows of the meeting, and of a cancellation that is for the receiver
	 * alone (1060). `was`, `wasUntil`: when it was before, as instants, where it has moved; `anew`: 'yes' where an answer to that
	 * counts no more; `unsaid`: 'yes' where nobody has written down whether the time is another. `at`, `atUntil`: when it is, where the mail
	 * carries no calendar file. Which parts are others, and never what they are now: 'yes' for each.
	 */
	'meeting-changed': ['was', 'wasUntil', 'anew', 'unsaid', 'at', 'atUntil', ...CHANGED_PARTS],
	'meeting-uninvited': [],
	'meeting-cancelled': [],
	'minutes-sent': [],
	/** Minutes that were sent have been corrected. */
	'minutes-corrected': []
} as const satisfies Record<string, readonly string[]>;

export type MailKind = keyof typeof WORDS;

/** What a mail of this kind says: its words, and the path within the installation that its link leads to. */
export type MailWords<Kind extends MailKind> = Record<
	(typeof WORDS)[Kind][number] | 'path',
	string
>;

/** Words that most mails of a kind go without: those that the database puts on, and which parts are others. */
type Spare = ChangedPart | 'comes' | 'was' | 'wasUntil' | 'anew' | 'unsaid';

/** The words that a mail is queued with. */
export type GivenWords<Kind extends MailKind> = Omit<MailWords<Kind>, Spare> & {
	[Word in Spare & keyof MailWords<Kind>]?: string;
};

/** Whether `kind` is one we know; a row may be older than this program. */
export const isMailKind = (kind: string): kind is MailKind => Object.hasOwn(WORDS, kind);

/** Whether `path` is one within the installation. */
export const isPath = (path: string): boolean =>
	/^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(path) && path.length <= LONGEST_PATH;

/** Where a deadline of a pathway is led to: an address of the pathway's own, since that of the page itself would say which kind of thing it is. */
export const discreetPath = (path: string): string =>
	path === '/' ? path : (/^\/pathways\/[^/?#]+/.exec(path)?.[0] ?? '/notices');

const LONGEST_WORD = 200;
const LONGEST_PATH = 2000;

/**
 * The words that a mail of this kind may carry, each on one line; whatever else stands in `given` is left out.
 * Throws where the path leads out of the installation: that is a bug of ours, and might be a trap.
 */
export function allowedWords<Kind extends MailKind>(
	kind: Kind,
	given: Readonly<Record<string, string>>
): MailWords<Kind> {
	const path = given.path ?? '';
	if (!isPath(path))
		throw new Error(`A mail of the kind ${kind} must lead to a path within Samspil.`);
	const words: Record<string, string> = { path };
	for (const word of WORDS[kind]) words[word] = oneLine(given[word] ?? '').slice(0, LONGEST_WORD);
	return words as MailWords<Kind>;
}

/** Where an invitation is answered, as the database has put it among the words. */
export const answerPath = ({ answer = '' }: Readonly<Record<string, string>>): string | null =>
	/^\/answers\/[0-9a-f]{64}$/.test(answer) ? answer : null;

/** The words of a mail that say which parts of a meeting are others. */
export const wordsOfChange = (changed: readonly ChangedPart[]): Record<ChangedPart, string> => {
	const words = { changedPlace: '', changedAgenda: '', changedPeople: '', changedRest: '' };
	for (const part of changed) words[part] = 'yes';
	return words;
};

/** Without line ends, which would begin a new header in a mail. */
const oneLine = (text: string) => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
