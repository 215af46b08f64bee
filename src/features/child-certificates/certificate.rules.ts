/**
 * Who meets children under 15 for an association, and since when it has the certificate that law asks for (børneattest, L-21). Kept: the role,
 * the day it was obtained and by whom. Never the certificate, nor what it says.
 */
import { addMonths, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** A role as it is written down; a day is null where it has not come, or nobody has said it. */
export type RoleSaid = {
	role: string;
	obtainedOn: Day | null;
	/** Who in the association obtained it; empty where nobody has. */
	obtainedBy: string;
	beginsOn: Day | null;
	endsOn: Day | null;
};

export type RoleRefusal =
	| 'certificate-in-the-future'
	| 'obtained-by-nobody'
	| 'obtained-without-day'
	| 'begins-without-certificate'
	| 'begins-before-certificate'
	| 'ends-without-beginning'
	| 'ends-before-beginning';

/** Which field a refusal is about. */
export const FIELD_OF = {
	'certificate-in-the-future': 'obtainedOn',
	'obtained-by-nobody': 'obtainedBy',
	'obtained-without-day': 'obtainedOn',
	'begins-without-certificate': 'beginsOn',
	'begins-before-certificate': 'beginsOn',
	'ends-without-beginning': 'endsOn',
	'ends-before-beginning': 'endsOn'
} as const satisfies Record<RoleRefusal, keyof RoleSaid>;

/** L-21: nobody begins in such a role before the certificate is there; it may begin on a day to come. */
export function checkRole(said: RoleSaid, today: Day): Outcome<RoleSaid, RoleRefusal> {
	const { obtainedOn, obtainedBy, beginsOn, endsOn } = said;
	if (obtainedOn !== null && obtainedOn > today) return refused('certificate-in-the-future');
	if (obtainedOn !== null && obtainedBy === '') return refused('obtained-by-nobody');
	if (obtainedOn === null && obtainedBy !== '') return refused('obtained-without-day');
	if (beginsOn !== null && obtainedOn === null) return refused('begins-without-certificate');
	if (beginsOn !== null && obtainedOn !== null && beginsOn < obtainedOn)
		return refused('begins-before-certificate');
	if (endsOn !== null && beginsOn === null) return refused('ends-without-beginning');
	if (endsOn !== null && beginsOn !== null && endsOn < beginsOn)
		return refused('ends-before-beginning');
	return done(said);
}

/** How it stands with a role on a day. */
export type RoleStanding = 'waits' | 'ready' | 'at-work' | 'ended';

/** `waits`: without a certificate; `ready`: with one, and not begun; `at-work`: from the day it begins through the last day. */
export function standingOf(
	{ obtainedOn, beginsOn, endsOn }: Pick<RoleSaid, 'obtainedOn' | 'beginsOn' | 'endsOn'>,
	today: Day
): RoleStanding {
	if (obtainedOn === null) return 'waits';
	if (beginsOn === null || beginsOn > today) return 'ready';
	return endsOn !== null && endsOn < today ? 'ended' : 'at-work';
}

const MONTHS_BETWEEN_DECLARATIONS = 12;

/** L-21: the last day on which the declaration to the municipality is made again: a year after `last`, or after the first role began. */
export const declareBy = (last: Day): Day => addMonths(last, MONTHS_BETWEEN_DECLARATIONS);

export type DeclarationRefusal = 'declared-in-the-future';

/** When a declaration was made; refuses a day to come. */
export const checkDeclaration = (declaredOn: Day, today: Day): Outcome<Day, DeclarationRefusal> =>
	declaredOn > today ? refused('declared-in-the-future') : done(declaredOn);

/** A role as its form holds it. */
export const asTyped = ({ role, obtainedOn, obtainedBy, beginsOn, endsOn }: RoleSaid) => ({
	role,
	obtainedOn: obtainedOn ?? '',
	obtainedBy,
	beginsOn: beginsOn ?? '',
	endsOn: endsOn ?? ''
});

/** Whether two say the same. */
export const saysTheSame = (one: RoleSaid, other: RoleSaid): boolean =>
	JSON.stringify(asTyped(one)) === JSON.stringify(asTyped(other));
