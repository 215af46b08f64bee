import { error } from '@sveltejs/kit';
import { findCitizenToInvite } from '#features/citizens/server/invitation.queries.ts';
import { listLogByDay, LOG_ON_PAPER } from '#features/citizens/server/log.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { everythingOf, inOrder } from '../../../../me/everything.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[citizen], log, ...answers] = await locals.read(
		findCitizenToInvite(params.pathway),
		listLogByDay(params.pathway),
		...everythingOf(params.pathway, locals.now),
		recordFound(
			'citizen.printed',
			params.pathway,
			null,
			having(findCitizenToInvite(params.pathway), 'isTovholder')
		)
	);
	if (!citizen?.isTovholder) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		back: `/pathways/${params.pathway}/citizen`,
		name: citizen.name,
		/** What parents said, and that somebody notified, goes home with the paper. */
		comesHome: citizen.isOfChild,
		...inOrder(answers),
		log: log.slice(0, LOG_ON_PAPER),
		isLogCut: log.length > LOG_ON_PAPER
	};
};
