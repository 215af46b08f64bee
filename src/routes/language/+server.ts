import { error, redirect } from '@sveltejs/kit';
import { isLocale } from '#messages/runtime.js';
import { giveLanguageCookie } from '#server/language-cookie.ts';
import { pathWithin } from '#ui/path-within.ts';
import type { RequestHandler } from './$types';

/** Remembers the language in the browser and goes back to the page it was chosen on. */
export const POST: RequestHandler = async (event) => {
	const form = await event.request.formData();
	const language = form.get('language');
	if (!isLocale(language)) error(422, 'no such language');
	giveLanguageCookie(event, language);
	redirect(303, pathWithin(form.get('to')));
};
