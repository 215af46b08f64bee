import { error } from '@sveltejs/kit';
import { listLogByDay, LOG_ON_PAPER } from '#features/citizens/server/log.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { choosePathway } from '../choose-pathway.ts';
import { everythingOf, inOrder } from '../everything.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { chosen } = await choosePathway(locals, url);
	if (!chosen) error(404);
	const [log, ...answers] = await locals.read(
		listLogByDay(chosen.id),
		...everythingOf(chosen.id, locals.now),
		recordPathway('me.printed', chosen.id)
	);
	return {
		visitor: locals.visitor,
		today: locals.today,
		back: `/me?pathway=${chosen.id}`,
		name: chosen.name,
		isCitizen: chosen.isCitizen,
		...inOrder(answers),
		log: log.slice(0, LOG_ON_PAPER),
		isLogCut: log.length > LOG_ON_PAPER
	};
};
