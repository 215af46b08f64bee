/** What a tovholder does first on a new pathway, in the order in which one thing makes the next possible. */

/** What there is on a pathway. */
export type Begun = {
	hasWords: boolean;
	hasPartners: boolean;
	hasConsents: boolean;
	hasMet: boolean;
	/** The citizen has a page of their own. */
	hasAccount: boolean;
};

/** One of the first steps; `page` is where it is done, under the pathway's own address. */
export type FirstStep = {
	key: 'words' | 'partners' | 'consents' | 'meetings' | 'citizen';
	page: string;
	state: 'done' | 'current' | 'ahead';
};

/**
 * the citizen's own words first; then who can help, what they may see, the meeting, and the citizen's own page.
 * None once a meeting is planned: the pathway is on its way then, and what ends later, as a consent does, is no beginning.
 */
export function firstSteps(begun: Begun): FirstStep[] {
	if (begun.hasMet) return [];
	const steps = [
		{ key: 'words', page: 'own-words', isDone: begun.hasWords },
		{ key: 'partners', page: 'partners', isDone: begun.hasPartners },
		{ key: 'consents', page: 'consents', isDone: begun.hasConsents },
		{ key: 'meetings', page: 'meetings', isDone: false },
		{ key: 'citizen', page: 'citizen', isDone: begun.hasAccount }
	] as const;
	const next = steps.find(({ isDone }) => !isDone);
	return steps.map((step) => ({
		key: step.key,
		page: step.page,
		state: step.isDone ? 'done' : step === next ? 'current' : 'ahead'
	}));
}
