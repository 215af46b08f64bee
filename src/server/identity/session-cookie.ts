/**
 * The cookie that carries a session's token, as better-auth writes it: the token, a dot, and an HMAC of the token.
 * A forged or cut cookie is told apart here, without asking the database.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What the names of all sign-in cookies begin with. Over https it is `__Host-`: the browser then refuses the cookie
 * from any other host, from plain http and for a part of the site.
 */
export const cookiePrefix = (isHttps: boolean) => (isHttps ? '__Host-samspil' : 'samspil');

/** The name of the session's cookie. */
export const sessionCookie = (isHttps: boolean) => `${cookiePrefix(isHttps)}.session_token`;

/** The token in a cookie's value; undefined where we did not sign it. */
export function readToken(value: string | undefined, secret: string): string | undefined {
	const dot = value?.lastIndexOf('.') ?? -1;
	if (!value || dot < 1) return undefined;
	const token = value.slice(0, dot);
	const signature = Buffer.from(value.slice(dot + 1), 'base64');
	const ours = createHmac('sha256', secret).update(token).digest();
	return signature.length === ours.length && timingSafeEqual(signature, ours) ? token : undefined;
}

/** The cookie's value for `token`. */
export const signToken = (token: string, secret: string) =>
	`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`;
