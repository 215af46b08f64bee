/** Where the main navigation leads, by the hat that is worn. */
import { m } from '#messages';
import type { Framed } from '#values/visitor.ts';

/** One entry of the main navigation. */
export type Destination = {
	href: string;
	label: string;
	/** Other addresses whose pages belong to it. */
	also?: readonly string[];
};

/** The page a hat begins at. */
export const homeOf = (visitor: Framed | null): string =>
	visitor?.hat === 'self' ? '/me' : visitor?.hat === 'administrator' ? '/administration' : '/';

/** The main navigation: nothing before a hat is chosen; a citizen has one page and few words. */
export function destinations(visitor: Framed | null): Destination[] {
	switch (visitor?.hat) {
		case 'organisation':
			return [
				{ href: '/', label: m.frame_home(), also: ['/my-tasks'] },
				{
					href: '/pathways',
					label: m.frame_pathways(),
					also: ['/emergency', '/retention', '/concerns']
				},
				{
					href: '/collaborations',
					label: m.frame_collaborations(),
					also: ['/follow-up', '/organisations']
				},
				{
					href: '/agreements',
					label: m.frame_agreements(),
					also: ['/promises', '/templates', '/certificates']
				},
				{ href: '/framework', label: m.frame_framework() },
				{ href: '/directory', label: m.frame_offers() }
			];
		case 'administrator':
			// Before there is a municipality there is one thing to do, and the other pages have nothing to show.
			if (!visitor.tenant) return [{ href: '/administration', label: m.frame_administration() }];
			return [
				{ href: '/administration', label: m.frame_administration(), also: ['/templates'] },
				{
					href: '/administration/organisations',
					label: m.frame_organisations(),
					also: ['/organisations']
				},
				{ href: '/administration/people', label: m.frame_people() },
				{ href: '/administration/outbox', label: m.frame_outbox() }
			];
		case 'self':
			return [{ href: '/me', label: m.frame_me() }];
		default:
			return [];
	}
}

/** The entry that `path` lies under: the one with the longest address. */
export const currentOf = (offered: Destination[], path: string): string | undefined =>
	offered
		.filter(({ href, also = [] }) => [href, ...also].some((each) => liesUnder(path, each)))
		.toSorted((a, b) => b.href.length - a.href.length)[0]?.href;

const liesUnder = (path: string, href: string) =>
	path === href || (href !== '/' && path.startsWith(`${href}/`));
