/** When a proof of who one is may be added or taken away. */
import { done, refused, type Outcome } from '#values/outcome.ts';

/** What a person has, besides the password, to prove who they are. */
export type Factors = { hasApp: boolean; passkeys: number };

/** Why a factor may not be changed now. `prove-first`: with the factor one has, in this session. */
export type FactorRefusal = 'prove-first';

/**
 * Whether a factor may be added or removed. The first one is added on the strength of the password; after that only
 * a strong session may, or a stolen password could add a factor of the thief's own.
 */
export function mayChangeFactors(
	{ hasApp, passkeys }: Factors,
	isStrong: boolean
): Outcome<true, FactorRefusal> {
	const hasNone = !hasApp && passkeys === 0;
	return hasNone || isStrong ? done(true) : refused('prove-first');
}
