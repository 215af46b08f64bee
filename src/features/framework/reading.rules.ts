/** Who is told of an established version, and who has said they read it. */
import type { Answers } from '#features/documents/template.rules.ts';
import { PARTNERS_FIELD } from './framework-template.rules.ts';

/** Somebody who can be told on behalf of an organisation. */
export type Contact = { person: string; organisation: string };

/** An organisation to tell, and through whom; nobody where it has no contact yet. */
export type Told = { organisation: string; people: string[] };

/** One person's word that they have read a version for their organisation. */
export type Reading = { organisation: string; person: string };

/** The partner organisations the framework names, without the municipality itself. */
export function partnersOf(answers: Answers, host: string): string[] {
	const value = answers[PARTNERS_FIELD]?.value;
	if (value?.kind !== 'organisations') return [];
	return value.organisations.filter((organisation) => organisation !== host);
}

/** Whom to tell that a version is established: each named partner, through all its contacts. */
export const whoIsTold = (partners: readonly string[], contacts: readonly Contact[]): Told[] =>
	partners.map((organisation) => ({
		organisation,
		people: contacts
			.filter((each) => each.organisation === organisation)
			.map(({ person }) => person)
	}));

/** Partners that cannot be told because nobody is their contact: shown to the project leader. */
export const unreachable = (told: readonly Told[]): string[] =>
	told.filter(({ people }) => people.length === 0).map(({ organisation }) => organisation);

/** Somebody at a partner was told by telephone, and says, or not, that they have read it. */
export type Call = { organisation: string; isRead: boolean };

/** Partners none of whose people have confirmed reading the version, here or by telephone. One person's word is the organisation's. */
export const notYetRead = (
	partners: readonly string[],
	readings: readonly Reading[],
	calls: readonly Call[] = []
): string[] =>
	partners.filter(
		(partner) =>
			!readings.some(({ organisation }) => organisation === partner) &&
			!calls.some(({ organisation, isRead }) => organisation === partner && isRead)
	);

/**
 * Whether the person may confirm reading for the organisation they act for: it is named as a partner of
 * the version, and this person has not confirmed before. Reading it is open to everybody.
 */
export const mayConfirm = (
	{ person, organisation }: Reading,
	partners: readonly string[],
	readings: readonly Reading[]
): boolean =>
	partners.includes(organisation) &&
	!readings.some((each) => each.person === person && each.organisation === organisation);
