/** What every answer tells the browser about how far to trust it. The content policy is in vite.config.ts. */

const ALWAYS = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy':
		'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()'
};

/**
 * What a server whose address is https says with each answer (http/web-server.ts): never come without it. Two years, as
 * preload lists ask for.
 */
export const HTTPS_ONLY = 'max-age=63072000; includeSubDomains';

/** Sets the headers. `isPersonal`: the answer was made for one person and must not be kept by anyone on the way. */
export function protect(headers: Headers, { isPersonal }: { isPersonal: boolean }) {
	for (const [name, value] of Object.entries(ALWAYS)) headers.set(name, value);
	if (isPersonal) headers.set('cache-control', 'no-store');
}

/**
 * Whether a request that changes something comes from another site. SvelteKit asks this of forms only; here it is
 * asked of everything that carries a session, JSON too.
 */
export function isForeign(request: Request, origin: string, hasSession: boolean): boolean {
	if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false;
	const from = request.headers.get('origin');
	return from === null ? hasSession : from !== origin;
}
