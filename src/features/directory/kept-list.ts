/** Which of the offers one keeps are looked at, as an address says it: `?whose=all&show=due&page=2`. */

/** All; those to be found right by now or soon; those that stand in the directory no more; those with which something is wrong. */
export const SHOWN = ['all', 'due', 'hidden', 'remarked'] as const;
export type Shown = (typeof SHOWN)[number];

/** `isAll`: of every organisation of the municipality, which its project leaders may ask for. */
export type KeptList = { isAll: boolean; show: Shown; page: number };

/** How many offers a page shows, and how far one may turn them. */
export const KEPT_PAGE = 25;
const LAST_PAGE = 400;

/** Reads an address; what it does not know is left out. */
export function readKeptList(search: URLSearchParams): KeptList {
	const show = search.get('show');
	const page = Number(search.get('page'));
	return {
		isAll: search.get('whose') === 'all',
		show: SHOWN.find((each) => each === show) ?? 'all',
		page: Number.isInteger(page) && page > 0 ? Math.min(page, LAST_PAGE) : 1
	};
}

/** The same as the end of an address. */
export function writeKeptList({ isAll, show, page }: KeptList): string {
	const search = new URLSearchParams();
	if (isAll) search.set('whose', 'all');
	if (show !== 'all') search.set('show', show);
	if (page > 1) search.set('page', String(page));
	return search.size > 0 ? `?${search}` : '';
}
