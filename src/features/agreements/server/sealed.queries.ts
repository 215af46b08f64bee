/** What a sealed file is a version of, for whoever holds the file, with an account or without. */
import { sql } from 'kysely';
import { ask } from '#server/tables.ts';
import type { Day } from '#values/day.ts';

/** A version that was sealed here, and what has become of it since. */
export type SealedVersion = {
	title: string;
	number: number;
	from: Day;
	until: Day | null;
	/** The first day on which it is no longer in force, where it was ended. */
	endsOn: Day | null;
	/** No later version has been agreed. */
	isNewest: boolean;
	/** Who signed, in the order they did; moments are ISO 8601 text. */
	signatures: { name: string; title: string; organisation: string; at: string; method: string }[];
};

/** The sealed version with this content (SHA-256, 64 hexadecimal digits); no row where it is none of ours. */
export const findSealedVersion = (hash: string) =>
	ask<SealedVersion>(sql`
		select v.title, v.number, v."from", v.until, v.ends_on as "endsOn", v.is_newest as "isNewest", v.signatures
		from samspil.find_sealed_version(decode(${hash}, 'hex')) v`);
