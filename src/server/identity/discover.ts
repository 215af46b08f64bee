/**
 * What an outside provider of OpenID Connect can do, and with which keys.
 *
 * It is asked when somebody wants to sign in or sign, never at the start: it may be away then, and we must come up all
 * the same.
 */
import * as openid from 'openid-client';
import type { Provider } from '../settings.ts';

/** How long we wait for a provider, in seconds. */
const PATIENCE = 5;

const known = new Map<string, Promise<openid.Configuration>>();

/** The provider's addresses and keys; asked once, and again after a failure. */
export function discover({
	issuer,
	clientId,
	clientSecret
}: Provider): Promise<openid.Configuration> {
	const address = new URL(issuer);
	// Plain http is for a provider on this machine: a test, or a proxy.
	const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname);
	const key = `${clientId} at ${issuer}`;
	const before = known.get(key);
	if (before) return before;
	const asked = openid.discovery(address, clientId, clientSecret, undefined, {
		timeout: PATIENCE,
		execute: isHere && address.protocol === 'http:' ? [openid.allowInsecureRequests] : []
	});
	known.set(key, asked);
	asked.catch(() => known.delete(key));
	return asked;
}
