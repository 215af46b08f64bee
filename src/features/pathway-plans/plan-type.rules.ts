/** Which kind of plan an edition is, of those that the municipality's framework in force names. */
import { done, refused, type Outcome } from '#values/outcome.ts';

/** How it is said in a form that the plan is none of them. */
export const OF_NO_TYPE = 'none';

const NAMED = 'type ';

/** How a kind of plan is called in a form; the empty name is the plan that is none of them. */
export const typeKey = (name: string): string => (name === '' ? OF_NO_TYPE : `${NAMED}${name}`);

/** The name behind what a form sent; empty where it is none of them, or nothing was chosen. */
export const typeNamed = (key: string): string =>
	key.startsWith(NAMED) ? key.slice(NAMED.length).trim() : '';

export type TypeRefusal = 'plan-type-missing' | 'plan-type-gone';

/**
 * The name that the plan keeps, also when the framework changes later. Something is chosen where the framework names any, be it
 * none of them; what it names no more cannot be chosen anew.
 */
export function chooseType(key: string, inForce: readonly string[]): Outcome<string, TypeRefusal> {
	const name = typeNamed(key);
	if (name !== '') return inForce.includes(name) ? done(name) : refused('plan-type-gone');
	return inForce.length > 0 && key !== OF_NO_TYPE ? refused('plan-type-missing') : done('');
}

/** What a form begins with when a new edition is written: what the one before is, where it can be chosen still; be it none, on purpose. */
export function typeToBeginWith(
	before: { planType: string; isOfNoType: boolean },
	inForce: readonly string[]
): string {
	if (before.isOfNoType && inForce.length > 0) return OF_NO_TYPE;
	return inForce.includes(before.planType) ? typeKey(before.planType) : '';
}
