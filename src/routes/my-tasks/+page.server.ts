import { error } from '@sveltejs/kit';
import { listMyAgreementTasks, TASKS_A_PAGE } from '#features/agreements/server/live.queries.ts';
import { showLive } from '#features/agreements/show-live.ts';
import { isDay } from '#values/day.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const after = placeIn(url.searchParams.get('after'));
	const [rows] = await locals.read(listMyAgreementTasks(after));
	const { visitor, today } = locals;
	if (visitor?.hat !== 'organisation') error(404);
	const shown = rows.slice(0, TASKS_A_PAGE);
	const last = rows.length > shown.length ? shown.at(-1) : undefined;
	const teller = {
		person: visitor.person,
		organisation: visitor.organisation ?? '',
		isKeeper: false
	};
	return {
		visitor,
		tasks: showLive(shown, { today, teller, lastDay: null }).tasks,
		next: last ? `/my-tasks?after=${last.dueOn ?? 'never'}/${last.id}` : null,
		first: after ? '/my-tasks' : null
	};
};

/** The place in the list that an address names; anything else is the beginning. */
function placeIn(text: string | null) {
	const [, dueOn, id] =
		/^(never|\d{4}-\d\d-\d\d)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '') ??
		[];
	if (!dueOn || !id || (dueOn !== 'never' && !isDay(dueOn))) return null;
	return { dueOn: dueOn === 'never' ? null : dueOn, id };
}
