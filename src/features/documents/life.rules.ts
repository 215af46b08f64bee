/**
 * The one life of a structured document: written, submitted (frozen), agreed or returned, in force, due for
 * review, superseded or ended. Agreements, the framework and plans live it alike; they differ in the *way* they
 * are agreed: by a group's decision, by signatures, or by a simple confirmation.
 *
 * What lives is a version: writing, submitting and agreeing ask the newest, reviewing and ending the one in force. People submit, agree, return and end; the rest follows from the days alone
 * (`stateOn`), so that nobody has to press anything for a version to come into force, fall due or expire.
 */
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** Where a version stands. A document nobody has submitted is a `draft`. */
export const STATES = [
	'draft',
	'submitted',
	/** Somebody who was asked to agree said no, and why. */
	'returned',
	/** Taken back by its writers, or edited, while it waited (S-4). */
	'withdrawn',
	/** All have agreed; its first day has not come. */
	'agreed',
	'in-force',
	/** In force, and its review date has come. */
	'due-for-review',
	/** A later version is in force. */
	'superseded',
	'ended'
] as const;
export type State = (typeof STATES)[number];

/** What people do with it. `agree` is to approve, sign or confirm; `end` is to give notice or end it for breach. */
export const MOVES = ['edit', 'submit', 'withdraw', 'agree', 'return', 'review', 'end'] as const;
export type Move = (typeof MOVES)[number];

/** In which capacity somebody moves it. One person may act in several. */
export type Capacity =
	/** Writes it and puts it forward. */
	| 'writer'
	/** Is asked to agree: decides in the group, is a named signatory, or confirms for a side. */
	| 'agreer'
	/** Sees to it that it is reviewed. */
	| 'review-owner'
	/** Acts for one of its parties. */
	| 'party';

/** What must hold besides, and the reason for refusing where it does not. */
export type Demand =
	| 'answers-missing'
	| 'nothing-changed-since'
	| 'version-changed'
	| 'comment-missing';

/** One line of the table: in this state, this move, by whom, leads where (`agree`: once all have), unless a demand is unmet. */
export type Step = {
	from: State;
	move: Move;
	by: readonly Capacity[];
	to: State;
	unless: readonly Demand[];
};

const WRITING: readonly Capacity[] = ['writer'];
const AGREEING: readonly Capacity[] = ['agreer'];
const KEEPING: readonly Capacity[] = ['review-owner', 'party'];
const ENDING: readonly Capacity[] = ['party'];

const step =
	(move: Move, by: readonly Capacity[], ...unless: Demand[]) =>
	(from: State, to: State): Step => ({ from, move, by, to, unless });

const edit = step('edit', WRITING);
const submit = step('submit', WRITING, 'answers-missing');
const submitAgain = step('submit', WRITING, 'nothing-changed-since', 'answers-missing');
const review = step('review', KEEPING);
const end = step('end', ENDING);

/**
 * The table: every move that is possible; all others are refused. An edit never touches a version that has
 * been agreed, it goes into the next; a version that waits is withdrawn by it, and what was signed on it is void.
 */
export const LIFE: readonly Step[] = [
	edit('draft', 'draft'),
	submit('draft', 'submitted'),

	edit('submitted', 'withdrawn'),
	step('withdraw', WRITING)('submitted', 'withdrawn'),
	step('agree', AGREEING, 'version-changed', 'answers-missing')('submitted', 'agreed'),
	step('return', AGREEING, 'version-changed', 'comment-missing')('submitted', 'returned'),

	edit('returned', 'returned'),
	submitAgain('returned', 'submitted'),
	edit('withdrawn', 'withdrawn'),
	submit('withdrawn', 'submitted'),

	edit('agreed', 'agreed'),
	submitAgain('agreed', 'submitted'),

	edit('in-force', 'in-force'),
	submitAgain('in-force', 'submitted'),
	review('in-force', 'in-force'),
	end('in-force', 'in-force'),

	edit('due-for-review', 'due-for-review'),
	submitAgain('due-for-review', 'submitted'),
	review('due-for-review', 'in-force'),
	end('due-for-review', 'due-for-review')
];

/** A move somebody wants to make. */
export type Wish = {
	move: Move;
	/** The capacities in which the person acts, with the hat they wear. */
	as: readonly Capacity[];
	/** The hash of the version they have read. */
	read: string;
	/** Why, where it is returned. */
	reason: string;
};

/** The document as the move meets it. */
export type Living = {
	state: State;
	/** The hash of the newest version; null before the first. */
	hash: string | null;
	/** The hash of what is written now. */
	written: string;
	/** Whether every question that must be is answered: in what is written for `submit`, in the version for `agree`. */
	isComplete: boolean;
};

export type MoveRefusal =
	| Demand
	| 'not-a-writer-of-it'
	| 'not-asked-to-agree'
	| 'not-a-party'
	| 'not-submitted-yet'
	| 'waits-already'
	| 'was-returned'
	| 'was-withdrawn'
	| 'agreed-already'
	| 'not-in-force-yet'
	| 'is-superseded'
	| 'document-has-ended';

/** Where the move leads, or why it is refused: first what the state does not allow, then whose it is not, then what is lacking. */
export function move(document: Living, wish: Wish): Outcome<State, MoveRefusal> {
	const found = LIFE.find(({ from, move: each }) => from === document.state && each === wish.move);
	if (!found) return refused(whyNot(wish.move, document.state));
	if (!found.by.some((each) => wish.as.includes(each))) return refused(notYours(wish.move));
	const lacking = found.unless.find((demand) => isUnmet(demand, document, wish));
	return lacking ? refused(lacking) : done(found.to);
}

/** What has become of a frozen version by people's hands. */
export type Fate = 'submitted' | 'returned' | 'withdrawn' | 'agreed';

/** The facts from which the state of a version follows. An `end` is the first day it is no longer in force. */
export type Facts = {
	fate: Fate;
	/** The first day in force; null until all have agreed. */
	from: Day | null;
	/** The end that governs, if one is in sight. */
	end: Day | null;
	/** When it is to be reviewed next. */
	reviewOn: Day | null;
	/** The first day in force of the version that follows it. */
	supersededOn: Day | null;
};

/** The state of a version on a day. Whichever came first, its successor or its end, says what became of it. */
export function stateOn({ fate, from, end, reviewOn, supersededOn }: Facts, today: Day): State {
	if (fate !== 'agreed') return fate;
	const isSuperseded = isPast(supersededOn, today);
	const isEnded = isPast(end, today);
	if (isSuperseded && isEnded) return supersededOn! < end! ? 'superseded' : 'ended';
	if (isSuperseded) return 'superseded';
	if (isEnded) return 'ended';
	if (!isPast(from, today)) return 'agreed';
	return isPast(reviewOn, today) ? 'due-for-review' : 'in-force';
}

const WHY_NOT: Record<State, MoveRefusal> = {
	draft: 'not-submitted-yet',
	submitted: 'waits-already',
	returned: 'was-returned',
	withdrawn: 'was-withdrawn',
	agreed: 'agreed-already',
	'in-force': 'agreed-already',
	'due-for-review': 'agreed-already',
	superseded: 'is-superseded',
	ended: 'document-has-ended'
};

/** Reviewing and ending are refused for what is not in force; the rest for where the version stands. */
const whyNot = (wished: Move, state: State): MoveRefusal =>
	(wished === 'review' || wished === 'end') && state !== 'superseded' && state !== 'ended'
		? 'not-in-force-yet'
		: WHY_NOT[state];

function notYours(wished: Move): MoveRefusal {
	if (wished === 'agree' || wished === 'return') return 'not-asked-to-agree';
	return wished === 'review' || wished === 'end' ? 'not-a-party' : 'not-a-writer-of-it';
}

function isUnmet(demand: Demand, { hash, written, isComplete }: Living, { read, reason }: Wish) {
	switch (demand) {
		case 'answers-missing':
			return !isComplete;
		case 'nothing-changed-since':
			return hash === written;
		case 'version-changed':
			return hash !== read;
		case 'comment-missing':
			return reason.trim() === '';
	}
}

const isPast = (day: Day | null, today: Day) => day !== null && day <= today;
