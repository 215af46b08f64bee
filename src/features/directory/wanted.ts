/** What is looked for, as an address says it: `?q=bolig&group=municipal&theme=housing`. */
import { GROUPS, type Group } from './offer.rules.ts';
import { isTheme, type Theme } from './theme.rules.ts';

/** Words, and an answer of each filter. */
export type Looked = {
	asked: string;
	group: Group | null;
	theme: Theme | null;
	language: string | null;
	area: string | null;
	open: boolean;
	preventive: boolean;
};

/** How many offers a page shows, and how far one may turn them. */
export const PAGE = 20;
const LAST_PAGE = 500;

/** Letters of what is looked for that are read, and that the field takes: more makes an address that no server takes. */
export const LONGEST_SEARCH = 300;

/** Reads an address; what it does not know is left out. */
export function readWanted(search: URLSearchParams): { wanted: Looked; page: number } {
	const get = (name: string) =>
		(search.get(name) ?? '').replaceAll('\0', '').trim().slice(0, LONGEST_SEARCH);
	const group = get('group');
	const theme = get('theme');
	const page = Number(get('page'));
	return {
		wanted: {
			asked: get('q'),
			group: (GROUPS as readonly string[]).includes(group) ? (group as Group) : null,
			theme: isTheme(theme) ? theme : null,
			language: get('language') || null,
			area: get('area') || null,
			open: get('open') === 'yes',
			preventive: get('preventive') === 'yes'
		},
		page: Number.isInteger(page) && page > 0 ? Math.min(page, LAST_PAGE) : 1
	};
}

/** Whether a page is beyond the last: there is something, and not there. Whoever asks for it is shown the first. */
export const isBeyond = (page: number, { total, offers }: { total: number; offers: unknown[] }) =>
	page > 1 && total > 0 && offers.length === 0;

/** The same as the end of an address; `page` where it is not the first. */
export function writeWanted(wanted: Looked, page = 1): string {
	const search = new URLSearchParams();
	if (wanted.asked) search.set('q', wanted.asked);
	for (const name of ['group', 'theme', 'language', 'area'] as const)
		if (wanted[name]) search.set(name, wanted[name]);
	for (const name of ['open', 'preventive'] as const) if (wanted[name]) search.set(name, 'yes');
	if (page > 1) search.set('page', String(page));
	return search.size > 0 ? `?${search}` : '';
}
