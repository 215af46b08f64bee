/**
 * Ending an agreement from what a page showed: refused where the agreement or its end is another by now, so that nobody
 * ends what they have not seen. A form sent twice is answered as it was the first time.
 */
import { findAgreed, type Agreed } from '#features/documents/server/find-agreed.ts';
import type { Acting } from '#server/acting.ts';
import type { Day } from '#values/day.ts';
import { done, refused } from '#values/outcome.ts';
import type { BreachWish } from '../ending.rules.ts';
import { lastDayBefore } from '../term.rules.ts';
import { listBreaches, listNotices } from './agreement.queries.ts';
import {
	endByBreach,
	registerNotice,
	weighNotice,
	type NoticeToRegister
} from './end-agreement.ts';

/** What the page showed: the version that counts, and the end that was certain then. */
export type EndingBase = { agreed: string; end: Day | null };

/** Registers the notice, where it comes to the last day that its writer was shown. */
export async function giveNoticeAsShown(
	acting: Acting,
	agreement: string,
	id: string,
	shown: EndingBase & { lastDay: Day | null },
	wish: NoticeToRegister
) {
	const given = (await acting.all(listNotices(agreement))).find((each) => each.id === id);
	if (given) return done({ end: given.end, lastDay: lastDayBefore(given.end) });
	const weighed = await weighNotice(acting, agreement, wish);
	if (!weighed.ok) return weighed;
	const found = await findAgreed(acting, agreement);
	if (!found.ok || !isAsShown(found.value, shown)) return refused('ending-base-changed');
	if (weighed.value.lastDay !== shown.lastDay) return refused('last-day-not-shown');
	return registerNotice(acting, agreement, id, wish);
}

/** Ends the agreement for breach. */
export async function endByBreachAsShown(
	acting: Acting,
	agreement: string,
	id: string,
	shown: EndingBase,
	wish: Omit<BreachWish, 'by'>
) {
	const told = (await acting.all(listBreaches(agreement))).find((each) => each.id === id);
	if (told) return done({ end: told.end });
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return refused('no-document');
	if (!found.value.document.mayEnd) return refused('not-yours-to-end');
	if (!isAsShown(found.value, shown)) return refused('ending-base-changed');
	return endByBreach(acting, agreement, id, wish);
}

const isAsShown = ({ version }: Agreed, shown: EndingBase) =>
	version.id === shown.agreed && version.endsOn === shown.end;
