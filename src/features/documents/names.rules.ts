/** People and organisations as answers point to them, and the names they have when a document is frozen. */
import type { Names } from './content.rules.ts';
import { answerTo, fieldsOf, type Answers, type Field, type Template } from './template.rules.ts';
import { cellsIn, organisationsOf } from './validity.rules.ts';

/** Somebody at an organisation: the same person may have a seat at several. */
export type Seat = { person: string; organisation: string };

/** An organisation of the register. */
export type NamedOrganisation = { id: string; name: string };

/** Somebody of the register, at an organisation. */
export type NamedPerson = Seat & { name: string; organisationName: string };

/** A person at an organisation, as one id: what answers hold. */
export const seatKey = ({ person, organisation }: Seat): string => `${person}.${organisation}`;

/** The seat a key names, or undefined where it is none. */
export function seatOf(key: string): Seat | undefined {
	const [person, organisation, more] = key.split('.');
	return person && organisation && more === undefined ? { person, organisation } : undefined;
}

/** The names of everything the answers to the template's questions point to, where the register knows them. */
export function namesIn(
	template: Template,
	answers: Answers,
	organisations: readonly NamedOrganisation[],
	people: readonly NamedPerson[]
): Names {
	const fields = fieldsOf(template);
	const wantedOrganisations = new Set(
		fields.flatMap((field) => [
			...organisationsOf(answerTo(field, answers).value),
			...pointed(field, answers, 'organisation')
		])
	);
	const wantedPeople = new Set(
		fields.flatMap((field) => {
			const { value } = answerTo(field, answers);
			return [
				...(value.kind === 'people' ? value.people : []),
				...pointed(field, answers, 'person')
			];
		})
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

const pointed = (field: Field, answers: Answers, kind: 'organisation' | 'person') =>
	cellsIn(field, answerTo(field, answers).value)
		.filter(([cell]) => cell.kind === kind)
		.map(([, id]) => id);
