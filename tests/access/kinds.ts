/** The kinds of person that the access matrix asks for, and the words by which its rows speak of several at once. */

export const KINDS = [
	/** Without a session. */
	'nobody',
	/** Project leader of another municipality. */
	'neighbour',
	/** Project leader of the collaboration that the pathway belongs to. */
	'leader',
	/** A manager of the municipality with a seat in the steering group. */
	'steering',
	'administrator',
	'citizen',
	/** The citizen of another pathway. */
	'otherCitizen',
	/** To whom the citizen has opened contact, housing and meetings. */
	'companion',
	'tovholder',
	/** Held the threads before, and the hand-over is over. Has written an entry in that time. */
	'former',
	/** Assigned, of an agreed partner whom a consent covers for contact, housing and meetings. */
	'covered',
	/** Assigned, of an agreed partner whom no consent names. */
	'uncovered',
	/** Of an organisation that is asked and has not answered. */
	'contacted',
	/** Of an organisation that said no. */
	'declined',
	/** Of the covered partner, and not assigned. */
	'colleague',
	/** A volunteer of a party that is not on the pathway. */
	'bystander',
	/** The tovholder with a password only. */
	'weak',
	/** The project leader of the collaboration with a password only. */
	'weakLeader',
	/** The administrator with a password only. */
	'weakAdministrator',
	/** Assigned, of a covered partner, without the confidentiality declaration (L-5). */
	'undeclared',
	/** An employee of the municipality who has opened the pathway in an emergency, today. */
	'rescuer',
	/** The municipality's data protection officer. */
	'officer'
] as const;

export type Kind = (typeof KINDS)[number];

export const EVERYBODY: readonly Kind[] = KINDS;
export const SIGNED_IN = except(EVERYBODY, 'nobody');

/** Who wears an organisation's hat, in any municipality. */
export const AT_WORK = except(
	SIGNED_IN,
	'administrator',
	'weakAdministrator',
	'citizen',
	'otherCitizen',
	'companion'
);

/** Who wears the hat of an organisation that takes part in the collaboration. */
export const PARTIES = except(AT_WORK, 'neighbour');

/** Who wears the municipality's own hat, in either municipality. */
export const MUNICIPAL: readonly Kind[] = [
	'neighbour',
	'leader',
	'weakLeader',
	'steering',
	'tovholder',
	'weak',
	'former',
	'rescuer',
	'officer'
];

/** Whose session is that of somebody else here, signed in with a password only. */
export const WEAK: readonly Kind[] = ['weak', 'weakLeader', 'weakAdministrator'];

/** Who may open a citizen's pathway at all: with a second factor and, outside the authorities, the declaration. */
export const READY = except(SIGNED_IN, ...WEAK, 'undeclared');

/** Who is on the pathway now. */
export const INVOLVED: readonly Kind[] = [
	'citizen',
	'companion',
	'tovholder',
	'covered',
	'uncovered',
	'rescuer'
];

/** Everybody of `kinds` but these. */
export function except(kinds: readonly Kind[], ...without: Kind[]): readonly Kind[] {
	return kinds.filter((kind) => !without.includes(kind));
}

/** Those who are in both. */
export const both = (some: readonly Kind[], others: readonly Kind[]): readonly Kind[] =>
	some.filter((kind) => others.includes(kind));
