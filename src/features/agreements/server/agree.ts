/** Putting an agreement before its parties, and what each says to it. */
import type { Place } from '#features/documents/server/answer-document.ts';
import { registerDocument } from '#features/documents/server/register-document.ts';
import {
	confirmDocument,
	signDocument,
	type Read,
	type SigningProof,
	type TermOf
} from '#features/documents/server/sign-document.ts';
import { signOutside, type Outside } from '#features/documents/server/sign-outside.ts';
import { submitDocument, type Told } from '#features/documents/server/submit-document.ts';
import type { Acting } from '#server/acting.ts';
import { factsOf } from '../facts.rules.ts';
import { obstaclesToSending } from '../readiness.rules.ts';
import { inForceFrom } from '../term.rules.ts';
import { bringToLife } from './keep-alive.ts';
import { printAgreement } from './print-agreement.ts';

/** Sends the agreement for signing, or says everything that stands in the way. */
export const sendForSigning = (acting: Acting, place: Place, told: Told) =>
	submitDocument(acting, place, told, (document, at) =>
		obstaclesToSending(document, { ...at, today: acting.today })
	);

/** Lays in what was signed outside, with the facts that are typed of it; it lives from then on like any other. */
export async function registerAgreement(acting: Acting, place: Place) {
	const outcome = await registerDocument(
		acting,
		place,
		(document, at) => obstaclesToSending(document, { ...at, today: acting.today }),
		(document, today) => {
			const { startsOn, endsOn } = factsOf(document);
			return { from: startsOn ?? today, until: endsOn };
		}
	);
	if (outcome.ok) await bringToLife(acting, place.id);
	return outcome;
}

/** Signs for the party whose hat is worn; the last signature brings the agreement to life. */
export async function signAgreement(
	acting: Acting,
	spot: Omit<Place, 'template'>,
	read: Read,
	proof: SigningProof | null
) {
	const outcome = await signDocument(acting, spot, read, proof, coming);
	if (outcome.ok && outcome.value === 'agreed') await bringToLife(acting, spot.id);
	return outcome;
}

/** Signs with what a broker says of who has signed there, in the same way. */
export async function signAgreementOutside(
	acting: Acting,
	spot: Omit<Place, 'template'>,
	read: Read,
	signed: Outside
) {
	const outcome = await signOutside(acting, spot, read, signed, coming);
	if (outcome.ok && outcome.value === 'agreed') await bringToLife(acting, spot.id);
	return outcome;
}

/** Confirms for a party, where no signature is asked for. */
export async function confirmAgreement(
	acting: Acting,
	spot: Omit<Place, 'template'>,
	read: Read,
	said: { party: string; by: string }
) {
	const outcome = await confirmDocument(acting, spot, read, said, termOf);
	if (outcome.ok && outcome.value === 'agreed') await bringToLife(acting, spot.id);
	return outcome;
}

const termOf: TermOf = (document, agreedOn) => {
	const { startsOn, endsOn } = factsOf(document);
	return { from: inForceFrom(startsOn, agreedOn), until: endsOn };
};

/** What comes of the last signature: the days in force, and what is printed and sealed. */
const coming = {
	termOf,
	print: (version, given) => printAgreement(version, given, 'signature')
} satisfies Parameters<typeof signDocument>[4];
