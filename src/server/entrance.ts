/**
 * What stands between a signed-in person and a page: a hat to choose, a second factor to give, a declaration to
 * accept. The database refuses on its own (samspil.acting_visit); this says where to go and mend it.
 */
import type { Visitor } from '#values/visitor.ts';

/** Pages for the person alone, which need no hat: to sign in, choose a hat, keep one's account. */
const WITHOUT_HAT =
	/^\/(sign-in|sign-out|account|hats|declaration|invitations|forgot-password|reset-password|start|verify|open)?(\/|$)/;

/** Pages that show a citizen's pathway, ask somebody to join one, open one in an emergency, or say who holds its threads; and the same as data. */
const ABOUT_A_CITIZEN =
	/^((\/api)?\/(pathways|requests|me|emergency|retention|follow-up)|\/collaborations\/\[collaboration=id\]\/allotments)(\/|$)/;

/** What is to be done first. */
export type Step = '/hats' | '/account/second-factor' | '/declaration';

/**
 * Where the visitor goes before the page `route` may be shown; null when nothing is missing. An administrator's hat opens
 * no page on the strength of a password: it invites people and appoints them.
 */
export function missingStep(
	route: string,
	visitor: Pick<Visitor, 'hat' | 'strong' | 'declared'>
): Step | null {
	if (WITHOUT_HAT.test(route)) return null;
	if (!visitor.hat) return '/hats';
	if (visitor.hat === 'administrator' && !visitor.strong) return '/account/second-factor';
	if (!ABOUT_A_CITIZEN.test(route)) return null;
	if (!visitor.strong) return '/account/second-factor';
	return visitor.declared ? null : '/declaration';
}

/**
 * `path` where it is an address on this site, else '/': what a link or form may name as the place to go on to.
 * Refuses other sites in all their disguises ('//evil', '/\evil', 'https:…').
 */
export function ownPath(path: string | null | undefined): string {
	if (!path || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path) || path.length > 2000) return '/';
	const here = 'http://here.invalid';
	try {
		const url = new URL(path, here);
		const isHere = url.origin === here && !url.pathname.startsWith('//');
		return isHere ? url.pathname + url.search : '/';
	} catch {
		return '/';
	}
}

/** The address `page` with the place to go on to afterwards. */
export const withReturn = (page: string, to: string) =>
	to === '/' ? page : `${page}?to=${encodeURIComponent(to)}`;
