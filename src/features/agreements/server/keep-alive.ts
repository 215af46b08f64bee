/** What follows when an agreement comes into force or something in its life changes: its promises, its review, its days. */
import { dayAt } from '#features/documents/answered.rules.ts';
import type { FrozenDocument } from '#features/documents/frozen.rules.ts';
import {
	findAgreed,
	keepEnd,
	keepReview,
	type Agreed
} from '#features/documents/server/find-agreed.ts';
import type { Acting } from '#server/acting.ts';
import { endOf, type End } from '../ending.rules.ts';
import { factsOf } from '../facts.rules.ts';
import { liveObjectsOf, type LiveObligation } from '../live-objects.rules.ts';
import { withdrawalAwaits } from '../notice.rules.ts';
import { duesOf } from '../reminder.rules.ts';
import { lastDayBefore } from '../term.rules.ts';
import { deleteDues, insertDue, listBreaches, listNotices } from './agreement.queries.ts';
import {
	insertObligation,
	listAllObligations,
	listObligations,
	retireObligation,
	rewordObligation
} from './obligation.queries.ts';

/** Brings to life what was signed: its promises, when it is looked at next, and every day it has set. */
export async function bringToLife(acting: Acting, agreement: string): Promise<void> {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return;
	const { frozen } = found.value;
	const { reviewOn, reviewOwner } = factsOf(frozen);
	await keepReview(acting, agreement, reviewOn, reviewOwner);
	await keepObligations(acting, found.value);
	await keepDays(acting, agreement);
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

/** Keeps the end that governs, and every day the agreement has set, as they are now. */
export async function keepDays(acting: Acting, agreement: string): Promise<void> {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return;
	const { document, version, frozen } = found.value;
	const end = await findEnd(acting, found.value);
	await keepEnd(acting, found.value, end && end.cause !== 'expiry' ? end.end : null);
	const obligations = await acting.all(listObligations(agreement));
	const dues = duesOf({
		term: version,
		notice: asksForNotice(frozen) ? factsOf(frozen).notice : null,
		end,
		reviewOn: document.reviewOn,
		renewalOn: dayAt(frozen.answers, 'renewal-on'),
		obligations
	});
	await acting.run(deleteDues(agreement));
	for (const due of dues) await acting.run(insertDue(agreement, due));
}

/** An activity agreement asks nothing of notice; the others end by it. */
const asksForNotice = ({ sections }: FrozenDocument) =>
	sections.some(({ fields }) => fields.some(({ key }) => key === 'notice-months'));

/** Adds, rewords and retires promises, so that those that live are what the agreement says now. */
async function keepObligations(acting: Acting, { document, version, frozen }: Agreed) {
	const seat = (organisation: string) => (each: { person: string }) => ({
		person: each.person,
		organisation
	});
	const said = liveObjectsOf({
		parties: frozen.parties.map(({ organisation, responsible, executing }) => ({
			organisation,
			responsible: responsible && seat(organisation)(responsible),
			executing: executing.map(seat(organisation))
		})),
		answers: frozen.answers,
		from: version.from,
		lastDay: version.until === null ? null : lastDayBefore(version.until)
	}).filter((each): each is LiveObligation & { key: string } => each.kind === 'obligation');
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
