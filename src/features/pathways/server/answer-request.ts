import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { findAwaited, findJoined, findMyAnswer, putAnswer } from './partner.queries.ts';

export type AnswerRefusal = 'request-not-open' | 'request-answered-before' | 'assessment-awaited';

/**
 * Answers a question to my organisation. Yes opens the pathway to the person who answers, as far as a consent
 * covers, and answers its id; no leaves nothing behind and answers null. The tovholder is told either way, once: the same
 * answer sent twice is one. Of a child nobody says yes before a professional has assessed what it needs.
 */
export async function answerRequest(
	acting: Acting,
	request: string,
	yes: boolean,
	note: string
): Promise<Outcome<{ pathway: string | null }, AnswerRefusal>> {
	if (yes && (await acting.first(findAwaited(request)))?.awaits)
		return refused('assessment-awaited');
	const said = await acting.first(putAnswer(request, yes, note));
	if (!said?.answered) {
		const mine = await acting.first(findMyAnswer(request));
		if (!mine) return refused('request-not-open');
		return mine.yes === yes && mine.note === note
			? done({ pathway: mine.pathway })
			: refused('request-answered-before');
	}
	const joined = yes ? await acting.first(findJoined(request)) : undefined;
	return done({ pathway: joined?.pathway ?? null });
}
