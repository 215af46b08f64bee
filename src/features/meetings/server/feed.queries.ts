/** The calendar that a person subscribes to: by an address that is a secret, told once and kept as a hash. */
import { sql } from 'kysely';
import { actingPerson, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Answer } from '../answer.rules.ts';

/** Since when I have such an address; no row where I have none. */
export const findMyFeed = () =>
	tables
		.selectFrom('calendar_feed')
		.where('person_id', '=', actingPerson)
		.select('made_at as madeAt');

/** Makes a new secret in the place of the one there was. */
export const renewMyFeed = () =>
	ask<{ token: string | null }>(sql`select samspil.renew_calendar_feed() as token`);

/** Closes the address. */
export const revokeMyFeed = () =>
	tables.deleteFrom('calendar_feed').where('person_id', '=', actingPerson);

/** A meeting in the calendar: when, and where to read of it. */
export type FeedEvent = {
	id: string;
	sequence: number;
	startsAt: string;
	endsAt: string;
	changedAt: string;
	path: string;
	answer: Answer | null;
};

/** The meetings of whoever the address was made for; no row where there is no such address. */
export const readFeed = (token: string, today: Day) =>
	ask<{ language: 'da' | 'en'; events: FeedEvent[] }>(
		sql`select language, events from samspil.read_calendar_feed(${token}, ${today}::date)`
	);
