/**
 * Consent to disclosure: what the citizen has said yes to, for whom, why and until when (R-147, L-3). Only a running
 * consent opens anything, and the database decides by it; this says the same in words.
 */
import { addDays, addMonths, dayOf, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { Interpreter } from './interpreter.rules.ts';

/** L-3: who gave it, and how. */
export const GIVERS = ['citizen', 'guardian'] as const;
export type Giver = (typeof GIVERS)[number];
export const WAYS = ['paper', 'digital', 'oral'] as const;
export type Way = (typeof WAYS)[number];

/** Ways that whoever holds the threads writes down; digital is the citizen's own hand on their own page. */
export const WAYS_TO_WRITE_DOWN = ['paper', 'oral'] as const satisfies readonly Way[];

/** Scans of the signed paper that one consent may have. */
export const MOST_SCANS = 5;

/** Calendar months after which the citizen is asked again, at the latest (L-3). */
export const LONGEST_CONSENT = 12;

/** What is to be registered. Instants are moments on the clock; days are Danish days, both ends included. */
export type ConsentWish = {
	purpose: string;
	categories: Category[];
	organisations: string[];
	givenBy: Giver;
	givenByName: string;
	/** Of a child: those with custody who said yes, what the child says to it, and why a young person does not answer. */
	guardians: readonly string[];
	heard: string;
	unableWhy: string;
	informedAt: Date;
	givenAt: Date;
	validUntil: Day;
};

export type ConsentRefusal =
	| 'no-purpose'
	| 'no-recipient'
	| 'not-involved'
	| 'informed-after-given'
	| 'given-in-the-future'
	| 'given-before-the-pathway'
	| 'consent-already-over'
	| 'consent-too-long';

/**
 * Decides whether a consent may be registered now: purpose and recipients are there, every recipient is a partner or
 * planned to be one, the citizen was informed before the yes, and it ends within a year. Answers the days it runs.
 */
export function giveConsent(
	wish: ConsentWish,
	{ partners, now, begunOn }: { partners: readonly string[]; now: Date; begunOn: Day }
): Outcome<ConsentWish & { validFrom: Day }, ConsentRefusal> {
	if (wish.purpose.trim() === '') return refused('no-purpose');
	if (wish.categories.length === 0 || wish.organisations.length === 0)
		return refused('no-recipient');
	if (!wish.organisations.every((each) => partners.includes(each))) return refused('not-involved');
	if (wish.informedAt > wish.givenAt) return refused('informed-after-given');
	if (wish.givenAt > now) return refused('given-in-the-future');
	const validFrom = dayOf(wish.givenAt);
	// The words name the pathway's partners: nobody was shown them before there was one.
	if (validFrom < begunOn) return refused('given-before-the-pathway');
	if (wish.validUntil < dayOf(now)) return refused('consent-already-over');
	if (wish.validUntil > longestFrom(validFrom)) return refused('consent-too-long');
	return done({ ...wish, validFrom });
}

/** What was asked for and refused. */
export type RefusedWish = Pick<ConsentWish, 'purpose' | 'categories' | 'organisations'> & {
	fromWhom: string;
	language: string;
	refusedBy: Giver;
	refusedByName: string;
	guardians: readonly string[];
	/** What the child says to it. */
	heard: string;
	unableWhy: string;
	refusedOn: Day;
	/** What the citizen said; nobody need say why. */
	note: string;
} & Interpreter;

/** What is asked for, before anybody has answered. */
export type ConsentTerms = Pick<
	ConsentWish,
	'purpose' | 'categories' | 'organisations' | 'validUntil'
> & { fromWhom: string; language: string };

export type AskRefusal =
	| 'no-purpose'
	| 'no-recipient'
	| 'not-involved'
	| 'consent-already-over'
	| 'consent-too-long';

/** Decides whether the citizen may be asked on their own page: what could be given today can be asked. */
export function askConsent(
	wish: ConsentTerms,
	{ partners, today }: { partners: readonly string[]; today: Day }
): Outcome<null, AskRefusal> {
	if (wish.purpose.trim() === '') return refused('no-purpose');
	if (wish.categories.length === 0 || wish.organisations.length === 0)
		return refused('no-recipient');
	if (!wish.organisations.every((each) => partners.includes(each))) return refused('not-involved');
	if (wish.validUntil < today) return refused('consent-already-over');
	return wish.validUntil > longestFrom(today) ? refused('consent-too-long') : done(null);
}

/** Decides whether a no may be registered: it says to what and to whom, and has been said. */
export function refuseConsent(
	wish: RefusedWish,
	{ partners, today, begunOn }: { partners: readonly string[]; today: Day; begunOn: Day }
): Outcome<null, ConsentRefusal> {
	if (wish.purpose.trim() === '') return refused('no-purpose');
	if (wish.categories.length === 0 || wish.organisations.length === 0)
		return refused('no-recipient');
	if (!wish.organisations.every((each) => partners.includes(each))) return refused('not-involved');
	if (wish.refusedOn < begunOn) return refused('given-before-the-pathway');
	return wish.refusedOn > today ? refused('given-in-the-future') : done(null);
}

/** Days before it ends in which a consent is brought up: time for a talk with the citizen. */
export const CONSENT_NOTICE = 30;

/** Whether a consent that runs on `day` ends soon. */
export const endsSoon = (validUntil: Day, day: Day): boolean =>
	validUntil >= day && validUntil <= addDays(day, CONSENT_NOTICE);

/** The last day a consent given on `day` may run; also what it runs to unless another day is chosen. */
export const longestFrom = (day: Day): Day => addMonths(day, LONGEST_CONSENT);

/** A consent as it stands. */
export type Consent = {
	categories: readonly Category[];
	organisations: readonly string[];
	validFrom: Day;
	validUntil: Day;
	withdrawnAt: Date | null;
	/** It ended because the pathway was closed: nobody took it back. */
	endedWithPathway: boolean;
};

/** How a consent stands on a day. */
export type ConsentState = 'coming' | 'running' | 'over' | 'withdrawn' | 'closed';

export function stateOf(
	{
		validFrom,
		validUntil,
		withdrawnAt,
		endedWithPathway
	}: Pick<Consent, 'validFrom' | 'validUntil' | 'withdrawnAt' | 'endedWithPathway'>,
	day: Day
): ConsentState {
	if (stoppedOn({ validUntil, withdrawnAt, endedWithPathway }))
		return endedWithPathway ? 'closed' : 'withdrawn';
	if (day < validFrom) return 'coming';
	return day > validUntil ? 'over' : 'running';
}

/** The day it was stopped before its time; null where it was not, also where it had run out when the pathway was closed. */
export const stoppedOn = ({
	validUntil,
	withdrawnAt,
	endedWithPathway
}: Pick<Consent, 'validUntil' | 'withdrawnAt' | 'endedWithPathway'>): Day | null =>
	withdrawnAt === null || (endedWithPathway && validUntil < dayOf(withdrawnAt))
		? null
		: dayOf(withdrawnAt);

/** Whether the consent opens a category to an organisation on a day. */
export const covers = (
	consent: Consent,
	organisation: string,
	category: Category,
	day: Day
): boolean =>
	stateOf(consent, day) === 'running' &&
	consent.organisations.includes(organisation) &&
	consent.categories.includes(category);
