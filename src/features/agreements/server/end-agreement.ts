/** Ending an agreement before its last day: by notice, which only all can take back, or for breach. */
import { findAgreed, tellParties, type Agreed } from '#features/documents/server/find-agreed.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { endForBreach, type Breach, type BreachRefusal, type BreachWish } from '../ending.rules.ts';
import { factsOf } from '../facts.rules.ts';
import {
	agreeToWithdraw,
	giveNotice,
	withdrawalAwaits,
	type Endable,
	type Notice,
	type NoticeRefusal,
	type NoticeWish,
	type WithdrawalRefusal
} from '../notice.rules.ts';
import {
	findBinding,
	insertBreach,
	insertNotice,
	insertWithdrawal,
	listNotices
} from './agreement.queries.ts';
import { findEnd, keepDays } from './keep-alive.ts';
import { pathOf } from './begin-agreement.ts';

type Refusal = 'no-document' | 'not-yours-to-end' | 'cannot-bind';

/** A notice as somebody writes it down: how one knows when it was received, and why it was given. */
export type NoticeToRegister = NoticeWish & { evidence: string; reason: string };

/**
 * What a notice would come to, with nothing written: one's own organisation's, by somebody who can bind it; or
 * another's that was received, with how one knows.
 */
export async function weighNotice(
	acting: Acting,
	agreement: string,
	wish: NoticeToRegister
): Promise<Outcome<Notice, Refusal | NoticeRefusal | 'evidence-missing'>> {
	const found = await findEndable(acting, agreement);
	if (!found.ok) return found;
	const isOwn = wish.by === acting.visitor.organisation;
	if (isOwn && !(await acting.first(findBinding()))?.binds) return refused('cannot-bind');
	if (!isOwn && wish.evidence.trim() === '') return refused('evidence-missing');
	return giveNotice(wish, found.value.endable, acting.today);
}

/** Registers a notice, and answers what it comes to. */
export async function registerNotice(
	acting: Acting,
	agreement: string,
	id: string,
	wish: NoticeToRegister
): ReturnType<typeof weighNotice> {
	const notice = await weighNotice(acting, agreement, wish);
	if (!notice.ok) return notice;

	const said = {
		evidence: wish.evidence.trim(),
		reason: wish.reason.trim(),
		name: acting.visitor.name
	};
	const written = await acting.run(insertNotice(agreement, id, notice.value, said));
	// The form was sent twice: what it registered is there already.
	if (written === 0) return notice;
	await acting.run(record('agreement.notice', agreement, { by: wish.by, end: notice.value.end }));
	await keepDays(acting, agreement);
	await tellParties(acting, agreement, 'agreement-notice', pathOf(agreement));
	return notice;
}

/** Says yes for one's organisation to taking a notice back; when all have, it counts no more. Answers who is awaited. */
export async function takeBackNotice(
	acting: Acting,
	agreement: string,
	noticeId: string
): Promise<Outcome<readonly string[], Refusal | WithdrawalRefusal | 'no-such-notice'>> {
	const found = await findEndable(acting, agreement);
	if (!found.ok) return found;
	const { parties } = found.value.agreed;
	const notice = (await acting.all(listNotices(agreement))).find(({ id }) => id === noticeId);
	if (!notice) return refused('no-such-notice');
	if (!(await acting.first(findBinding()))?.binds) return refused('cannot-bind');
	const yes = agreeToWithdraw(acting.visitor.organisation ?? '', notice, parties, acting.today);
	if (!yes.ok) return yes;
	// Sent twice: the others have been told.
	if (notice.takenBackBy.includes(yes.value))
		return done(withdrawalAwaits(parties, notice.takenBackBy));

	await acting.run(insertWithdrawal(agreement, noticeId, acting.visitor.name));
	await acting.run(record('agreement.notice-taken-back', agreement, { notice: noticeId }));
	await keepDays(acting, agreement);
	await tellParties(acting, agreement, 'agreement-notice-taken-back', pathOf(agreement));
	return done(withdrawalAwaits(parties, [...notice.takenBackBy, yes.value]));
}

/** Ends the agreement for what another party has done: its own act, without notice. */
export async function endByBreach(
	acting: Acting,
	agreement: string,
	id: string,
	wish: Omit<BreachWish, 'by'>
): Promise<Outcome<Breach, Refusal | BreachRefusal>> {
	const found = await findEndable(acting, agreement);
	if (!found.ok) return found;
	if (!(await acting.first(findBinding()))?.binds) return refused('cannot-bind');
	const by = acting.visitor.organisation ?? '';
	const breach = endForBreach({ ...wish, by }, found.value.endable, acting.today);
	if (!breach.ok) return breach;

	const written = await acting.run(insertBreach(agreement, id, breach.value, acting.visitor.name));
	if (written === 0) return breach;
	await acting.run(record('agreement.breach', agreement, { by, end: wish.end }));
	await keepDays(acting, agreement);
	await tellParties(acting, agreement, 'agreement-breach', pathOf(agreement));
	return breach;
}

/**
 * The agreement as ending it needs it, for who may act for one of its parties. Where nothing is agreed there is nothing
 * to end, as where there is no agreement.
 */
async function findEndable(
	acting: Acting,
	agreement: string
): Promise<Outcome<{ agreed: Agreed; endable: Endable }, Refusal>> {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return refused('no-document');
	const { document, version, frozen, parties } = found.value;
	if (!document.mayEnd) return refused('not-yours-to-end');
	const end = await findEnd(acting, found.value);
	return done({
		agreed: found.value,
		endable: {
			parties,
			from: version.from,
			until: version.until,
			end: end && end.cause !== 'expiry' ? end.end : null,
			notice: factsOf(frozen).notice
		}
	});
}
