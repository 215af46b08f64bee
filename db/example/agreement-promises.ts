/** What the parties of the agreement about the nights have promised, and how it goes. */
import { endOf } from '#features/agreements/ending.rules.ts';
import { factsOf } from '#features/agreements/facts.rules.ts';
import { liveObjectsOf, signedOf } from '#features/agreements/live-objects.rules.ts';
import type { ObligationStatus } from '#features/agreements/obligation.rules.ts';
import { duesOf } from '#features/agreements/reminder.rules.ts';
import type { FrozenDocument } from '#features/documents/frozen.rules.ts';
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';
import { aviaja, rasmus, solby, type Seat } from './people.ts';

/** When it was signed, in days from today. */
export const SIGNED = -305;

/** How far each promise has come, by its words; what is not named here is not begun. */
const TOLD: Record<
	string,
	{ status: 'under-way' | 'kept'; note: string; by: Seat['who']; ago: number }
> = {
	'Stille klublokalet til rådighed uden leje': {
		status: 'kept',
		note: 'Nøglen hænger hos Rasmus.',
		by: rasmus,
		ago: -190
	},
	'Holde åbent til kl. 2 fredag og lørdag': {
		status: 'under-way',
		note: 'Fredag er på plads. Vi mangler to frivillige om lørdagen.',
		by: aviaja,
		ago: -6
	}
};

/** Brings the promises of what was signed to life, with how far they have come and the days they have set. */
export async function writePromises(
	{ write, moment }: Example,
	agreement: string,
	frozen: FrozenDocument,
	term: { from: string; until: string | null }
): Promise<void> {
	const said = signedOf(frozen, { from: term.from, lastDay: term.until });
	const promises = liveObjectsOf(said).flatMap((each) => {
		if (each.kind !== 'obligation') return [];
		const told = TOLD[each.what];
		const status: ObligationStatus = told?.status ?? 'open';
		return [{ ...each, id: idOf(`promise ${each.key}`), told, status }];
	});
	for (const { id, key, party, what, how, dueOn, told, status } of promises)
		await write(
			tables.insertInto('agreement_obligation').values({
				tenant_id: solby.id,
				id,
				document_id: agreement,
				live_key: key,
				party_id: party,
				what,
				how,
				due_on: dueOn,
				status,
				evidence: told?.note ?? '',
				changed_at: moment(told?.ago ?? SIGNED, '11:00'),
				changed_by_name: told?.by.name ?? ''
			})
		);
	const { notice, reviewOn } = factsOf(frozen);
	const dues = duesOf({
		term,
		notice,
		end: endOf(term, [], []),
		reviewOn,
		renewalOn: null,
		obligations: promises.map((each) => ({ ...each, agreement }))
	});
	for (const { kind, dueOn, whom, about } of dues)
		await write(
			tables.insertInto('agreement_due').values({
				tenant_id: solby.id,
				document_id: agreement,
				kind,
				due_on: dueOn,
				party_id: whom.is === 'party' ? whom.party : null,
				obligation_id: about
			})
		);
}
