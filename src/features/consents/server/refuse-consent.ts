import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Day } from '#values/day.ts';
import {
	refuseConsent as decide,
	type ConsentRefusal,
	type RefusedWish
} from '../consent.rules.ts';
import type { GiverRefusal } from '../giver.rules.ts';
import { composeConsentText } from './compose-consent-text.ts';
import type { WordsFor } from '../consent-words.ts';
import { findWords } from './find-words.ts';
import { findConsentHead, holdPathway, listNameable } from './consent.queries.ts';
import { whoAnswers } from './who-answers.ts';
import { findRefusal, insertRefusal } from './refusal.queries.ts';

/**
 * What was asked for and refused, as the tovholder registers it. `textShown` is what was shown or read to whoever says no; a child says it to
 * what it was told.
 */
export type Refusing = RefusedWish & { id: string; textShown: string; validUntil: Day };

/**
 * Registers the citizen's no. Nothing is opened or closed by it, and nobody is told: it is there for whoever asks next.
 * Refused where the words the citizen was shown are not the words of these terms. Sent twice, it is one.
 */
export async function refuseConsent(
	acting: Acting,
	pathway: string,
	wish: Refusing
): Promise<
	Outcome<
		null,
		ConsentRefusal | GiverRefusal | 'no-such-pathway' | 'other-words-shown' | 'no-such-language'
	>
> {
	const head = await acting.first(findConsentHead(pathway));
	if (!head?.isHeld) return refused('no-such-pathway');
	await acting.run(holdPathway(pathway));
	if (await acting.first(findRefusal(pathway, wish.id))) return done(null);
	const recipients = await acting.all(listNameable(pathway));
	const decision = decide(wish, {
		partners: recipients.map(({ id }) => id),
		today: acting.today,
		begunOn: head.begunOn
	});
	if (!decision.ok) return decision;
	const answers = await whoAnswers(acting, pathway, head, {
		answer: 'no',
		on: wish.refusedOn,
		validUntil: wish.validUntil,
		givenBy: wish.refusedBy,
		givenByName: wish.refusedByName,
		guardians: wish.guardians,
		heard: wish.heard,
		unableWhy: wish.unableWhy
	});
	if (!answers.ok) return answers;
	const { reader, guardians, heard, unableWhy } = answers.value;
	const asked = recipients.filter(({ id }) => wish.organisations.includes(id));
	const terms = { ...wish, recipients: asked.map(({ name }) => name) };
	const wordsTo = (who: WordsFor) => findWords(acting, wish.language, who);
	// Somebody young was asked themselves, or told what others are asked.
	const words = [await wordsTo(reader), reader === 'young' ? await wordsTo('child') : undefined];
	const known = words.filter((each) => each !== undefined);
	if (known.length === 0) return refused('no-such-language');
	if (!known.some((each) => composeConsentText(terms, each) === wish.textShown))
		return refused('other-words-shown');
	const refusedByName = answers.value.givenByName || (head.citizen ?? '');
	await acting.run(
		insertRefusal(
			pathway,
			{ ...wish, guardians, heard, unableWhy, refusedByName },
			acting.visitor.name
		)
	);
	await acting.run(recordPathway('consent.refused', pathway, wish.id));
	return done(null);
}
