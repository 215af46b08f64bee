/**
 * Closing a pathway: an assessment that nobody needs to hold the threads any more, or another reason; a plan
 * for the further course, made with the citizen; everybody on it told. And nothing that somebody waits for.
 */
import type { Criterion } from '#features/pathways/need.rules.ts';

/** the criteria are gone, or why it closes all the same. */
export const GROUNDS = ['criteria-gone', 'citizens-wish', 'moved-away', 'other'] as const;
export type Ground = (typeof GROUNDS)[number];

/** how the citizen took part in the plan for the further course. */
export const CITIZEN_PARTS = ['together', 'heard', 'declined'] as const;
export type CitizenPart = (typeof CITIZEN_PARTS)[number];

/** The plan for closing, as far as it is written. */
export type ClosingPlan = {
	ground: Ground | null;
	groundNote: string;
	/** The criteria that are still met, by the assessment made now. */
	criteria: Criterion[];
	/** What happens afterwards, and whom the citizen turns to. */
	plan: string;
	citizenPart: CitizenPart | null;
	citizenNote: string;
	/** The partners whom the tovholder has told, outside Samspil. */
	toldOutside: string[];
};

/** What stands on the pathway while it is to be closed. */
export type Standing = {
	openTasks: number;
	/** Meetings that are neither closed nor called off. */
	openMeetings: number;
	/** Questions to the tovholder that nobody has answered, and changes in what was agreed that nobody has seen: afterwards nobody can. */
	openMessages: number;
	unseenChanges: number;
	/**
	 * The partners who said yes, and whether Samspil can tell anybody of them; and those who help without an account (`isContact`), and
	 * whether it is written down that they were told.
	 */
	partners: { id: string; isReached: boolean; isContact?: boolean }[];
};

/** What hinders closing, in the order of the page. */
export type Lack =
	| 'open-tasks'
	| 'open-meetings'
	| 'open-messages'
	| 'unseen-changes'
	| 'no-ground'
	| 'criteria-still-met'
	| 'ground-unexplained'
	| 'no-plan'
	| 'no-citizen-part'
	| 'citizen-part-unexplained'
	| 'partner-not-told';

/** Everything that hinders closing; nothing where it may be closed. */
export function lacksOf(plan: ClosingPlan, standing: Standing): Lack[] {
	const { ground, criteria, citizenPart } = plan;
	const lacks: [Lack, boolean][] = [
		['open-tasks', standing.openTasks > 0],
		['open-meetings', standing.openMeetings > 0],
		['open-messages', standing.openMessages > 0],
		['unseen-changes', standing.unseenChanges > 0],
		['no-ground', ground === null],
		['criteria-still-met', ground === 'criteria-gone' && criteria.length > 0],
		['ground-unexplained', ground === 'other' && isEmpty(plan.groundNote)],
		['no-plan', isEmpty(plan.plan)],
		['no-citizen-part', citizenPart === null],
		['citizen-part-unexplained', citizenPart === 'declined' && isEmpty(plan.citizenNote)],
		['partner-not-told', untold(plan, standing).length > 0]
	];
	return lacks.filter(([, hinders]) => hinders).map(([lack]) => lack);
}

/** those whom neither Samspil reaches nor the tovholder has told; a contact without an account is ticked off with the day. */
export const untold = ({ toldOutside }: ClosingPlan, { partners }: Standing): string[] =>
	partners
		.filter(
			({ id, isReached, isContact }) => !isReached && (isContact || !toldOutside.includes(id))
		)
		.map(({ id }) => id);

const isEmpty = (written: string) => written.trim() === '';
