/** What follows when an agreement comes into force or something in its life changes: its promises, its review, its days. */
import { dayAt } from '#features/documents/answered.rules.ts';
import type { FrozenDocument } from '#features/documents/frozen.rules.ts';
import {
	findAgreed,
	findBefore,
	keepEnd,
	keepReview,
	listComing,
	type Agreed
} from '#features/documents/server/find-agreed.ts';
import type { Acting } from '#server/acting.ts';
import { endOf, type End } from '../ending.rules.ts';
import { factsOf } from '../facts.rules.ts';
import { liveObjectsOf, signedOf, type LiveObligation } from '../live-objects.rules.ts';
import { withdrawalAwaits } from '../notice.rules.ts';
import { duesOf, type Due, type Remindable } from '../reminder.rules.ts';
import { nextReview, type NextReview } from '../review.rules.ts';
import {
	deleteDues,
	insertDue,
	layDownComing,
	listBreaches,
	listNotices
} from './agreement.queries.ts';
import { keepLive, layDownLive } from './keep-live.ts';
import {
	insertObligation,
	listAllObligations,
	listObligations,
	listReviews,
	retireObligation,
	rewordObligation
} from './obligation.queries.ts';

/**
 * Brings to life what was agreed on last: its promises, when it is looked at next, and every day it has set (R-005,
 * Where it begins later, all of that waits with it.
 */
export async function bringToLife(acting: Acting, agreement: string): Promise<void> {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return;
	const coming = await listComing(acting, found.value);
	if (coming.length === 0) {
		const { on, owner } = await reviewAfter(acting, found.value);
		await keepReview(acting, agreement, on, owner);
		await keepObligations(acting, found.value);
		await keepLive(acting, found.value);
	}
	await keepDays(acting, agreement);
}

/** When it is looked at next and by whom, now that this version is agreed on. */
async function reviewAfter(acting: Acting, agreed: Agreed): Promise<NextReview> {
	const { reviewOn, ownerPerson, ownerOrganisation } = agreed.document;
	const before = await findBefore(acting, agreed);
	const said = (frozen: FrozenDocument): NextReview => {
		const facts = factsOf(frozen);
		return { on: facts.reviewOn, owner: facts.reviewOwner };
	};
	const owner =
		ownerPerson && ownerOrganisation
			? { person: ownerPerson, organisation: ownerOrganisation }
			: null;
	return nextReview({ on: reviewOn, owner }, said(agreed.frozen), before && said(before));
}

/**
 * The end that governs now: of the notices not taken back, the breaches and the agreed last day. Only those given since the
 * version was agreed: whoever wants to go on after a notice agrees on a new one, which it does not end.
 */
export async function findEnd(
	acting: Acting,
	{ document, version, parties }: Agreed
): Promise<End | null> {
	const [notices, breaches] = await Promise.all([
		acting.all(listNotices(document.id)),
		acting.all(listBreaches(document.id))
	]);
	const isOfThis = ({ at }: { at: Date }) => at >= version.agreedAt;
	const standing = notices.filter(
		(notice) => isOfThis(notice) && withdrawalAwaits(parties, notice.takenBackBy).length > 0
	);
	return endOf(version, standing, breaches.filter(isOfThis));
}

/** Keeps the end that governs, and every day the agreement has set, as they are now; and those of what comes after it. */
export async function keepDays(acting: Acting, agreement: string): Promise<void> {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return;
	const obligations = await acting.all(listObligations(agreement));
	const dues = await findDues(acting, found.value, {
		reviewOn: found.value.document.reviewOn,
		obligations
	});
	await acting.run(deleteDues(agreement));
	for (const due of dues) await acting.run(insertDue(agreement, due));
	for (const coming of await listComing(acting, found.value)) await keepComing(acting, coming);
}

/** Every day that a version has set, with its end kept as it governs now. */
async function findDues(
	acting: Acting,
	agreed: Agreed,
	more: Pick<Remindable, 'reviewOn' | 'obligations'>
): Promise<Due[]> {
	const { version, frozen } = agreed;
	const end = await findEnd(acting, agreed);
	await keepEnd(acting, agreed, end && end.cause !== 'expiry' ? end.end : null);
	return duesOf({
		term: version,
		notice: asksForNotice(frozen) ? factsOf(frozen).notice : null,
		end,
		renewalOn: dayAt(frozen.answers, 'renewal-on'),
		...more
	});
}

/**
 * Lays down what a version sets going when it begins. A review that was held after it was agreed on is the later
 * word on when the next one is, so that stands then.
 */
async function keepComing(acting: Acting, coming: Agreed): Promise<void> {
	const { document, version } = coming;
	const reviews = await acting.all(listReviews(document.id));
	const isReviewedSince = reviews.some(({ at }) => at >= version.agreedAt);
	const review = isReviewedSince ? null : await reviewAfter(acting, coming);
	const promises = promisesOf(coming);
	const dues = await findDues(acting, coming, {
		reviewOn: review ? review.on : document.reviewOn,
		obligations: promises.map((each) => ({
			...each,
			id: each.key,
			agreement: document.id,
			status: 'open'
		}))
	});
	await acting.run(
		layDownComing(document.id, version.id, {
			promises: promises.map(({ key, party, what, how, dueOn }) => ({
				key,
				party,
				what,
				how,
				dueOn
			})),
			review: review && {
				on: review.on,
				person: review.owner?.person ?? null,
				organisation: review.owner?.organisation ?? null
			},
			dues: dues.map(({ kind, dueOn, whom, about }) => ({
				kind,
				dueOn,
				party: whom.is === 'party' ? whom.party : null,
				key: about
			}))
		})
	);
	await layDownLive(acting, coming);
}

/** An activity agreement asks nothing of notice; the others end by it. */
const asksForNotice = ({ sections }: FrozenDocument) =>
	sections.some(({ fields }) => fields.some(({ key }) => key === 'notice-months'));

/** What the parties promise in a version, each with its key. */
const promisesOf = ({ version, frozen }: Agreed) =>
	liveObjectsOf(signedOf(frozen, { from: version.from, lastDay: version.until })).filter(
		(each): each is LiveObligation & { key: string } => each.kind === 'obligation'
	);

/** Adds, rewords and retires promises, so that those that live are what the agreement says now. */
async function keepObligations(acting: Acting, agreed: Agreed) {
	const { document } = agreed;
	const said = promisesOf(agreed);
	const known = new Map(
		(await acting.all(listAllObligations(document.id))).map((each) => [each.key, each])
	);
	for (const promise of said) {
		const before = known.get(promise.key);
		if (!before) await acting.run(insertObligation(document.id, promise.key, promise));
		else await acting.run(rewordObligation(before.id, promise));
	}
	const keys = new Set(said.map(({ key }) => key));
	for (const [key, { id }] of known) if (!keys.has(key)) await acting.run(retireObligation(id));
}
