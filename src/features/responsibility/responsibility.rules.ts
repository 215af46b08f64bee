/**
 * L-11: each organisation is responsible (controller) for its own data; per collaboration a register says who has what, by which
 * agreement, and whom a citizen asks. Who may keep it, and what a part of it must say.
 */
import type { Category } from '#features/pathways/category.rules.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** What is written of one part. `agreement` is where it is kept here, `agreementNamed` what it is called; empty where none is named. */
export type PartSaid = {
	what: string;
	categories: Category[];
	agreement: string;
	agreementNamed: string;
	contact: string;
};

/** What the register says of the reader: whether they lead the collaboration, and for which organisation they answer. */
export type Reader = { leads: boolean; answersFor: string | null };

/** Whether this reader keeps the part of `organisation`: who answers for it, or who leads the collaboration. */
export const mayKeep = ({ leads, answersFor }: Reader, organisation: string): boolean =>
	leads || answersFor === organisation;

export type AgreementRefusal = 'two-agreements-named' | 'no-such-agreement';

/** An agreement that may be chosen: it is kept here, and of this collaboration. */
export type AgreementKept = { id: string; title: string };

/**
 * The agreement as it is kept: one of `kept` by its own title, else the name that was typed. `before` is the one that stood there: whoever
 * may not read it leaves it as it is. Refuses a name beside a chosen one, since nobody could tell which counts.
 */
export function settleAgreement(
	said: Pick<PartSaid, 'agreement' | 'agreementNamed'>,
	kept: readonly AgreementKept[],
	before: Pick<PartSaid, 'agreement' | 'agreementNamed'> | null
): Outcome<{ agreement: string | null; named: string }, AgreementRefusal> {
	if (said.agreement === '') return done({ agreement: null, named: said.agreementNamed });
	if (said.agreementNamed !== '') return refused('two-agreements-named');
	const chosen = kept.find(({ id }) => id === said.agreement);
	if (chosen) return done({ agreement: chosen.id, named: chosen.title });
	return before?.agreement === said.agreement
		? done({ agreement: before.agreement, named: before.agreementNamed })
		: refused('no-such-agreement');
}

/** A part as its form holds it: of an agreement that is kept here, only which; its name follows from it. */
export const asTyped = ({ what, categories, agreement, agreementNamed, contact }: PartSaid) => ({
	what,
	categories,
	agreement,
	agreementNamed: agreement === '' ? agreementNamed : '',
	contact
});

/** Whether two say the same. */
export const saysTheSame = (one: PartSaid, other: PartSaid): boolean =>
	JSON.stringify(asTyped(one)) === JSON.stringify(asTyped(other));

/** A line of the register as the database tells it of one pathway: `what` null where an organisation has written nothing. */
export type Told = {
	organisation: string;
	name: string;
	what: string | null;
	categories: Category[] | null;
	agreement: string | null;
	contact: string | null;
};

/** The same, organisation by organisation. */
export function byOrganisation(lines: readonly Told[]) {
	const found = new Map<
		string,
		{
			id: string;
			name: string;
			parts: { what: string; categories: Category[]; agreement: string; contact: string }[];
		}
	>();
	for (const { organisation, name, what, categories, agreement, contact } of lines) {
		const each = found.get(organisation) ?? { id: organisation, name, parts: [] };
		if (what !== null)
			each.parts.push({
				what,
				categories: categories ?? [],
				agreement: agreement ?? '',
				contact: contact ?? ''
			});
		found.set(organisation, each);
	}
	return [...found.values()];
}
