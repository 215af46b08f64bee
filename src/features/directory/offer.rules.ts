/**
 * Offers: who helps with what, and what one does to get it. An offer is as good as the day on which it was last found
 * right: it is looked at in time, marked when it is to be doubted, and then not shown any more.
 */
import { addDays, addMonths, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Theme } from './theme.rules.ts';

/** the two groups. */
export const GROUPS = ['municipal', 'private-voluntary'] as const;
export type Group = (typeof GROUPS)[number];

/** How an offer stands on a day. The first three are shown. */
export type OfferState = 'fresh' | 'soon' | 'stale' | 'hidden' | 'over' | 'withdrawn';

/** The words of an offer, as it is written and read. */
export type Offer = {
	name: string;
	provider: string;
	group: Group;
	targetGroup: string;
	content: string;
	/** What is asked before one may come; empty where the door is open, `UNKNOWN_ADMISSION` where nobody has said. */
	admission: string;
	/** What do I do now. */
	nextStep: string;
	contact: string;
	phone: string;
	email: string;
	website: string;
	address: string;
	postalCode: string;
	town: string;
	area: string;
	openingHours: string;
	price: string;
	languages: string[];
	themes: Theme[];
	isPreventive: boolean;
	placesTotal: number | null;
	placesFree: number | null;
	validUntil: Day | null;
	/** Whom we write to where nobody of the organisation has an account. Shown to nobody else. */
	keeperEmail: string;
};

/** How the municipality keeps its directory. */
export type Rhythm = { rhythmMonths: number; hiddenAfterDays: number };

/** Stands for what is asked before one may come, where a file said nothing of it: nobody is told that a door is open that may not be. */
export const UNKNOWN_ADMISSION = '?';
/** Whether somebody has said what is asked before one may come, be it nothing. */
export const isAdmissionKnown = (admission: string): boolean => admission !== UNKNOWN_ADMISSION;

const NO_ADMISSION =
	/^((der )?(kræve[rs]|kræves der|skal) )?(ingen|intet|ikke|nej|none|no|not|-|–)( (visitation|visiteret|henvisning|krav|betingelser|adgangskrav|nødvendig|nødvendigt|referral|needed|required))*( (eller|or) (visitation|henvisning|referral))?[.!]?$/i;
const NOT_SAID = /^(\?+|ved ikke|vides ikke|ukendt|ikke oplyst|uoplyst|unknown|not known)[.!]?$/i;

/** What is asked before one may come, as people write it: 'Ingen' says that the door is open, and 'ved ikke' that nobody has said. */
export const readAdmission = (text: string): string =>
	NOT_SAID.test(text) ? UNKNOWN_ADMISSION : NO_ADMISSION.test(text) ? '' : text;

/** Whether a text is a telephone number, whatever else stands with it: 'tlf. 70 10 20 30 (lokal 4)', '112'. */
export const isPhone = (text: string): boolean => text.replace(/\D/g, '').length >= 3;

/** What a telephone dials of such a text: the first number in it. */
export const dialled = (phone: string): string =>
	(/\+?\d(?:[\d ().-]*\d)?/.exec(phone)?.[0] ?? '').replace(/[^+\d]/g, '');

/** Whether a text is a postal code as we write it: '4000', 'DK-4000', 'FO-100'. */
export const isPostalCode = (text: string): boolean => /^([a-z]{1,2}[- ]?)?\d{3,5}$/i.test(text);

/** Days before the day on which an offer is to be looked at, in which it is asked about. */
export const SOON = 14;

/** The day after which an offer is to be doubted. */
export const dueOn = (confirmedOn: Day, { rhythmMonths }: Rhythm): Day =>
	addMonths(confirmedOn, rhythmMonths);

/** How an offer stands; `samspil.offer_state` says the same, and a test compares them. */
export function stateOf(
	offer: { confirmedOn: Day; validUntil: Day | null; withdrawnOn: Day | null },
	rhythm: Rhythm,
	today: Day
): OfferState {
	if (offer.withdrawnOn) return 'withdrawn';
	if (offer.validUntil && offer.validUntil < today) return 'over';
	const due = dueOn(offer.confirmedOn, rhythm);
	if (today > addDays(due, rhythm.hiddenAfterDays)) return 'hidden';
	if (today > due) return 'stale';
	return today > addDays(due, -SOON) ? 'soon' : 'fresh';
}

/** Who found an offer right, and when. Where nobody has, `confirmedOn` is only the day it counts from. */
export type Confirmation = { confirmedOn: Day; confirmedBy: string; isConfirmed: boolean };

/**
 * How an offer counts that a file has brought, or changed: from the day that the file says, though it names nobody; where it says none, nobody has found it
 * right, and it is to be confirmed soon. A file that says no day makes nothing younger than it was.
 */
export function broughtBy(
	day: string,
	before: Day | null,
	rhythm: Pick<Rhythm, 'rhythmMonths'>,
	today: Day
): Confirmation {
	if (day) return { confirmedOn: day, confirmedBy: '', isConfirmed: true };
	const soon = addMonths(addDays(today, SOON - 1), -rhythm.rhythmMonths);
	const confirmedOn = before && before < soon ? before : soon;
	return { confirmedOn, confirmedBy: '', isConfirmed: false };
}

/** Whether it stands in the directory. */
export const isShown = (state: OfferState): boolean =>
	state === 'fresh' || state === 'soon' || state === 'stale';

/** Who asks, as far as offers are concerned. */
export type Keeper = { organisation: string | null; isProjectLeader: boolean };

/** Whether these may write an offer of `organisation`: its own people, and the municipality's project leaders. */
export const mayKeep = (keeper: Keeper, organisation: string): boolean =>
	keeper.isProjectLeader || keeper.organisation === organisation;

/** which of the two groups an organisation's offers stand in. */
export const groupOf = (kind: string): Group =>
	kind === 'municipality' || kind === 'region' ? 'municipal' : 'private-voluntary';

/** An offer may not promise more places than there are. */
export function checkPlaces({
	placesTotal,
	placesFree
}: Pick<Offer, 'placesTotal' | 'placesFree'>): Outcome<true, 'more-free-than-places'> {
	const isTooMany = placesTotal !== null && placesFree !== null && placesFree > placesTotal;
	return isTooMany ? refused('more-free-than-places') : done(true);
}

/** What is different between two editions of an offer, by the names of its fields. */
export const changedFields = (before: Offer, after: Offer): (keyof Offer)[] =>
	(Object.keys(after) as (keyof Offer)[]).filter(
		(name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])
	);
