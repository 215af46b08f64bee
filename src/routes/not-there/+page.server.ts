/**
 * In the place of a page that is not there, or not the sender's any more, or is about a closed pathway, when they sent it
 * something they wrote: the same page, with their own words to copy. It is no page by itself.
 */
import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { afterwardsForm } from '#features/accounts/account.schema.ts';
import { ownWords, unpackTyped } from '#features/accounts/typed-text.rules.ts';
import { readForm } from '#server/read-form.ts';
import { framed } from '#values/visitor.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ isSubRequest, locals }) => {
	if (!isSubRequest) error(404);
	await locals.readPublic();
	return { visitor: locals.visitor && framed(locals.visitor) };
};

export const actions: Actions = {
	/** Asked by hooks.server.ts alone, as is the next. */
	gone: (event) => giveBack(event, 404),
	closed: (event) => giveBack(event, 423)
};

async function giveBack({ request, isSubRequest }: RequestEvent, status: 404 | 423) {
	if (!isSubRequest) error(404);
	const form = await readForm(request, afterwardsForm);
	return fail(status, { status, words: ownWords(unpackTyped(form.typed.typed)) });
}
