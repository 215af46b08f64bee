/** What is told of agreements that somebody is too young or too old for. */
import { agesOf, outsideAgesOf } from './initiative.rules.ts';
import type { AgedAgreement } from './server/ages.queries.ts';

/** An agreement with the ages it is for, and with whom it is. */
export type OutsideAge = {
	id: string;
	title: string;
	parties: string[];
	from: number | null;
	to: number | null;
};

/** Those of some agreements whose ages somebody of `age` years is outside of; none where the age is not known. */
export const showOutsideAges = (
	age: number | null,
	agreements: readonly AgedAgreement[]
): OutsideAge[] =>
	outsideAgesOf(age, agreements).map(({ id, title, parties, answers }) => ({
		id,
		title,
		parties: parties.map(({ name }) => name),
		...agesOf(answers)
	}));
