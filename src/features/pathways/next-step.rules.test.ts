import { expect, test } from 'vitest';
import { firstSteps, type Begun } from './next-step.rules.ts';

const nothing: Begun = {
	hasWords: false,
	hasPartners: false,
	hasConsents: false,
	hasMet: false,
	hasAccount: false
};
const states = (begun: Partial<Begun>) =>
	firstSteps({ ...nothing, ...begun }).map(({ key, state }) => `${key} ${state}`);

test('R-130 a new pathway begins with the citizen’s own words, and ends with the citizen’s own page', () => {
	expect(states({})).toEqual([
		'words current',
		'partners ahead',
		'consents ahead',
		'meetings ahead',
		'citizen ahead'
	]);
});

test('what is done out of order is done; the first that is not is next', () => {
	expect(states({ hasWords: true, hasConsents: true, hasAccount: true })).toEqual([
		'words done',
		'partners current',
		'consents done',
		'meetings ahead',
		'citizen done'
	]);
});

test('once a meeting is planned nothing is shown any more, whatever ends or is left out', () => {
	expect(states({ hasMet: true })).toEqual([]);
});
