/**
 * Which of two agreements prevails. Where a party's housing-social master plan is supported by Landsbyggefonden,
 * the sub-agreement (delaftale) made with the fund prevails, and the contract only elaborates it.
 */
import { dayAt, textAt } from '#features/documents/answered.rules.ts';
import type { FrozenDocument } from '#features/documents/frozen.rules.ts';
import { partyKey } from '#features/documents/shape.rules.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** The agreement that prevails, as the contract refers to it. */
export type SubAgreement = { title: string; on: Day };

/** What the contract prints: whose sub-agreement prevails over it. */
export type Precedence = { parties: readonly string[]; prevailing: SubAgreement };

export type PrecedenceRefusal = 'sub-agreement-missing';

/**
 * What prevails over the contract; null where no party's plan is supported.
 * @param supported the parties who have marked their plan as supported by the fund
 */
export function precedenceOver(
	supported: readonly string[],
	reference: { title: string; on: Day | null }
): Outcome<Precedence | null, PrecedenceRefusal> {
	if (supported.length === 0) return done(null);
	const { title, on } = reference;
	if (!title.trim() || on === null) return refused('sub-agreement-missing');
	return done({ parties: supported, prevailing: { title: title.trim(), on } });
}

/** What the document itself says prevails over it; null where no plan is supported, or the reference is not whole. */
export function precedenceIn({
	parties,
	answers
}: Pick<FrozenDocument, 'parties' | 'answers'>): Precedence | null {
	const supported = parties
		.map(({ organisation }) => organisation)
		.filter((party) => textAt(answers, partyKey('supported', party)) === 'yes');
	const title = textAt(answers, 'sub-agreement-title');
	const found = precedenceOver(supported, { title, on: dayAt(answers, 'sub-agreement-on') });
	return found.ok ? found.value : null;
}
