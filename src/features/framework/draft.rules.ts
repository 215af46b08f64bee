/** The saved answers as the document they make, and the ids in it as the names they have today. */
import type { Content, Json, Names } from '#features/documents/content.rules.ts';
import {
	emptyValue,
	fieldsOf,
	type Answers,
	type Field,
	type Value
} from '#features/documents/template.rules.ts';
import { organisationsOf } from '#features/documents/validity.rules.ts';
import type { Seat } from './decision.rules.ts';
import { frameworkTemplate, POOL_FIELD } from './framework-template.rules.ts';

/** One saved answer as it is kept. */
export type Saved = {
	field: string;
	value: Json;
	notApplicable: string | null;
	version: number;
	by: string;
	at: Date;
};

/** An organisation of the register. */
export type NamedOrganisation = { id: string; name: string };

/** Somebody of the register, at an organisation. */
export type NamedPerson = Seat & { name: string; organisationName: string };

/** A person at an organisation, as one id: somebody may be a possible tovholder for one employer and not for another. */
export const seatKey = ({ person, organisation }: Seat): string => `${person}.${organisation}`;

/** The seat a key names, or undefined where it is none. */
export function seatOf(key: string): Seat | undefined {
	const [person, organisation, more] = key.split('.');
	return person && organisation && more === undefined ? { person, organisation } : undefined;
}

/**
 * The answers as they stand. Who can be tovholder is read from the pool, the one place where it is kept
 * a value that an earlier edition of the template saved in another shape counts as unanswered.
 */
export function answersOf(saved: readonly Saved[], pool: readonly Seat[]): Answers {
	const answers: Answers = {};
	for (const field of fieldsOf(frameworkTemplate)) {
		const kept = saved.find((each) => each.field === field.key);
		const value = field.key === POOL_FIELD ? poolValue(pool) : keptValue(field, kept);
		if (kept || field.key === POOL_FIELD)
			answers[field.key] = { value, notApplicable: kept?.notApplicable ?? null };
	}
	return answers;
}

/** The names of everything the answers point to. Who has left since is named as before, where that is known. */
export function namesIn(
	answers: Answers,
	organisations: readonly NamedOrganisation[],
	people: readonly NamedPerson[]
): Names {
	const values = Object.values(answers).map(({ value }) => value);
	const wantedOrganisations = new Set(values.flatMap(organisationsOf));
	const wantedPeople = new Set(
		values.flatMap((value) => (value.kind === 'people' ? value.people : []))
	);
	return {
		organisations: Object.fromEntries(
			organisations
				.filter(({ id }) => wantedOrganisations.has(id))
				.map(({ id, name }) => [id, name])
		),
		people: Object.fromEntries(
			people
				.filter((each) => wantedPeople.has(seatKey(each)))
				.map((each) => [seatKey(each), `${each.name}, ${each.organisationName}`])
		)
	};
}

/** Frozen content as it comes back from where it is kept; it was written by `freeze` and by nothing else. */
export const asContent = (kept: Json): Content => kept as unknown as Content;

const poolValue = (pool: readonly Seat[]): Value => ({
	kind: 'people',
	people: pool.map(seatKey).sort()
});

function keptValue(field: Field, kept: Saved | undefined): Value {
	const value = kept?.value as Value | null | undefined;
	return value?.kind === field.kind ? value : emptyValue(field);
}
