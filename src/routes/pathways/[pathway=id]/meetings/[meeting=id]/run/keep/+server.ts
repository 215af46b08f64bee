/** Minutes kept while they are typed, one part at a time, on top of the version it was shown in; and whether the meeting has gone on. */
import { error, json } from '@sveltejs/kit';
import { OutcomeForm } from '#features/held-meetings/running.schema.ts';
import { RestForm } from '#features/meetings/minutes.schema.ts';
import { writeOutcome, writeRest } from '#features/meetings/server/write-along.ts';
import { findMark } from '#features/meetings/server/running.queries.ts';
import { readForm } from '#server/read-form.ts';
import type { RequestHandler } from './$types';

/** Versions and no words: what has been written is read, and recorded as read, on the page. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const [[mark]] = await locals.read(findMark(params.pathway, params.meeting));
	if (!mark) error(404);
	return json(mark);
};

/** Answers the new version. */
export const POST: RequestHandler = async ({ locals, params, request, url }) => {
	const ids = [params.pathway, params.meeting] as const;
	const isRest = url.searchParams.has('rest');
	const form = await readForm(request, isRest ? RestForm : OutcomeForm);
	if (!form.ok) return json({ problems: form.problems }, { status: 422 });
	const { value } = form;
	const kept = await locals.transact((acting) =>
		'item' in value ? writeOutcome(acting, ...ids, value) : writeRest(acting, ...ids, value)
	);
	if (kept.ok) return json({ version: kept.value });
	if (kept.reason === 'not-there') error(404);
	return json({ reason: kept.reason }, { status: 409 });
};
