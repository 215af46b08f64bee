/** What keeps an agreement from being sent to its parties: what is missing in it, and who. */
import { whatIsMissing, type Missing } from '#features/documents/completeness.rules.ts';
import {
	placeholdersIn,
	signatoriesOf,
	templateOf,
	type FrozenDocument
} from '#features/documents/frozen.rules.ts';
import type { Day } from '#values/day.ts';
import { FEWEST_PARTIES } from './kind.rules.ts';
import {
	signatoryLacks,
	type Membership,
	type SignatoryLack
} from '#features/documents/signing.rules.ts';

/** One thing that stands in the way of sending an agreement for signing. */
export type Obstacle =
	| { kind: 'waits-already' }
	/** there must be two at least. */
	| { kind: 'too-few-parties' }
	/** a party names nobody who is responsible. */
	| { kind: 'no-responsible'; party: string }
	/** a party names nobody who does the daily work. */
	| { kind: 'no-executing'; party: string }
	/** a party names nobody who can sign for it. */
	| ({ kind: 'signatory' } & SignatoryLack)
	/** R-020 and the like: a question is not answered, or not whole. */
	| ({ kind: 'answer' } & Missing)
	/** words in square brackets stand where something should be written. */
	| { kind: 'placeholder'; field: string; text: string };

/** What signing needs to know besides the document itself. */
export type Readiness = {
	agreedBy: 'signature' | 'confirmation';
	isWaiting: boolean;
	/** Who is a member of the parties, and can bind them. */
	memberships: readonly Membership[];
	today: Day;
};

/** Everything that stands in the way, in the order in which it is read; empty: it can be sent. */
export function obstaclesToSending(
	document: FrozenDocument,
	{ agreedBy, isWaiting, memberships, today }: Readiness
): Obstacle[] {
	const { parties, answers } = document;
	const template = templateOf(document);
	const isSigned = agreedBy === 'signature';
	return [
		...(isWaiting ? [{ kind: 'waits-already' } as const] : []),
		...(parties.length < FEWEST_PARTIES ? [{ kind: 'too-few-parties' } as const] : []),
		...(isSigned ? parties.flatMap(peopleMissing) : []),
		...(isSigned ? lacksOf(document, memberships, today) : []),
		...whatIsMissing(template, answers).map((each) => ({ kind: 'answer' as const, ...each })),
		...placeholdersIn(template, answers).map((each) => ({ kind: 'placeholder' as const, ...each }))
	];
}

function peopleMissing({
	organisation,
	responsible,
	executing
}: FrozenDocument['parties'][number]) {
	const missing: Obstacle[] = [];
	if (!responsible) missing.push({ kind: 'no-responsible', party: organisation });
	if (executing.length === 0) missing.push({ kind: 'no-executing', party: organisation });
	return missing;
}

const lacksOf = (
	{ parties }: FrozenDocument,
	memberships: readonly Membership[],
	today: Day
): Obstacle[] =>
	signatoryLacks(
		parties.map(({ organisation }) => organisation),
		signatoriesOf('signature', parties),
		memberships,
		today
	).map((lack) => ({ kind: 'signatory', ...lack }));
