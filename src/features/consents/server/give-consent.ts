import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellNamed } from '#server/tell-involved.ts';
import { dayOf } from '#values/day.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import {
	giveConsent as decide,
	type ConsentRefusal,
	type ConsentWish,
	type Way
} from '../consent.rules.ts';
import type { GiverRefusal } from '../giver.rules.ts';
import type { Interpreter } from '../interpreter.rules.ts';
import { composeConsentText } from './compose-consent-text.ts';
import { findWords } from './find-words.ts';
import { whoAnswers } from './who-answers.ts';
import {
	findConsent,
	findConsentHead,
	holdPathway,
	insertConsent,
	listNameable
} from './consent.queries.ts';

/** A consent as the tovholder registers it. `textShown` is what the citizen was shown or read, `told` what was told to a child beside it. */
export type ConsentGiven = ConsentWish &
	Interpreter & {
		id: string;
		fromWhom: string;
		givenHow: Way;
		language: string;
		textShown: string;
		told: string;
	};

export type GiveRefusal =
	| ConsentRefusal
	| GiverRefusal
	| 'no-such-pathway'
	| 'other-words-shown'
	| 'no-such-language';

/**
 * Registers what the citizen has said yes to. From that moment an agreed partner that it names reads the categories it
 * names. Refused where it was said by somebody who may not, or the words that were shown are not the words of these terms. A form sent twice registers one consent; with other words
 * under its id, what was registered is answered.
 */
export async function giveConsent(
	acting: Acting,
	pathway: string,
	given: ConsentGiven,
	now: Date
): Promise<Outcome<string, GiveRefusal> | SentBefore> {
	const head = await acting.first(findConsentHead(pathway));
	if (!head?.isHeld) return refused('no-such-pathway');
	await acting.run(holdPathway(pathway));
	const answers = await whoAnswers(acting, pathway, head, {
		...given,
		answer: 'yes',
		on: dayOf(given.givenAt)
	});
	const saved = await acting.first(findConsent(pathway, given.id));
	if (saved) {
		const met = meetSaved(
			textsOf(saved),
			textsOf(answers.ok ? { ...given, ...answers.value } : given)
		);
		return met.ok ? done(given.id) : met;
	}
	const recipients = await acting.all(listNameable(pathway));
	const decision = decide(given, {
		partners: recipients.map(({ id }) => id),
		now,
		begunOn: head.begunOn
	});
	if (!decision.ok) return decision;
	if (!answers.ok) return answers;
	const { reader, ...giver } = answers.value;
	const words = await findWords(acting, given.language, reader);
	const wordsToChild =
		reader === 'guardian' ? await findWords(acting, given.language, 'child') : null;
	if (!words || wordsToChild === undefined) return refused('no-such-language');
	const named = recipients.filter(({ id }) => given.organisations.includes(id));
	const terms = { ...given, recipients: named.map(({ name }) => name) };
	const text = composeConsentText(terms, words);
	const told = wordsToChild ? composeConsentText(terms, wordsToChild) : '';
	if (text !== given.textShown || told !== given.told) return refused('other-words-shown');

	await acting.run(
		insertConsent({
			...given,
			...decision.value,
			...giver,
			pathway,
			textShown: text,
			toldShown: told,
			reader,
			registeredByName: acting.visitor.name
		})
	);
	await acting.run(
		recordPathway('consent.given', pathway, given.id, { categories: given.categories })
	);
	await tellNamed(acting, pathway, given.organisations, 'consent-given', `/pathways/${pathway}`);
	return done(given.id);
}

/** The words that were shown say the terms; the rest is how the yes was given. */
const textsOf = (
	each: Pick<
		ConsentGiven,
		| 'textShown'
		| 'givenByName'
		| 'interpreterUsed'
		| 'interpreter'
		| 'interpreterLanguage'
		| 'interpreterHow'
		| 'givenBy'
		| 'heard'
		| 'unableWhy'
		| 'givenHow'
		| 'informedAt'
		| 'givenAt'
	>
) => ({
	textShown: each.textShown,
	givenBy: each.givenBy,
	givenByName: each.givenByName,
	heard: each.heard,
	unableWhy: each.unableWhy,
	givenHow: each.givenHow,
	interpreter: each.interpreter,
	interpreterLanguage: each.interpreterLanguage,
	interpreterHow: each.interpreterHow ?? '',
	interpreterUsed: String(each.interpreterUsed),
	informedAt: each.informedAt.toISOString(),
	givenAt: each.givenAt.toISOString()
});
