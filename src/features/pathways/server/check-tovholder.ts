import type { Acting } from '#server/acting.ts';
import type { Day } from '#values/day.ts';
import { isBorn } from '../need.rules.ts';
import {
	askForTovholder,
	findOwnOpen,
	listCollaborations,
	listLeaderAddresses
} from './need.queries.ts';

/** Whom to contact about a citizen who may have a tovholder already; without a name where the project leader has left. */
export type Contact = {
	name: string | null;
	organisation: string;
	contact: string;
	/** The leader's own telephone and mail at work; empty where they are not set. */
	phone: string;
	email: string;
};

export type CheckResult =
	/** `own`: the pathway, where I am on it. */
	| { answer: 'yes'; contacts: Contact[]; own: { id: string; number: number } | null }
	| { answer: 'no' }
	| { answer: 'too-many'; contacts: Contact[] }
	/** Nobody has that birth date yet: not asked, so it is not one of the day's questions. */
	| { answer: 'not-born' }
	/** Of an organisation that takes part in no collaboration. */
	| { answer: 'not-yours' };

/**
 * Asks whether somebody holds the threads for a citizen. Where somebody does, answers only whom to contact: the project
 * leaders of the collaborations the visitor takes part in, never who, where or what about (R-118, L-6).
 */
export async function checkTovholder(
	acting: Acting,
	name: string,
	birthDate: Day
): Promise<CheckResult> {
	if (!isBorn(birthDate, acting.today)) return { answer: 'not-born' };
	const [check, collaborations] = await Promise.all([
		acting.first(askForTovholder(name, birthDate)),
		acting.all(listCollaborations())
	]);
	const answer = check?.answer ?? 'too-many';
	if (answer !== 'yes' && answer !== 'too-many') return { answer };
	const addresses = await acting.all(listLeaderAddresses());
	const contacts = new Map(
		collaborations.map((each) => {
			const address = addresses.find(({ collaboration }) => collaboration === each.id);
			return [
				each.leader,
				{
					name: each.leaderName,
					organisation: each.leaderOrganisation,
					contact: each.leaderContact,
					phone: address?.phone ?? '',
					email: address?.email ?? ''
				}
			];
		})
	);
	if (answer === 'too-many') return { answer, contacts: [...contacts.values()] };
	const own = (await acting.first(findOwnOpen(name, birthDate))) ?? null;
	return { answer, contacts: [...contacts.values()], own };
}
