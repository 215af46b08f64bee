/**
 * Keeps a session from running out while somebody works: each use moves its end. How far is the database's affair
 * (db/migrations/0010_identity_sessions.sql): idle time by hat, and never more than twelve hours in all.
 */
import type { Pool } from 'pg';

/** A session's end is moved at most once in this time, in milliseconds; the rest of its uses cost nothing. */
const PAUSE = 60_000;

/** How many sessions are remembered as moved before the oldest memory is dropped. */
const MOST = 10_000;

/**
 * A function to be told of every use of a session. It does its work after the request and never fails one: a move
 * that is lost costs the person a minute of idle time.
 */
export function keepAliveWith(identity: Pool, now: () => number = Date.now) {
	const moved = new Map<string, number>();
	return (token: string): void => {
		const moment = now();
		const last = moved.get(token);
		if (last !== undefined && moment - last < PAUSE) return;
		moved.delete(token);
		moved.set(token, moment);
		if (moved.size > MOST) moved.delete(moved.keys().next().value!);
		identity
			.query({
				name: 'keep_alive',
				text: `update identity.session set "updatedAt" = now(), "expiresAt" = now() + interval '12 hours'
					where token = $1 and "expiresAt" > now()`,
				values: [token]
			})
			.catch(() => moved.delete(token));
	};
}
