import { error } from '@sveltejs/kit';
import { mayBegin } from '#features/collaborations/collaboration.rules.ts';
import { leaderOn } from '#features/collaborations/lead.rules.ts';
import { listCollaborations } from '#features/collaborations/server/collaboration.queries.ts';
import { mayFollowUp } from '#features/follow-up/server/follow-up.queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [collaborations, [follows]] = await locals.read(listCollaborations(), mayFollowUp());
	const { visitor } = locals;
	if (visitor?.hat !== 'organisation') error(404, 'not found');
	return {
		visitor,
		collaborations: collaborations.map((each) => ({
			...each,
			leaderName: leaderOn(each, locals.today) ? each.leaderName : null
		})),
		mayBegin: mayBegin(visitor).ok,
		isMunicipal: visitor.organisation === visitor.tenant,
		mayFollowUp: follows?.may ?? false
	};
};
