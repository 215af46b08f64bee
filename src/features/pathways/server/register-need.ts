import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellPeople } from '#server/tell-involved.ts';
import type { Day } from '#values/day.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import { isBorn, registerNeed as decide, type Criterion, type NeedRefusal } from '../need.rules.ts';
import { kindOf } from '../tovholder.rules.ts';
import { insertCaseworker } from './caseworker.queries.ts';
import {
	askForTovholder,
	findRegistered,
	insertCitizen,
	insertFirstTovholder,
	insertNeed,
	insertPathway,
	listCollaborations
} from './need.queries.ts';

/** What is told when a need is noticed. `pathway` is an id made when the form was shown: a second send finds it again. */
export type NeedNoticed = {
	pathway: string;
	name: string;
	birthDate: Day;
	phone: string;
	preferredChannel: string;
	language: string;
	interpreterNeeded: boolean | null;
	description: string;
	criteria: Criterion[];
	checkAsked: string;
	/** whom the citizen has already, where somebody knows. */
	caseworkerName: string;
	caseworkerWorkplace: string;
	collaboration: string;
};

export type RegisterRefusal = NeedRefusal | 'no-such-collaboration';

/**
 * Registers a citizen who needs coordination: the pathway begins, the acting person holds its threads for now,
 * and the project leader is told at once that there is one more to find a tovholder for. Answers its number; where
 * the form came before with another need, what was registered then.
 */
export async function registerNeed(
	acting: Acting,
	noticed: NeedNoticed
): Promise<Outcome<{ number: number }, RegisterRefusal> | SentBefore> {
	const again = await acting.first(findRegistered(noticed.pathway));
	if (again) {
		const { name, birthDate, description, checkAsked } = noticed;
		const met = meetSaved({ ...again, number: '' }, { name, birthDate, description, checkAsked });
		return met.ok ? done({ number: again.number }) : met;
	}

	if (!isBorn(noticed.birthDate, acting.today)) return refused('born-in-the-future');
	const check = await acting.first(askForTovholder(noticed.name, noticed.birthDate));
	// Who takes part in no collaboration is told nothing.
	if (!check || check.answer === 'not-yours') return refused('no-such-collaboration');
	const decision = decide(noticed.criteria, check.answer);
	if (!decision.ok) {
		// Sent twice at the same moment: whoever is found holds the threads of this very pathway.
		const first = await acting.first(findRegistered(noticed.pathway));
		return first ? registerNeed(acting, noticed) : decision;
	}

	const collaboration = (await acting.all(listCollaborations())).find(
		({ id }) => id === noticed.collaboration
	);
	if (!collaboration) return refused('no-such-collaboration');

	const { visitor } = acting;
	const citizen = crypto.randomUUID();
	await acting.run(insertCitizen({ ...noticed, id: citizen }));
	await acting.run(insertPathway(noticed.pathway, citizen, collaboration.id));
	await acting.run(
		insertNeed(noticed.pathway, {
			...noticed,
			checkAnswer: 'no',
			criteria: decision.value.criteria
		})
	);
	await acting.run(
		insertFirstTovholder(noticed.pathway, {
			kind: kindOf(0),
			name: visitor.name,
			organisation: visitor.organisationName ?? ''
		})
	);
	const { caseworkerName, caseworkerWorkplace } = noticed;
	if (caseworkerName !== '')
		await acting.run(
			insertCaseworker(noticed.pathway, caseworkerName, caseworkerWorkplace, visitor.name)
		);
	await acting.run(recordPathway('need.registered', noticed.pathway));
	// Where there is no project leader, the next one finds the pathway waiting.
	if (collaboration.leader !== null && collaboration.leader !== visitor.person)
		await tellPeople(
			acting,
			[collaboration.leader],
			'tovholder-needed',
			`/collaborations/${collaboration.id}/allotments`
		);
	const { number } = (await acting.first(findRegistered(noticed.pathway)))!;
	return done({ number });
}
