/** Why somebody came back from signing outside without a signature, as an address carries it and as it is said. */
import { sayRefusal } from '#server/say-refusal.ts';

const REASONS = [
	'signing-cancelled',
	'another-text-signed',
	'nothing-signed',
	'identity-too-weak',
	'another-name-signed',
	'another-identity-signed',
	'another-came-back',
	'signing-away',
	'signing-broken',
	'signing-expired',
	'changed-meanwhile',
	'not-open-for-signing',
	'not-a-signatory',
	'version-changed',
	'not-a-member-today',
	'cannot-bind',
	'signed-already',
	'prove-again'
] as const;

/** A reason that can stand in an address. */
export type OutsideRefusal = (typeof REASONS)[number];

/** The sentence for the reason that an address carries; undefined where it is none of ours. */
export function sayOutside(reason: string | null): string | undefined {
	const known = REASONS.find((each) => each === reason);
	return known && sayRefusal(known);
}
