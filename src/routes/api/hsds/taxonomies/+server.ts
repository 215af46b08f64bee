/** HSDS 3.1: how offers are sorted. */
import { readAsked } from '#features/directory/hsds-asked.ts';
import { answerPage, answerWrong, windowOf } from '#features/directory/server/answer-hsds.ts';
import { TAXONOMIES } from '#features/directory/server/hsds-service.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url }) => {
	const { asked, wrong } = readAsked(url.searchParams);
	if (wrong.length > 0) return answerWrong(wrong);
	const words = asked.search?.toLowerCase() ?? '';
	const found = TAXONOMIES.map(({ taxonomy }) => taxonomy).filter((each) =>
		each.name.toLowerCase().includes(words)
	);
	const [first, size] = windowOf(asked);
	return answerPage(found.slice(first, first + size), found.length, asked);
};
