/** Asks whether something is to be referred, and answers. */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import {
	answerDoubt as decideAnswer,
	askDoubt as decide,
	type DoubtAnswer
} from '../concern.rules.ts';
import { listConcernContacts } from '#server/concern-contacts.queries.ts';
import { findDoubt, insertDoubt, putDoubtAnswer } from './concern.queries.ts';

/** A question to one of the contacts; `id` is made with the form. */
export type Doubt = {
	id: string;
	contact: { person: string; organisation: string };
	question: string;
};

/** Asks one of the contacts, who is told that there is a question. The same form sent twice is one. */
export async function askDoubt(
	acting: Acting,
	{ id, contact, question }: Doubt
): Promise<Outcome<true, 'doubt-tells-who' | 'no-such-contact'> | SentBefore> {
	const decided = decide(question);
	if (!decided.ok) return decided;
	const contacts = await acting.all(listConcernContacts());
	const isContact = contacts.some(
		({ person, organisation }) => person === contact.person && organisation === contact.organisation
	);
	if (!isContact || contact.person === acting.visitor.person) return refused('no-such-contact');
	if ((await acting.run(insertDoubt(id, question, contact))) === 0) {
		const saved = await acting.first(findDoubt(id));
		if (!saved) return refused('no-such-contact');
		const met = meetSaved({ question: saved.question }, { question });
		return met.ok ? done(true) : met;
	}
	await acting.run(record('doubt.asked', id));
	return done(true);
}

/** The contact answers, once; whoever asked is told. The same answer sent twice is one. */
export async function answerDoubt(
	acting: Acting,
	id: string,
	version: number,
	answer: DoubtAnswer,
	note: string
): Promise<Outcome<true, 'not-there' | 'doubt-talk-without-when' | 'doubt-answered'>> {
	const doubt = await acting.first(findDoubt(id));
	if (!doubt?.isToMe) return refused('not-there');
	const decided = decideAnswer(answer, note);
	if (!decided.ok) return decided;
	if ((await acting.run(putDoubtAnswer(id, version, answer, note))) === 0) {
		const saved = await acting.first(findDoubt(id));
		return saved?.answer === answer && saved.note === note ? done(true) : refused('doubt-answered');
	}
	await acting.run(record('doubt.answered', id));
	return done(true);
}
