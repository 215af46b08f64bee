/** Answers of the exchange format: what is open to anybody, so that any site may read it. */
import { pageOf, type Asked } from '../hsds-asked.ts';
import { NO_FILTERS, type HsdsFilters } from './hsds.queries.ts';
import { TAXONOMIES, TERMS } from './hsds-service.ts';

/** Anybody's site may read it. */
const OPEN = { 'access-control-allow-origin': '*' };

/** One thing as JSON. */
export const answer = (body: unknown, status = 200): Response =>
	Response.json(body, { status, headers: OPEN });

/** That parameters make no sense, and which. */
export const answerWrong = (wrong: string[]): Response =>
	answer({ error: 'unknown value', parameters: wrong }, 400);

/** That there is nothing under this id. */
export const answerNone = (): Response => answer({ error: 'not found' }, 404);

/** A page, or a line of JSON for each where that was asked for. */
export function answerPage(contents: unknown[], total: number, asked: Asked): Response {
	if (!asked.isLines) return answer(pageOf(contents, total, asked));
	const lines = contents.map((each) => `${JSON.stringify(each)}\n`).join('');
	return new Response(lines, { headers: { ...OPEN, 'content-type': 'application/x-ndjson' } });
}

/** The filters that were asked for; null where one of them can fit nothing. */
export function filtersOf(asked: Asked): HsdsFilters | null {
	const term = asked.taxonomyTerm
		? TERMS.find((each) => each.term.id === asked.taxonomyTerm)
		: undefined;
	if (asked.taxonomyTerm && !term) return null;
	const taxonomy = asked.taxonomy
		? TAXONOMIES.find((each) => each.taxonomy.id === asked.taxonomy)
		: undefined;
	if (asked.taxonomy && !taxonomy) return null;
	return {
		...NO_FILTERS,
		search: asked.search,
		term: term ? { key: term.key, code: term.code } : null,
		taxonomy: taxonomy?.key ?? null,
		organization: asked.organization,
		municipality: asked.municipality,
		modifiedAfter: asked.modifiedAfter,
		postcode: asked.postcode
	};
}

/** Where a page begins, and how long it is; a list of lines has no pages. */
export const windowOf = ({ page, perPage, isLines }: Asked): [first: number, size: number] =>
	isLines ? [0, 100_000] : [(page - 1) * perPage, perPage];
