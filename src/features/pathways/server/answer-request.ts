import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { findJoined, putAnswer } from './partner.queries.ts';

/**
 * Answers a question to my organisation. Yes opens the pathway to the person who answers, as far as a consent
 * covers, and answers its id; no leaves nothing behind and answers null. The tovholder is told either way.
 */
export async function answerRequest(
	acting: Acting,
	request: string,
	yes: boolean,
	note: string
): Promise<Outcome<{ pathway: string | null }, 'no-such-request'>> {
	const said = await acting.first(putAnswer(request, yes, note));
	if (!said?.answered) return refused('no-such-request');
	const joined = yes ? await acting.first(findJoined(request)) : undefined;
	return done({ pathway: joined?.pathway ?? null });
}
