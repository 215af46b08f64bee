import { error } from '@sveltejs/kit';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { listSendings } from '#features/meetings/server/agenda.queries.ts';
import { findMeeting, findMeetingPlace } from '#features/meetings/server/meeting.queries.ts';
import { printMinutes, type KeptMinutes } from '#features/meetings/server/print-minutes.ts';
import { asFile } from '#server/as-file.ts';
import { recordFound } from '#server/audit.queries.ts';
import { renderPdf } from '#server/pdf/render-pdf.ts';
import { dayOf } from '#values/day.ts';
import type { RequestHandler } from './$types';

/** The minutes that were sent last, as PDF/UA-1; nothing before any are. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { pathway, meeting: id } = params;
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
			listSendings(id).where('kind', '=', 'minutes')
		)
	);
	const sent = sendings.find(({ kind }) => kind === 'minutes');
	if (!place || !meeting || !sent) error(404);
	const kept = { ...sent, content: sent.content } as KeptMinutes;
	const pdf = await renderPdf(printMinutes(kept, place.citizenName, getLocale()));
	return asFile(pdf, 'application/pdf', `${m.minutes_pdf_name()}-${dayOf(meeting.startsAt)}.pdf`);
};
