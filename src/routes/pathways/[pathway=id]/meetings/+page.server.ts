import { error } from '@sveltejs/kit';
import {
	findMeetingPlace,
	listMeetings,
	PAGE_OF_MEETINGS
} from '#features/meetings/server/meeting.queries.ts';
import { listAskedTimes } from '#features/meetings/server/times.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { pageOf, readCursor } from '#values/cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const after = readCursor(url.searchParams.get('after'));
	const [[pathway], meetings, asked] = await locals.read(
		findMeetingPlace(params.pathway),
		listMeetings(params.pathway, after),
		listAskedTimes(params.pathway),
		recordPathway('meeting.listed', params.pathway)
	);
	if (!pathway) error(404);
	const here = `/pathways/${params.pathway}/meetings`;
	const { rows, next } = pageOf(meetings, PAGE_OF_MEETINGS);
	return {
		visitor: locals.visitor,
		here,
		pathway: {
			href: `/pathways/${params.pathway}`,
			number: pathway.number,
			citizen: pathway.citizenName
		},
		mayConvene: pathway.isTovholder && pathway.state === 'open',
		meetings: rows,
		/** Where I am asked when I can, for a meeting nobody is invited to yet. */
		asked: asked.map(({ meeting }) => `${here}/${meeting}/times`),
		next: next && `${here}?after=${encodeURIComponent(next)}`,
		first: after && here
	};
};
