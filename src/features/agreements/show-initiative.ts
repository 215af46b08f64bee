/** What the parties bring, and how far they agree on the effort, in the words of the reader. */
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { sayKey } from '#features/documents/server/say-template.ts';
import type { Answers, Section } from '#features/documents/template.rules.ts';
import { sayMoney, sayNumber } from '#values/say.ts';
import { contributionsOf, totalsByParty, totalsOf, type Total } from './contribution.rules.ts';
import {
	ELEMENTS,
	elementStandings,
	type Element,
	type ElementStanding
} from './initiative.rules.ts';

/** What each party brings, and all together, a line for each kind and time. */
export function showContributions(answers: Answers, parties: readonly string[]) {
	const contributions = contributionsOf(answers, parties);
	return {
		byParty: new Map(
			totalsByParty(contributions, parties).map(({ party, totals }) => [party, totals.map(say)])
		),
		together: totalsOf(contributions).map(say)
	};
}

/** How the three elements of the effort stand that this agreement asks for; none where it asks for none of them. */
export function showElements(
	agreed: Answers | null,
	written: Answers,
	sections: readonly Pick<Section, 'fields'>[]
) {
	const asked = new Set(sections.flatMap(({ fields }) => fields.map(({ key }) => key)));
	const standings = elementStandings(agreed, written);
	return (Object.keys(ELEMENTS) as Element[])
		.filter((element) => ELEMENTS[element].some((key) => asked.has(key)))
		.map((element) => ({ element, ...SAID[element](), ...STANDS[standings[element]]() }));
}

function say({ type, unit, period, amountInOere, number }: Total): string {
	const language = getLocale();
	const amounts = [
		...(amountInOere > 0 ? [sayMoney(amountInOere, language)] : []),
		...(number > 0 ? [`${sayNumber(number, language)} ${unit}`.trim()] : [])
	];
	const kind = sayKey(`clause_contribution_${type.replaceAll('-', '_')}`);
	const time = sayKey(`clause_period_${period.replaceAll('-', '_')}`).toLowerCase();
	return amounts.length === 0
		? `${kind}: ${m.agreement_contribution_uncounted()}`
		: `${kind}: ${amounts.join(' + ')} ${time}`;
}

const SAID: Record<Element, () => { label: string }> = {
	goals: () => ({ label: m.agreement_element_goals() }),
	audience: () => ({ label: m.agreement_element_audience() }),
	content: () => ({ label: m.agreement_element_content() })
};

const STANDS: Record<
	ElementStanding,
	() => { text: string; tone: 'success' | 'warning' | 'neutral' }
> = {
	agreed: () => ({ text: m.agreement_element_agreed(), tone: 'success' }),
	'changed-since-agreed': () => ({
		text: m.agreement_element_changed_since_agreed(),
		tone: 'warning'
	}),
	'not-yet': () => ({ text: m.agreement_element_not_yet(), tone: 'neutral' })
};
