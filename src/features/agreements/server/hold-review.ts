import { findAgreed, keepReview, tellParties } from '#features/documents/server/find-agreed.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import {
	recordReview,
	statusAfter,
	type Finding,
	type Review,
	type ReviewRefusal
} from '../review.rules.ts';
import { pathOf } from './begin-agreement.ts';
import { findEnd, keepDays } from './keep-alive.ts';
import {
	insertFinding,
	insertReview,
	listObligations,
	listReviews,
	updateObligation
} from './obligation.queries.ts';

type Refusal = 'no-document' | 'not-a-writer-of-it' | 'review-base-changed' | ReviewRefusal;

/** A review to record: who took part is told with their names, since some will have left when it is read. */
export type ReviewWish = Omit<Review, 'present' | 'findings'> & {
	id: string;
	/** The version of the document that the page showed; each finding names that of its promise. */
	base: number;
	findings: (Finding & { base: number })[];
	present: { person: string; party: string; name: string }[];
	note: string;
};

/**
 * Records that the agreement was gone through together: an outcome for each promise that runs, and the day
 * of the next review with who sees to it. What was found becomes how the promises stand. Refused where the
 * agreement or one of the promises has changed since it was shown; sent twice, it is one review.
 */
export async function holdReview(
	acting: Acting,
	agreement: string,
	wish: ReviewWish
): Promise<Outcome<string, Refusal>> {
	const found = await findAgreed(acting, agreement);
	// Where nothing is agreed there is nothing to go through.
	if (!found.ok) return refused('no-document');
	if (!found.value.document.isKeeper) return refused('not-a-writer-of-it');
	const held = await acting.all(listReviews(agreement));
	if (held.some(({ id }) => id === wish.id)) return done(wish.id);
	const { version, parties } = found.value;
	const [end, obligations] = await Promise.all([
		findEnd(acting, found.value),
		acting.all(listObligations(agreement))
	]);
	const known = wish.findings.filter(({ obligation }) =>
		obligations.some(({ id }) => id === obligation)
	);
	const review = recordReview(
		{ ...wish, findings: known },
		{ parties, from: version.from, lastDay: end?.lastDay ?? null, obligations },
		acting.today
	);
	if (!review.ok) return review;
	const isAsShown = known.every(({ obligation, base }) =>
		obligations.some(({ id, version }) => id === obligation && version === base)
	);
	if (!isAsShown || wish.base !== found.value.document.version)
		return refused('review-base-changed');

	const { name } = acting.visitor;
	const { id, present, note } = wish;
	await acting.run(insertReview(agreement, id, review.value, { present, note, name }));
	for (const finding of known) {
		const promise = obligations.find((each) => each.id === finding.obligation)!;
		await acting.run(insertFinding(agreement, id, finding));
		const status = statusAfter(finding.outcome);
		// What is kept has something to show for it; where nobody said what, that it was found so is all there is.
		const unsaid = status === 'kept' ? '–' : '';
		const evidence = finding.note.trim() || promise.evidence || unsaid;
		await acting.run(updateObligation(promise.id, promise.version, { status, evidence }, name));
	}
	const next = review.value.next;
	const owner = next && { person: next.owner.person, organisation: next.owner.party };
	await keepReview(acting, agreement, next?.on ?? null, owner);
	await acting.run(record('agreement.reviewed', agreement, { conclusion: wish.conclusion }));
	await keepDays(acting, agreement);
	await tellParties(acting, agreement, 'agreement-reviewed', pathOf(agreement));
	return done(id);
}
