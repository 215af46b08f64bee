/**
 * Where a meeting is while it is held: the item talked about, the time left, two minutes of silence, and a round in which
 * everybody gets a turn.
 */
import { done, refused, type Outcome } from '#values/outcome.ts';

/** What came of an item. */
export const OUTCOMES = ['information', 'decision', 'task'] as const;
export type OutcomeKind = (typeof OUTCOMES)[number];

/** Whether something that came to a task is nobody's: no task was given for the item. `items`: of which the tasks are. */
export const lacksTask = (
	agenda: readonly { id: string; outcomeKind: OutcomeKind | null }[],
	items: readonly (string | null)[]
): boolean => agenda.some(({ id, outcomeKind }) => outcomeKind === 'task' && !items.includes(id));

/** An item of the agenda, as a meeting on the screen shows it and its minutes are written. */
export type HeldItem = {
	id: string;
	title: string;
	/** What is wanted of it, in words; '' where nothing is said of that. */
	aim: string;
	minutes: number | null;
	/** Who brings it forward, of those who take part. */
	owner: string | null;
	/** Left for another meeting before it was talked about: it has no turn. */
	parked: boolean;
	outcome: string;
	outcomeKind: OutcomeKind | null;
	/** Comes up again at another meeting; null where it does so whatever is said of it. */
	goesOn: boolean | null;
	version: number;
};

/** Somebody who takes part. */
export type HeldPerson = {
	id: string;
	attended: boolean | null;
	/** Asked by whoever leads to write the minutes along; null where they cannot be. */
	writes: boolean | null;
};

/** Seconds of silence. */
export const SILENCE = 120;

export type Run = {
	/** The item talked about now; null before the first. */
	item: string | null;
	itemSince: Date | null;
	quietSince: Date | null;
	/** The participants who have had their turn; null where there is no round. */
	roundDone: readonly string[] | null;
	version: number;
};

/** Before anything has been pressed. */
export const NOT_RUN: Run = {
	item: null,
	itemSince: null,
	quietSince: null,
	roundDone: null,
	version: 0
};

/**
 * What a page shows of a meeting, by its versions and without a word of it, so that another device can ask whether it has gone on:
 * where it is, each item by its id, what belongs to none, and who is there and writes.
 */
export type Mark = {
	/** Whether its minutes are written now. */
	isOpen: boolean;
	run: number;
	rest: number;
	people: string;
	items: Record<string, number>;
};

/** What the one who leads does. */
export const STEPS = ['go', 'silence', 'end-silence', 'round', 'turn', 'end-round'] as const;
export type Step = { does: (typeof STEPS)[number]; item: string; participant: string };

/** The items in the order they are talked about: what is parked is not. */
export const inOrder = <Item extends Pick<HeldItem, 'parked'>>(agenda: readonly Item[]): Item[] =>
	agenda.filter(({ parked }) => !parked);

/** The item that is talked about, and the one after it. */
export function placeIn<Item extends Pick<HeldItem, 'id' | 'parked'>>(
	agenda: readonly Item[],
	run: Pick<Run, 'item'>
): { now: Item | undefined; next: Item | undefined; number: number; count: number } {
	const order = inOrder(agenda);
	const here = agenda.findIndex(({ id }) => id === run.item);
	const now = order.find(({ id }) => id === run.item);
	// One that was parked while it was talked about is left behind: the next is the one after it.
	return {
		now,
		next: inOrder(agenda.slice(here + 1))[0],
		number: now ? order.indexOf(now) + 1 : 0,
		count: order.length
	};
}

/** When the time for an item is used up; null where it has no time of its own. */
export const itemEnds = (
	item: Pick<HeldItem, 'minutes'> | undefined,
	{ itemSince }: Pick<Run, 'itemSince'>
): Date | null =>
	item?.minutes && itemSince ? new Date(itemSince.getTime() + item.minutes * 60_000) : null;

/** When the silence is over; null where there is none, or it is over. */
export function silenceEnds({ quietSince }: Pick<Run, 'quietSince'>, now: Date): Date | null {
	if (!quietSince) return null;
	const end = new Date(quietSince.getTime() + SILENCE * 1000);
	return end > now ? end : null;
}

/** Who takes part in a round: everybody who is not known to be away. */
export const inRound = <Who extends Pick<HeldPerson, 'attended'>>(
	participants: readonly Who[]
): Who[] => participants.filter(({ attended }) => attended !== false);

/** Whose turn it is; undefined where there is no round, or everybody has had theirs. */
export const turnOf = <Who extends Pick<HeldPerson, 'id' | 'attended'>>(
	participants: readonly Who[],
	{ roundDone }: Pick<Run, 'roundDone'>
): Who | undefined =>
	roundDone === null ? undefined : inRound(participants).find(({ id }) => !roundDone.includes(id));

/**
 * What a page shows of a meeting that is held: where it is, and the item that is written about, which is the one talked about or
 * another that somebody has `chosen` to write in.
 */
export function shownOf<Item extends HeldItem>(
	agenda: readonly Item[],
	participants: readonly HeldPerson[],
	run: Run,
	chosen: string | null,
	now: Date
) {
	const place = placeIn(agenda, run);
	return {
		run,
		place,
		written: agenda.find(({ id }) => id === chosen) ?? place.now ?? null,
		itemEnds: itemEnds(place.now, run),
		silenceEnds: silenceEnds(run, now),
		/** Whose turn it is, where there is a round that is not over. */
		turn: turnOf(participants, run)?.id ?? null
	};
}

type Held = {
	/** Whether its minutes are written now. */
	isOpen: boolean;
	agenda: readonly Pick<HeldItem, 'id' | 'parked'>[];
	participants: readonly Pick<HeldPerson, 'id' | 'attended'>[];
};

/**
 * The meeting after a step. The same step twice is one; a step taken from a page that shows another place in the meeting
 * (`shown` is its version) is refused, and the meeting stays where it is.
 */
export function goOn(
	{ isOpen, agenda, participants }: Held,
	run: Run,
	{ does, item, participant }: Step,
	shown: number,
	now: Date
): Outcome<Run, 'minutes-not-open' | 'meeting-went-on' | 'no-such-item'> {
	if (!isOpen) return refused('minutes-not-open');
	const steps: Record<Step['does'], { isDone: boolean; to: Partial<Run> }> = {
		go: {
			isDone: run.item === item,
			to: { item, itemSince: now, quietSince: null, roundDone: null }
		},
		silence: { isDone: silenceEnds(run, now) !== null, to: { quietSince: now } },
		'end-silence': { isDone: run.quietSince === null, to: { quietSince: null } },
		round: { isDone: run.roundDone !== null, to: { quietSince: null, roundDone: [] } },
		turn: {
			isDone: run.roundDone?.includes(participant) ?? false,
			to: { roundDone: [...(run.roundDone ?? []), participant] }
		},
		'end-round': { isDone: run.roundDone === null, to: { roundDone: null } }
	};
	const { isDone, to } = steps[does];
	if (isDone) return done(run);
	if (run.version !== shown) return refused('meeting-went-on');
	if (does === 'go' && !inOrder(agenda).some(({ id }) => id === item))
		return refused('no-such-item');
	if (does === 'turn' && turnOf(participants, run)?.id !== participant)
		return refused('meeting-went-on');
	return done({ ...run, ...to, version: run.version + 1 });
}

/**
 * Of whom it is to be said anew whether they are there: those who are ticked otherwise than the page `shown` had them, so that
 * what somebody else has ticked meanwhile stays; and those of whom nobody has spoken, who are told away by the first who keeps
 * the list.
 */
export const tickedAnew = <Who extends Pick<HeldPerson, 'id' | 'attended'>>(
	participants: readonly Who[],
	attended: readonly string[],
	shown: readonly string[]
): Who[] =>
	participants.filter((each) => {
		const now = attended.includes(each.id);
		return each.attended === null || (now !== shown.includes(each.id) && now !== each.attended);
	});
