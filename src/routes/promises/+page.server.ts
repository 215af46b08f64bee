import { error } from '@sveltejs/kit';
import {
	listOurObligations,
	PROMISES_A_PAGE,
	type PlaceOfPromise
} from '#features/agreements/server/obligation.queries.ts';
import { showPromise } from '#features/agreements/show-promise.ts';
import { isDay } from '#values/day.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const after = placeIn(url.searchParams.get('after'));
	const [rows] = await locals.read(listOurObligations(after));
	const { visitor, today } = locals;
	if (visitor?.hat !== 'organisation') error(404);
	const shown = rows.slice(0, PROMISES_A_PAGE);
	const last = rows.length > shown.length ? shown.at(-1) : undefined;
	return {
		visitor,
		promises: shown.map((each) => ({
			...showPromise(each, today),
			agreement: each.title,
			others: each.others,
			isTogether: each.party === null
		})),
		next: last ? `/promises?after=${addressOf(last)}` : null,
		first: after ? '/promises' : null
	};
};

const OVER = ['kept', 'dropped'];
const addressOf = ({ status, dueOn, id }: { status: string; dueOn: string | null; id: string }) =>
	`${OVER.includes(status) ? 'over' : 'open'}/${dueOn ?? 'never'}/${id}`;

/** The place in the list that an address names; anything else is the beginning. */
function placeIn(text: string | null): PlaceOfPromise | null {
	const [, state, dueOn, id] =
		/^(open|over)\/(never|\d{4}-\d\d-\d\d)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
			text ?? ''
		) ?? [];
	if (!dueOn || !id || (dueOn !== 'never' && !isDay(dueOn))) return null;
	return { isOver: state === 'over', dueOn: dueOn === 'never' ? null : dueOn, id };
}
