import { error } from '@sveltejs/kit';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { listSendings } from '#features/meetings/server/agenda.queries.ts';
import { findMeeting, findMeetingPlace } from '#features/meetings/server/meeting.queries.ts';
import { printMinutes, type KeptMinutes } from '#features/meetings/server/print-minutes.ts';
import { printSent, type KeptPlan } from '#features/meetings/server/print-sent.ts';
import { saySending } from '#features/meetings/say-meeting.ts';
import { asFile } from '#server/as-file.ts';
import { recordFound } from '#server/audit.queries.ts';
import { renderPdf } from '#server/pdf/render-pdf.ts';
import { dayOf } from '#values/day.ts';
import { isId } from '#values/id.ts';
import type { RequestHandler } from './$types';

/**
 * What was sent of the meeting, as PDF/UA-1, word for word (L-20): that of `sent`, or the minutes that were sent last; nothing
 * before any are.
 */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { pathway, meeting: id } = params;
	const wanted = url.searchParams.get('sent');
	if (wanted !== null && !isId(wanted)) error(404);
	const [[place], [meeting], sendings] = await locals.read(
		findMeetingPlace(pathway),
		findMeeting(pathway, id),
		listSendings(id),
		recordFound(
			'meeting.read',
			pathway,
			id,
			findMeetingPlace(pathway),
			findMeeting(pathway, id),
			wanted
				? listSendings(id).where('id', '=', wanted)
				: listSendings(id).where('kind', '=', 'minutes')
		)
	);
	const sent = sendings.find((each) => (wanted ? each.id === wanted : each.kind === 'minutes'));
	if (!place || !meeting || !sent) error(404);
	const isMinutes = sent.kind === 'minutes';
	const printed = isMinutes
		? printMinutes(sent as KeptMinutes, place.citizenName, getLocale())
		: printSent(sent as KeptPlan, place.citizenName, getLocale());
	const name = isMinutes ? m.minutes_pdf_name() : saySending(sent.kind).toLowerCase();
	return asFile(
		await renderPdf(printed),
		'application/pdf',
		`${name}-${dayOf(meeting.startsAt)}.pdf`
	);
};
