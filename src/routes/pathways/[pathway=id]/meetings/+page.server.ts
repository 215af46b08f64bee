import { error } from '@sveltejs/kit';
import { findMeetingPlace, listMeetings } from '#features/meetings/server/meeting.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[pathway], meetings] = await locals.read(
		findMeetingPlace(params.pathway),
		listMeetings(params.pathway),
		recordPathway('meeting.listed', params.pathway)
	);
	if (!pathway) error(404);
	return {
		visitor: locals.visitor,
		here: `/pathways/${params.pathway}/meetings`,
		pathway: {
			href: `/pathways/${params.pathway}`,
			number: pathway.number,
			citizen: pathway.citizenName
		},
		mayConvene: pathway.isTovholder && pathway.state === 'open',
		meetings
	};
};
