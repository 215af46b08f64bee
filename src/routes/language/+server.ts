import { error, redirect } from '@sveltejs/kit';
import { cookieMaxAge, cookieName, isLocale } from '#messages/runtime.js';
import { pathWithin } from '#ui/path-within.ts';
import type { RequestHandler } from './$types';

/** Remembers the language in the browser and goes back to the page it was chosen on. */
export const POST: RequestHandler = async ({ request, cookies }) => {
	const form = await request.formData();
	const language = form.get('language');
	if (!isLocale(language)) error(422, 'no such language');
	// Scripts may read it: a page that wakes up in the browser must speak the language it was sent in.
	cookies.set(cookieName, language, {
		path: '/',
		maxAge: cookieMaxAge,
		sameSite: 'lax',
		httpOnly: false
	});
	redirect(303, pathWithin(form.get('to')));
};
