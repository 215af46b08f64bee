/** What is written about a citizen and how to reach them, and what of it a correction changes. */

/** The details as their form says them, by the names of its inputs. */
export type Details = {
	name: string;
	phone: string;
	preferredChannel: string;
	/** What nobody should do: leave a message, ring at work. */
	contactLimits: string;
	language: string;
	/** Whether an interpreter is needed; null where that is not known. */
	interpreter: boolean | null;
	/** A protected address: unknown to everybody who is not involved. */
	isProtected: boolean;
};

export const DETAILS = [
	'name',
	'phone',
	'preferredChannel',
	'contactLimits',
	'language',
	'interpreter',
	'isProtected'
] as const satisfies readonly (keyof Details)[];

/** What of it the citizen changes themselves. The name and the protection of the address are the tovholder's: much hangs on them. */
export const OWN_DETAILS = [
	'phone',
	'preferredChannel',
	'contactLimits',
	'language',
	'interpreter'
] as const satisfies readonly (keyof Details)[];
export type OwnDetails = Pick<Details, (typeof OWN_DETAILS)[number]>;

/** How it is known that a birth date was written wrong: words for the record, which never holds the date. */
export const GROUNDS = ['typed-wrong', 'citizen-said', 'seen-on-paper'] as const;

/** Which of them `said` changes: names for the record, which never holds what was written. */
export const changesOf = (saved: Details, said: Details): (keyof Details)[] =>
	DETAILS.filter((name) => saved[name] !== said[name]);

/** The details as texts: what a form shows, and what is laid beside what somebody else has saved. */
export const asTyped = ({ interpreter, isProtected, ...texts }: Details) => ({
	name: texts.name,
	phone: texts.phone,
	preferredChannel: texts.preferredChannel,
	contactLimits: texts.contactLimits,
	language: texts.language,
	interpreter: interpreter === null ? 'unknown' : interpreter ? 'yes' : 'no',
	isProtected: isProtected ? 'yes' : 'no'
});
