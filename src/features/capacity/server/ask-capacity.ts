/** Asks an organisation whether it has room, takes the question back, and answers one. */
import { askQuestion, type QuestionRefusal } from '#features/pathways/partner.rules.ts';
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { answerCapacity, type CapacityAnswer } from '../capacity.rules.ts';
import {
	findCapacity,
	findCitizenToSpare,
	findWithdrawn,
	putCapacity,
	putCapacityAnswer,
	withdraw
} from './capacity.queries.ts';

export type CapacityRefusal =
	| QuestionRefusal
	| 'not-there'
	| 'capacity-under-way'
	| 'no-such-organisation'
	| 'nobody-to-tell';

/** The tovholder asks, in words that name nobody. The same form sent twice asks once. */
export async function askCapacity(
	acting: Acting,
	pathway: string,
	asked: { id: string; organisation: string; question: string; answerBefore: Day | null }
): Promise<Outcome<true, CapacityRefusal>> {
	const citizen = await acting.first(findCitizenToSpare(pathway));
	const question = askQuestion(asked.question, asked.answerBefore, citizen ?? null, acting.today);
	if (!question.ok) return question;
	const put = await acting.first(putCapacity(pathway, asked));
	switch (put?.said) {
		case 'done':
			return done(true);
		case 'under-way':
			return refused('capacity-under-way');
		case 'no-such-organisation':
		case 'nobody-to-tell':
			return refused(put.said);
		default:
			return refused('not-there');
	}
}

/** Takes the question back: it is gone for the organisation. What is answered already stays. */
export async function withdrawCapacity(
	acting: Acting,
	pathway: string,
	id: string,
	version: number
): Promise<Outcome<true, 'not-there' | 'capacity-answered'>> {
	if ((await acting.run(withdraw(pathway, id, version))) > 0) {
		await acting.run(recordPathway('capacity.withdrawn', pathway, id));
		return done(true);
	}
	if (await acting.first(findWithdrawn(pathway, id))) return done(true);
	return refused(
		(await acting.first(findCapacity(pathway, id))) ? 'capacity-answered' : 'not-there'
	);
}

/** Somebody of the organisation answers; nothing opens, and the question is gone for them. */
export async function sayCapacity(
	acting: Acting,
	id: string,
	answer: CapacityAnswer,
	note: string
): Promise<
	Outcome<true, 'capacity-later-without-when' | 'request-not-open' | 'request-answered-before'>
> {
	const answered = answerCapacity(answer, note);
	if (!answered.ok) return answered;
	const put = await acting.first(putCapacityAnswer(id, answer, note));
	if (put?.said === 'done') return done(true);
	return refused(put?.said === 'answered-before' ? 'request-answered-before' : 'request-not-open');
}
