import { error } from '@sveltejs/kit';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { listGroupSendings } from '#features/group-meetings/server/group-minutes.queries.ts';
import { printGroupMinutes } from '#features/group-meetings/server/print-group-minutes.ts';
import { findGroupMeeting } from '#features/group-meetings/server/series.queries.ts';
import { asFile } from '#server/as-file.ts';
import { renderPdf } from '#server/pdf/render-pdf.ts';
import { dayOf } from '#values/day.ts';
import type { RequestHandler } from './$types';

/** The minutes of a group's meeting as they were sent last, as PDF/UA-1; nothing before any are. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { collaboration, meeting: id } = params;
	const [[meeting], [sent]] = await locals.read(
		findGroupMeeting(collaboration, id),
		listGroupSendings(id)
	);
	if (locals.visitor?.hat !== 'organisation' || !meeting || !sent) error(404);
	const pdf = await renderPdf(printGroupMinutes(sent, getLocale()));
	return asFile(pdf, 'application/pdf', `${m.minutes_pdf_name()}-${dayOf(meeting.startsAt)}.pdf`);
};
