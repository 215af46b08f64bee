/** Minutes of a group kept while they are typed, one part at a time, on top of the version it was shown in; and whether the meeting has gone on. */
import { error, json } from '@sveltejs/kit';
import { RestForm } from '#features/group-meetings/series.schema.ts';
import {
	writeGroupOutcome,
	writeGroupRest
} from '#features/group-meetings/server/run-group-meeting.ts';
import { OutcomeForm } from '#features/held-meetings/running.schema.ts';
import { findGroupMark } from '#features/group-meetings/server/running.queries.ts';
import { readForm } from '#server/read-form.ts';
import type { RequestHandler } from './$types';

/** Versions and no words. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const [[mark]] = await locals.read(findGroupMark(params.collaboration, params.meeting));
	if (!mark || locals.visitor?.hat !== 'organisation') error(404);
	return json(mark);
};

/** Answers the new version. */
export const POST: RequestHandler = async ({ locals, params, request, url }) => {
	const form = await readForm(request, url.searchParams.has('rest') ? RestForm : OutcomeForm);
	if (!form.ok) return json({ problems: form.problems }, { status: 422 });
	const { value } = form;
	const kept = await locals.transact((acting) =>
		'item' in value
			? writeGroupOutcome(acting, params, value)
			: writeGroupRest(acting, params, value)
	);
	if (kept.ok) return json({ version: kept.value });
	if (kept.reason === 'not-there') error(404);
	return json({ reason: kept.reason }, { status: 409 });
};
