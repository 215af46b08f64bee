import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { findJoined, findMyAnswer, putAnswer } from './partner.queries.ts';

/**
 * Answers a question to my organisation. Yes opens the pathway to the person who answers, as far as a consent
 * covers, and answers its id; no leaves nothing behind and answers null. The tovholder is told either way, once: the same
 * answer sent twice is one.
 */
export async function answerRequest(
	acting: Acting,
	request: string,
	yes: boolean,
	note: string
): Promise<Outcome<{ pathway: string | null }, 'request-not-open' | 'request-answered-before'>> {
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
