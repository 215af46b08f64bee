/** Whom a municipality knows in an organisation, and about what. */
import type { Texts } from '#values/outcome.ts';

/** A contact as it is written. Mail address and telephone number may not both be empty. */
export type KnownContact = { name: string; email: string; phone: string; purpose: string };

/** How many contacts a municipality keeps of one organisation. */
export const MOST_CONTACTS = 50;

/** The contact as the form holds it. */
export const asTyped = ({ name, email, phone, purpose }: KnownContact): Texts => ({
	name,
	email,
	phone,
	purpose
});

/** Whether two say the same. */
export const saysTheSame = (one: KnownContact, other: KnownContact): boolean =>
	one.name === other.name &&
	one.email === other.email &&
	one.phone === other.phone &&
	one.purpose === other.purpose;
