/**
 * What the installation has decided for itself and every page may tell. Asked of the database at most every few
 * seconds: a page does not wait for it.
 */
import { sql } from 'kysely';
import type { Pool } from 'pg';
import { readAs } from './acting.ts';
import { ask } from './tables.ts';
import type { Day } from '#values/day.ts';

/** What the frame of every page tells about the installation. */
export type InstallationFacts = {
	/** The data is invented, and everybody may look around in it. */
	demo: boolean;
	/** Mail is kept in the outbox instead of being sent. */
	mailKept: boolean;
	/** Somebody has begun: there is an administrator. Until then every page leads to /start. */
	begun: boolean;
};

/** How long an answer is used, in milliseconds. */
const FRESH = 5_000;

/** A function that answers the facts; `mailKept` comes from the settings. */
export function installationFacts(app: Pool, mailKept: boolean) {
	let asked: Promise<InstallationFacts> | undefined;
	let until = 0;
	/** `anew` asks the database even if an answer is at hand: after one of the facts was changed. */
	return async (today: Day, anew = false): Promise<InstallationFacts> => {
		if (asked && !anew && Date.now() < until) return asked;
		until = Date.now() + FRESH;
		asked = readAs(app, { token: undefined, today }, facts).then(({ rows: [[row]] }) => ({
			demo: row?.demo ?? false,
			begun: row?.begun ?? false,
			// Whoever looks around in invented data could write to anybody.
			mailKept: mailKept || (row?.demo ?? false)
		}));
		asked.catch(() => (asked = undefined));
		return asked;
	};
}

const facts = ask(
	sql<{ demo: boolean; begun: boolean }>`
		select demo, samspil.has_administrator() as begun from samspil.installation`
);
