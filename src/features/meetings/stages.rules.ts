/**
 * The three stages of a meeting, each with its checklist. What the document tells by itself is ticked by itself; what
 * nobody can see in it, the room and its preparation, is ticked by whoever convenes.
 */
import { lacksTask } from '#features/held-meetings/running.rules.ts';
import type { AgendaItem, Meeting, Missing, Participant } from './meeting.rules.ts';

/** What is seen to about the room. */
export const ROOM = ['booked', 'seats', 'refreshments', 'copies'] as const;
export type RoomCheck = (typeof ROOM)[number];

export const STAGES = ['before', 'during', 'after'] as const;
export type Stage = (typeof STAGES)[number];

/** Something to see to, in the order of the meeting. */
export type Check =
	/** place, interpreter and companion, settled with the citizen. */
	| 'settled-with-citizen'
	/** */
	| 'prepared-with-citizen'
	/** the citizen and those who are needed, each with a reason. */
	| 'people-chosen'
	/** */
	| 'invitation-sent'
	/** */
	| 'attendance-told'
	/** Every item that was talked about has come to something. */
	| 'outcomes-written'
	/** each has somebody, and what came to a task has one. */
	| 'tasks-have-somebody'
	/** */
	| 'minutes-sent'
	/** */
	| 'explained'
	/** nothing that was agreed is left. */
	| 'agreements-kept';

type Held = {
	meeting: Pick<Meeting, 'state' | 'preparedOn' | 'minutesSentAt' | 'explainedOn'>;
	participants: readonly Pick<Participant, 'attended'>[];
	agenda: readonly Pick<AgendaItem, 'id' | 'outcome' | 'outcomeKind' | 'parked'>[];
	/** `agendaItem`: the item it came of; null for the one that belongs to none. */
	tasks: readonly {
		state: 'open' | 'done' | 'cancelled';
		hasSomebody: boolean;
		agendaItem: string | null;
	}[];
	/** What stands in the way of the invitation, while it is not sent. */
	missing: readonly Missing[];
};

const SETTLED: readonly Missing[] = [
	'place-not-asked',
	'interpreter-not-decided',
	'companion-not-discussed'
];
const CHOSEN: readonly Missing[] = [
	'citizen-not-invited',
	'nobody-else-invited',
	'participant-not-covered'
];

/** What is to be seen to at each stage, and whether it is done. */
export function checksOf({
	meeting,
	participants,
	agenda,
	tasks,
	missing
}: Held): Record<Stage, { check: Check; isDone: boolean }[]> {
	const { state, preparedOn, minutesSentAt, explainedOn } = meeting;
	const isHeld = state === 'minutes' || state === 'closed';
	const lacks = (some: readonly Missing[]) => missing.some((each) => some.includes(each));
	const talked = agenda.filter(({ parked }) => !parked);
	const done = (check: Check, isDone: boolean) => ({ check, isDone });
	return {
		before: [
			done('settled-with-citizen', !lacks(SETTLED)),
			done('prepared-with-citizen', preparedOn !== null),
			done('people-chosen', !lacks(CHOSEN)),
			done('invitation-sent', isHeld || state === 'invited')
		],
		during: [
			done('attendance-told', isHeld && participants.every(({ attended }) => attended !== null)),
			done('outcomes-written', isHeld && talked.every(({ outcome }) => outcome !== '')),
			done(
				'tasks-have-somebody',
				isHeld &&
					tasks.every(({ hasSomebody }) => hasSomebody) &&
					!lacksTask(
						agenda,
						tasks.map(({ agendaItem }) => agendaItem)
					)
			)
		],
		after: [
			done('minutes-sent', minutesSentAt !== null),
			done('explained', explainedOn !== null),
			done(
				'agreements-kept',
				minutesSentAt !== null && tasks.every(({ state }) => state !== 'open')
			)
		]
	};
}

/** The stage a meeting is at; null where it is called off. */
export const stageOf = ({
	state,
	minutesSentAt
}: Pick<Meeting, 'state' | 'minutesSentAt'>): Stage | null => {
	if (state === 'cancelled') return null;
	if (state === 'draft' || state === 'invited') return 'before';
	return state === 'minutes' && minutesSentAt === null ? 'during' : 'after';
};

/** What is ready after a page that showed `shown` was sent with `ticked`: what others ticked meanwhile stays. */
export const readyAfter = (
	saved: readonly RoomCheck[],
	ticked: readonly RoomCheck[],
	shown: readonly RoomCheck[]
): RoomCheck[] =>
	ROOM.filter((each) =>
		ticked.includes(each) === shown.includes(each) ? saved.includes(each) : ticked.includes(each)
	);
