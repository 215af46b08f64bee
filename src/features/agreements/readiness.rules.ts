/** What keeps an agreement from being sent to its parties: what is missing in it, and who. */
import { isLack, type Lack } from '#features/documents/completeness.rules.ts';
import {
	signatoriesOf,
	templateOf,
	type AgreedBy,
	type FrozenDocument
} from '#features/documents/frozen.rules.ts';
import {
	signatoryLacks,
	type Membership,
	type SignatoryLack
} from '#features/documents/signing.rules.ts';
import type { Day } from '#values/day.ts';
import { checkAgreement, type Finding, type Stopping } from './agreement-check.rules.ts';

/** One thing that stands in the way of sending an agreement for signing. */
export type Obstacle =
	| { kind: 'waits-already' }
	/** It was signed outside, and no file of that is here. */
	| { kind: 'file-missing' }
	/** there must be two at least. */
	| { kind: 'too-few-parties' }
	/** a party names nobody who is responsible. */
	| { kind: 'no-responsible'; party: string }
	/** a party names nobody who does the daily work. */
	| { kind: 'no-executing'; party: string }
	/** a party names nobody who can sign for it. */
	| ({ kind: 'signatory' } & SignatoryLack)
	/** A question is not answered, or not whole. */
	| ({ kind: 'answer'; lack: Lack } & Place)
	/** words stand where something is still to be written. */
	| ({ kind: 'placeholder'; text: string | null } & Place)
	/** What is written does not hold what an agreement must. */
	| ({ kind: 'check'; lack: Exclude<Stopping, Lack | 'placeholder' | 'too-few-parties'> } & Place);

/** Where in the document: the section, the question, and the row, column or group in it where that helps. */
type Place = Pick<Finding, 'section' | 'field' | 'where'>;

/** What signing needs to know besides the document itself. */
export type Readiness = {
	agreedBy: AgreedBy;
	isWaiting: boolean;
	/** Who is a member of the parties, and can bind them. */
	memberships: readonly Membership[];
	today: Day;
	/** Whether a file of what was signed outside is kept here. */
	hasFile?: boolean;
};

/** Everything that stands in the way, in the order in which it is read; empty: it can be sent. */
export function obstaclesToSending(
	document: FrozenDocument,
	{ agreedBy, isWaiting, memberships, today, hasFile = false }: Readiness
): Obstacle[] {
	const { parties } = document;
	const findings = checkDocument(document, today);
	const isSigned = agreedBy === 'signature';
	return [
		...(isWaiting ? [{ kind: 'waits-already' } as const] : []),
		...(agreedBy === 'outside' && !hasFile ? [{ kind: 'file-missing' } as const] : []),
		...(isSigned ? parties.flatMap(peopleMissing) : []),
		...(isSigned ? lacksOf(document, memberships, today) : []),
		...findings.flatMap(asObstacle)
	];
}

/** What the document's own answers lack, and what its authors should see. */
export const checkDocument = (document: FrozenDocument, today: Day): Finding[] =>
	checkAgreement({
		template: templateOf(document),
		parties: document.parties.map(({ organisation }) => organisation),
		answers: document.answers,
		today
	});

function asObstacle(finding: Finding): Obstacle[] {
	if (finding.weight === 'warns') return [];
	const { lack, section, field, where, text } = finding;
	const place = { section, field, where };
	if (lack === 'too-few-parties') return [{ kind: lack }];
	if (lack === 'placeholder') return [{ kind: lack, text, ...place }];
	return isLack(lack) ? [{ kind: 'answer', lack, ...place }] : [{ kind: 'check', lack, ...place }];
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
