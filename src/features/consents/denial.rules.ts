/**
 * What the citizen takes out of a consent again: an organisation that it names, or an entry that is not to be read by
 * others. The database decides by it; this says what may be taken out, and what is asked for.
 */
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { ConsentState, Giver } from './consent.rules.ts';

/** What was said, by whom and when. `organisation` is null where nobody but those who hold the threads may read it. */
export type DenialWish = {
	organisation: string | null;
	reason: string;
	saidBy: Giver;
	saidByName: string;
	saidOn: Day;
};

/** Who all of them are, in a form. */
export const ALL = 'all';

export type DenialRefusal =
	| 'not-a-recipient'
	| 'already-denied'
	| 'consent-not-running'
	| 'said-in-the-future';

/** What stands now: whom it may be taken from, and from whom it is taken already. */
export type Standing = {
	recipients: readonly string[];
	/** Null among them: from all. */
	denied: readonly (string | null)[];
	today: Day;
};

/**
 * Decides whether an organisation may be taken out of a consent: it names it, it is not out already, and there is something
 * left to take it out of.
 */
export function denyRecipient(
	wish: DenialWish & { organisation: string },
	state: ConsentState,
	standing: Standing
): Outcome<null, DenialRefusal> {
	if (state !== 'running' && state !== 'coming') return refused('consent-not-running');
	return denyEntry(wish, standing);
}

/** Decides whether an entry may be kept from an organisation on the pathway, or from all of them. */
export function denyEntry(
	{ organisation, saidOn }: DenialWish,
	{ recipients, denied, today }: Standing
): Outcome<null, DenialRefusal> {
	if (organisation !== null && !recipients.includes(organisation))
		return refused('not-a-recipient');
	if (denied.includes(organisation) || denied.includes(null)) return refused('already-denied');
	if (saidOn > today) return refused('said-in-the-future');
	return done(null);
}
