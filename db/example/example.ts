/** What the invented data is written with: one transaction as the owner, ids made of names, days counted from today. */
import { createHash } from 'node:crypto';
import type { CompiledQuery } from 'kysely';
import type { ClientBase } from 'pg';
import { addDays, instantAt, weekdayOf, type Day } from '../../src/values/day.ts';

type Compilable = { compile(): CompiledQuery<unknown> };

/** The story that is being written, and the day on which it is told. */
export type Example = {
	today: Day;
	write(query: Compilable): Promise<void>;
	/** Runs SQL that the builder of queries knows no tables for: identity, and functions of ours. */
	run(sql: string, values?: unknown[]): Promise<void>;
	/** So many days from today; negative for the past. */
	day(offset: number): Day;
	/** As `day`; where that is a weekend, the Friday before in the past and the Monday after from today on. */
	workday(offset: number): Day;
	/** On the workday of that offset, by the clock of Denmark. */
	moment(offset: number, time: string): Date;
};

export function exampleOn(client: ClientBase, today: Day): Example {
	const day = (offset: number) => addDays(today, offset);
	const workday = (offset: number) => {
		const weekday = weekdayOf(day(offset));
		if (weekday <= 5) return day(offset);
		return day(offset + (offset < 0 ? 5 - weekday : 8 - weekday));
	};
	return {
		today,
		async write(query) {
			const { sql, parameters } = query.compile();
			await client.query(sql, parameters as unknown[]);
		},
		async run(sql, values = []) {
			await client.query(sql, values);
		},
		day,
		workday,
		moment: (offset, time) => instantAt(workday(offset), time)
	};
}

/** The id of something in the invented data: the same in every installation, so that pictures and stories can name it. */
export function idOf(name: string): string {
	const bytes = createHash('sha256').update(`Solby: ${name}`).digest().subarray(0, 16);
	bytes[6] = (bytes[6]! & 0x0f) | 0x80; // RFC 9562, version 8: made in our own way
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
