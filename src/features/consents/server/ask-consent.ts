/** Asking the citizen for a consent on their own page, and the citizen's answer there, with their own hand. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellNamed, tellPeople } from '#server/tell-involved.ts';
import { dayOf, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import {
	askConsent as decide,
	giveConsent as decideYes,
	type AskRefusal,
	type ConsentRefusal,
	type ConsentTerms
} from '../consent.rules.ts';
import { BY_THEMSELVES, readerOf, stageOn, type GiverRefusal } from '../giver.rules.ts';
import { NO_INTERPRETER } from '../interpreter.rules.ts';
import { composeConsentText } from './compose-consent-text.ts';
import { findConsentHead, holdPathway, insertConsent, listNameable } from './consent.queries.ts';
import { findWords } from './find-words.ts';
import { whoAnswers } from './who-answers.ts';
import { findRefusal, insertRefusal } from './refusal.queries.ts';
import {
	findCitizensAccount,
	findConsentRequest,
	insertConsentRequest,
	putAnswer
} from './request.queries.ts';

type Asked = ConsentTerms & { id: string; textShown: string };

/**
 * Puts the words before the citizen on their own page, for whoever holds the threads, and tells the citizen. It opens nothing until
 * the citizen has said yes. Refused where the citizen has no account or is under 15, or the words are not those of the terms.
 */
export async function askConsent(
	acting: Acting,
	pathway: string,
	wish: Asked
): Promise<
	Outcome<
		null,
		| AskRefusal
		| GiverRefusal
		| 'no-such-pathway'
		| 'other-words-shown'
		| 'no-such-language'
		| 'citizen-without-account'
	>
> {
	const head = await acting.first(findConsentHead(pathway));
	if (!head?.isHeld) return refused('no-such-pathway');
	await acting.run(holdPathway(pathway));
	if (await acting.first(findConsentRequest(wish.id))) return done(null);
	const account = (await acting.first(findCitizensAccount(pathway)))?.account;
	if (!account) return refused('citizen-without-account');
	const recipients = await acting.all(listNameable(pathway));
	const partners = recipients.map(({ id }) => id);
	const decision = decide(wish, { partners, today: acting.today });
	if (!decision.ok) return decision;
	const answers = await whoAnswers(acting, pathway, head, {
		...bySelf(acting.today),
		validUntil: wish.validUntil,
		givenByName: ''
	});
	if (!answers.ok) return answers;
	const words = await findWords(acting, wish.language, answers.value.reader);
	if (!words) return refused('no-such-language');
	const named = recipients.filter(({ id }) => wish.organisations.includes(id));
	const text = composeConsentText({ ...wish, recipients: named.map(({ name }) => name) }, words);
	if (text !== wish.textShown) return refused('other-words-shown');
	await acting.run(insertConsentRequest(pathway, wish, acting.visitor.name));
	await acting.run(recordPathway('consent.asked', pathway, wish.id));
	await tellPeople(acting, [account], 'consent-asked', `/me/consents?pathway=${pathway}`);
	return done(null);
}

/** Takes back what nobody has answered. */
export async function takeBackRequest(
	acting: Acting,
	pathway: string,
	id: string
): Promise<Outcome<null, 'no-such-pathway'>> {
	const head = await acting.first(findConsentHead(pathway));
	const asked = await acting.first(findConsentRequest(id));
	if (!head?.isHeld || asked?.pathway !== pathway) return refused('no-such-pathway');
	if ((await acting.run(putAnswer(id, 'taken-back', acting.visitor.name))) > 0)
		await acting.run(recordPathway('consent.taken-back', pathway, id));
	return done(null);
}

/** `shownAt`: since when the citizen has had the words before them. */
type Answer = { answer: 'yes'; shownAt: Date } | { answer: 'no'; note: string };

/**
 * The citizen's own answer to what they were asked. R-147: the words were before them first, and they are told so by the
 * moment the page came; a yes becomes a consent of the same id.
 */
export async function answerRequest(
	acting: Acting,
	id: string,
	given: Answer,
	now: Date
): Promise<
	Outcome<{ pathway: string }, ConsentRefusal | GiverRefusal | 'not-asked' | 'asked-meanwhile'>
> {
	const asked = await acting.first(findConsentRequest(id));
	if (!asked || acting.visitor.hat !== 'self') return refused('not-asked');
	const { pathway } = asked;
	// Sent twice; or answered otherwise, or taken back, since the page came.
	if (asked.answer) {
		const no = given.answer === 'no' && (await acting.first(findRefusal(pathway, id)));
		const isSame = no ? no.note === given.note : asked.answer === given.answer;
		return isSame ? done({ pathway }) : refused('asked-meanwhile');
	}
	await acting.run(holdPathway(pathway));
	const said = { ...asked, ...NO_INTERPRETER, ...BY_THEMSELVES, pathway };
	if (given.answer === 'no') {
		if (!(await keepAnswer(acting, id, 'no'))) return refused('not-asked');
		const no = { refusedBy: 'citizen' as const, refusedByName: acting.visitor.name };
		await acting.run(
			insertRefusal(
				pathway,
				{ ...said, ...no, refusedOn: acting.today, note: given.note },
				acting.visitor.name
			)
		);
		await acting.run(recordPathway('consent.refused', pathway, id));
		// Whoever asked waits for the answer; those it would have opened something to are not told that they were spoken of.
		await tellNamed(acting, pathway, [], 'consent-refused', `/pathways/${pathway}/consents`);
		return done({ pathway });
	}
	const informedAt = new Date(
		Math.min(Math.max(given.shownAt.getTime() || 0, asked.askedAt.getTime()), now.getTime())
	);
	const wish = {
		...said,
		givenBy: 'citizen' as const,
		givenByName: acting.visitor.name,
		informedAt,
		givenAt: now
	};
	const partners = (await acting.all(listNameable(pathway))).map((each) => each.id);
	const head = await acting.first(findConsentHead(pathway));
	if (!head?.birthDate) return refused('not-asked');
	const decision = decideYes(wish, { partners, now, begunOn: head.begunOn });
	if (!decision.ok) return decision;
	const answers = await whoAnswers(acting, pathway, head, {
		...bySelf(dayOf(now)),
		validUntil: asked.validUntil,
		givenByName: wish.givenByName
	});
	if (!answers.ok) return answers;
	if (!(await keepAnswer(acting, id, 'yes'))) return refused('not-asked');
	await acting.run(
		insertConsent({
			...wish,
			...decision.value,
			toldShown: '',
			// The words are those of the day they were asked, whatever birthday lies between.
			reader: readerOf(stageOn(head.birthDate, dayOf(asked.askedAt)), 'citizen'),
			givenHow: 'digital',
			registeredByName: acting.visitor.name
		})
	);
	await acting.run(recordPathway('consent.given', pathway, id, { categories: asked.categories }));
	await tellNamed(acting, pathway, asked.organisations, 'consent-given', `/pathways/${pathway}`);
	return done({ pathway });
}

/** A yes of the citizen's own. */
const bySelf = (on: Day) => ({
	answer: 'yes' as const,
	on,
	givenBy: 'citizen' as const,
	...BY_THEMSELVES
});

/** Keeps the answer, where it is the citizen's to give and there is none. */
const keepAnswer = async (acting: Acting, id: string, answer: 'yes' | 'no') =>
	(await acting.run(putAnswer(id, answer, acting.visitor.name))) > 0;
