/** The language somebody has chosen, remembered in their browser. */
import type { RequestEvent } from '@sveltejs/kit';
import { cookieMaxAge, cookieName, type Locale } from '#messages/runtime.js';

/** Remembers `language`. Scripts may read it: a page that wakes up in the browser must speak the language it was sent in. */
export function giveLanguageCookie(
	{ cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>,
	language: Locale
): void {
	cookies.set(cookieName, language, {
		path: '/',
		maxAge: cookieMaxAge,
		sameSite: 'lax',
		httpOnly: false,
		secure: url.protocol === 'https:'
	});
}
