/** A posted review in the words of the rules: seats become people of a party, and what is chosen for each promise a finding. */
import type { z } from 'zod';
import type { ReviewForm } from '../agreement.schema.ts';
import { REVIEW_OUTCOMES } from '../review.rules.ts';
import type { ReviewWish } from './hold-review.ts';

/** Somebody whom the agreement names, for a party. */
type Named = { value: string; person: string; party: string; name: string };

/** The review that was posted; who is not `named` in the agreement has not taken part, and sees to nothing. */
export function readReview(
	posted: z.output<typeof ReviewForm>,
	named: readonly Named[]
): ReviewWish {
	const { id, version, on, present, conclusion, note, next, owner } = posted;
	const sees = named.find(({ value }) => value === owner);
	return {
		id,
		base: version,
		on,
		present: named
			.filter(({ value }) => present.includes(value))
			.map(({ person, party, name }) => ({ person, party, name })),
		findings: posted.promise.flatMap((obligation, index) => {
			// A form that came twice over says the same twice.
			if (posted.promise.indexOf(obligation) < index) return [];
			const outcome = REVIEW_OUTCOMES.find((each) => each === posted.outcome[index]);
			const about = posted.about[index] ?? '';
			return outcome ? [{ obligation, outcome, note: about, base: posted.base[index] ?? 0 }] : [];
		}),
		conclusion,
		note,
		next: next && sees ? { on: next, owner: { person: sees.person, party: sees.party } } : null
	};
}
