/** What may be written on a pathway: notes, measures, contacts, steps of the plan; and what the citizen tells. */
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

export const ENTRY_KINDS = ['note', 'measure', 'contact', 'plan'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** The kinds that the form for entries writes; a measure and a contact have forms of their own. */
export const WRITTEN_KINDS = ['note', 'plan'] as const;

/** a measure is part of the general social effort or a specialised one. */
export const AREAS = ['general', 'specialised'] as const;
export type Area = (typeof AREAS)[number];

/** how there was contact with the citizen. */
export const CHANNELS = ['phone', 'text-message', 'mail', 'visit', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

/** what the citizen is asked to tell, in the order it is asked. */
export const WORDS_QUESTIONS = ['story', 'problems', 'wishes'] as const;
export type WordsQuestion = (typeof WORDS_QUESTIONS)[number];

/** What a kind of entry says of itself besides its text. */
export type EntryText = {
	kind: EntryKind;
	title: string;
	body: string;
	startsOn: Day | null;
	endsOn: Day | null;
	area: Area | null;
	channel: Channel | null;
};

export type EntryRefusal =
	| 'ends-before-it-starts'
	| 'measure-without-area'
	| 'contact-without-channel'
	| 'contact-without-day'
	| 'contact-in-the-future';

/**
 * Decides what an entry of its kind keeps, and refuses what is not whole: a measure says whether it is general or
 * specialised, a contact when and how it was. What does not belong to the kind is left out.
 */
export function shapeEntry(text: EntryText, today: Day): Outcome<EntryText, EntryRefusal> {
	const { kind, startsOn } = text;
	const endsOn = kind === 'contact' || kind === 'note' ? null : text.endsOn;
	if (startsOn !== null && endsOn !== null && endsOn < startsOn)
		return refused('ends-before-it-starts');
	if (kind === 'measure' && text.area === null) return refused('measure-without-area');
	if (kind === 'contact' && text.channel === null) return refused('contact-without-channel');
	if (kind === 'contact' && startsOn === null) return refused('contact-without-day');
	if (kind === 'contact' && startsOn !== null && startsOn > today)
		return refused('contact-in-the-future');
	return done({
		...text,
		startsOn: kind === 'note' ? null : startsOn,
		endsOn,
		area: kind === 'measure' ? text.area : null,
		channel: kind === 'contact' ? text.channel : null
	});
}
