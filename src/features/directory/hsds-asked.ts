/** What an address asks of the exchange format: pages, and filters that combine. A filter that cannot be met finds nothing. */
import { isId } from '#values/id.ts';

/** The most of one page, and what a page holds where nothing is said. */
export const MOST_PER_PAGE = 500;
const PER_PAGE = 50;
const LAST_PAGE = 100_000;

export type Asked = {
	search: string | null;
	taxonomyTerm: string | null;
	taxonomy: string | null;
	organization: string | null;
	municipality: string | null;
	postcode: string | null;
	modifiedAfter: Date | null;
	page: number;
	perPage: number;
	isFull: boolean;
	isMinimal: boolean;
	isLines: boolean;
};

/** What an address asks; the names of the parameters that make no sense, where there are any. */
export function readAsked(search: URLSearchParams): { asked: Asked; wrong: string[] } {
	const wrong: string[] = [];
	const get = (name: string) => search.get(name)?.replaceAll('\0', '').trim().slice(0, 300) || null;
	const id = (name: string) => {
		const given = get(name);
		if (given && !isId(given)) wrong.push(name);
		return given?.toLowerCase() ?? null;
	};
	const count = (name: string, standard: number, most: number) => {
		const given = get(name);
		if (given === null) return standard;
		if (/^[1-9]\d{0,8}$/.test(given)) return Math.min(Number(given), most);
		wrong.push(name);
		return standard;
	};
	const flag = (name: string) => {
		const given = get(name);
		if (given && given !== 'true' && given !== 'false') wrong.push(name);
		return given === 'true';
	};
	const after = get('modified_after');
	const modifiedAfter = after ? new Date(after) : null;
	if (modifiedAfter && Number.isNaN(modifiedAfter.getTime())) wrong.push('modified_after');
	const format = get('format');
	if (format && format !== 'json' && format !== 'ndjson') wrong.push('format');
	// Places have no coordinates here, so nearness cannot be told.
	if (get('proximity')) wrong.push('proximity');
	return {
		asked: {
			search: get('search'),
			taxonomyTerm: id('taxonomy_term_id'),
			taxonomy: id('taxonomy_id'),
			organization: id('organization_id'),
			municipality: id('municipality'),
			postcode: get('postcode'),
			modifiedAfter,
			page: count('page', 1, LAST_PAGE),
			perPage: count('per_page', PER_PAGE, MOST_PER_PAGE),
			isFull: flag('full'),
			isMinimal: flag('minimal'),
			isLines: format === 'ndjson'
		},
		wrong
	};
}

/** A page as the format writes it. */
export function pageOf<Each>(
	contents: Each[],
	total: number,
	{ page, perPage }: Pick<Asked, 'page' | 'perPage'>
) {
	const pages = Math.ceil(total / perPage);
	return {
		total_items: total,
		total_pages: pages,
		page_number: page,
		size: contents.length,
		first_page: page === 1,
		last_page: page >= pages,
		empty: contents.length === 0,
		contents
	};
}
