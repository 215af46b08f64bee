/**
 * The rule of access once more, as small as it can be said, for tests alone: random worlds are asked of PostgreSQL
 * and of this model, and the answers must be the same. It shares no code with the policies.
 */

/** Days are whole numbers here: day 0 is the first of the story. */
export type Interval = { from: number; until: number | null };

/** The citizen's name is read with the first, and meetings with the last. */
export const CATEGORIES = ['contact', 'housing', 'meetings'] as const;
export type Category = (typeof CATEGORIES)[number];
/** The staff of every world: two at the municipality, two at the shelter, one at the workshop. */
export const STAFF = ['mona', 'mads', 'sine', 'stig', 'vera'] as const;
export type Staff = (typeof STAFF)[number];
export type Someone = Staff | 'citizen' | 'companion';
export type Outside = 'shelter' | 'workshop';
export const WORKS_AT: Record<Staff, 'municipality' | Outside> = {
	mona: 'municipality',
	mads: 'municipality',
	sine: 'shelter',
	stig: 'shelter',
	vera: 'workshop'
};

/** One thing that happens in a world. */
export type Happening =
	| { kind: 'appoint'; who: Staff; handover: number | null }
	| {
			kind: 'partner';
			who: Outside;
			state: 'planned' | 'contacted' | 'agreed' | 'declined' | 'ended';
			agreedOn: number;
			endedOn: number | null;
	  }
	| ({ kind: 'assign'; who: 'sine' | 'stig' | 'vera' } & Interval)
	| ({ kind: 'consent'; to: Outside[]; categories: Category[] } & { from: number; until: number })
	| { kind: 'withdraw'; which: number }
	/** Opened by another basis than consent (L-1), on a kind of basis that is for everybody or for authorities alone (L-2). */
	| ({ kind: 'basis'; to: Outside; between: boolean; categories: Category[] } & {
			from: number;
			until: number;
	  })
	| { kind: 'end-basis'; which: number }
	/** Taken out of a consent, or let in again. */
	| { kind: 'deny'; which: number; to: Outside; lifted: boolean }
	/** The entry of a category kept from an organisation, or from all; or shared again. */
	| { kind: 'keep'; category: Category; from: Outside | null; lifted: boolean }
	| ({ kind: 'companion'; categories: Category[] } & Interval)
	| { kind: 'leave'; who: Staff; on: number }
	| { kind: 'undeclare'; who: Staff }
	| { kind: 'emergency'; who: 'mona' | 'mads'; from: number; nights: number; ended: boolean }
	| { kind: 'close' }
	| { kind: 'reopen' };

/** The facts of a world after everything that happened. */
export type Facts = {
	/** Who holds the threads now, and those before with the last day of their hand-over. */
	tovholder: Staff;
	former: { who: Staff; until: number | null }[];
	partners: Partial<Record<Outside, { state: string } & Interval>>;
	assigned: Partial<Record<Staff, Interval>>;
	consents: {
		to: Outside[];
		categories: Category[];
		from: number;
		until: number;
		withdrawn: boolean;
		/** The organisations that were taken out again. */
		denied: Outside[];
	}[];
	/** Each other basis than consent, for one organisation; what has ended stands as such. */
	bases: { to: Outside; categories: Category[]; from: number; until: number; ended: boolean }[];
	/** Which entries are kept from whom; null: from all. */
	kept: { category: Category; from: Outside | null }[];
	companions: ({ categories: Category[] } & Interval)[];
	left: Partial<Record<Staff, number>>;
	undeclared: Staff[];
	/** Emergency accesses that nobody has ended. */
	emergencies: ({ who: Staff } & Interval)[];
	closed: boolean;
	/** Who wrote the one entry of each category. */
	authors: Record<Category, Staff>;
};

/** Whether it runs on that day; both days are included. */
export const runs = ({ from, until }: Interval, day: number) =>
	from <= day && (until === null || day <= until);
const isStaff = (who: Someone): who is Staff => (STAFF as readonly string[]).includes(who);

const isKept = ({ kept }: Facts, category: Category, place: Outside) =>
	kept.some((each) => each.category === category && (each.from === null || each.from === place));

/** Why somebody opens a pathway; several may hold at once. */
export type Reason =
	| 'citizen'
	| 'companion'
	| 'tovholder'
	| 'former-tovholder'
	| 'emergency'
	| 'partner';

/** Whoever opens it for one of these has all of it open. */
export const WHOLE: readonly Reason[] = ['citizen', 'tovholder', 'former-tovholder', 'emergency'];

/** Whether somebody works where they worked, and is bound to keep what they hear to themselves (L-5). */
const isThere = ({ left, undeclared }: Facts, who: Staff, day: number) => {
	const gone = left[who];
	const mustDeclare = WORKS_AT[who] !== 'municipality';
	return !(gone !== undefined && gone < day) && !(mustDeclare && undeclared.includes(who));
};

/** Every reason for which somebody who has shown a second factor opens the pathway on `day`. */
export function reasonsOf(facts: Facts, who: Someone, day: number): Reason[] {
	if (who === 'citizen') return ['citizen'];
	if (who === 'companion') return facts.companions.some((each) => runs(each, day)) ? [who] : [];
	if (!isThere(facts, who, day)) return [];
	const place = WORKS_AT[who];
	const partner = place === 'municipality' ? undefined : facts.partners[place];
	const assigned = facts.assigned[who];
	const holds: Record<Exclude<Reason, 'citizen' | 'companion'>, boolean> = {
		tovholder: facts.tovholder === who,
		'former-tovholder': facts.former.some(
			(each) => each.who === who && each.until !== null && day <= each.until
		),
		emergency: facts.emergencies.some((each) => each.who === who && runs(each, day)),
		partner:
			!facts.closed &&
			partner?.state === 'agreed' &&
			runs(partner, day) &&
			assigned !== undefined &&
			runs(assigned, day)
	};
	return (Object.keys(holds) as (keyof typeof holds)[]).filter((reason) => holds[reason]);
}

/** Whether somebody opens the pathway at all on `day`, and in which categories they read entries. */
export function mayRead(
	facts: Facts,
	who: Someone,
	day: number,
	strong: boolean
): { pathway: boolean; categories: Category[]; entries: Category[] } {
	if (!strong) return { pathway: false, categories: [], entries: [] };
	const reasons = reasonsOf(facts, who, day);
	if (reasons.some((reason) => WHOLE.includes(reason)))
		return { pathway: true, categories: [...CATEGORIES], entries: [...CATEGORIES] };
	if (!isStaff(who)) {
		const open = facts.companions.filter((each) => runs(each, day));
		const categories = CATEGORIES.filter((category) =>
			open.some((each) => each.categories.includes(category))
		);
		return { pathway: open.length > 0, categories, entries: categories };
	}
	const written = isThere(facts, who, day)
		? CATEGORIES.filter((category) => facts.authors[category] === who)
		: [];
	const place = WORKS_AT[who];
	if (place === 'municipality' || !reasons.includes('partner'))
		return { pathway: false, categories: [], entries: written };
	const covering = [
		...facts.consents.filter(
			(each) =>
				!each.withdrawn &&
				each.to.includes(place) &&
				!each.denied.includes(place) &&
				runs(each, day)
		),
		...facts.bases.filter((each) => !each.ended && each.to === place && runs(each, day))
	];
	const categories = CATEGORIES.filter((category) =>
		covering.some((each) => each.categories.includes(category))
	);
	return {
		pathway: true,
		categories,
		entries: CATEGORIES.filter(
			(category) =>
				(categories.includes(category) && !isKept(facts, category, place)) ||
				written.includes(category)
		)
	};
}

/** The facts after one more thing has happened. */
export function happen(facts: Facts, event: Happening): Facts {
	switch (event.kind) {
		case 'appoint':
			return {
				...facts,
				tovholder: event.who,
				former: [...facts.former, { who: facts.tovholder, until: event.handover }]
			};
		case 'partner':
			return {
				...facts,
				partners: {
					...facts.partners,
					[event.who]: { state: event.state, from: event.agreedOn, until: event.endedOn }
				}
			};
		case 'assign':
			return facts.partners[WORKS_AT[event.who] as Outside] && !facts.closed
				? { ...facts, assigned: { ...facts.assigned, [event.who]: event } }
				: facts;
		case 'consent':
			return {
				...facts,
				consents: [...facts.consents, { ...event, withdrawn: false, denied: [] }]
			};
		case 'withdraw':
			return {
				...facts,
				consents: facts.consents.map((each, index) =>
					index === event.which ? { ...each, withdrawn: true } : each
				)
			};
		case 'basis': {
			// L-2: the shelter is voluntary, and the attempt is refused.
			if (event.between && event.to === 'shelter') return facts;
			const { to, categories, from, until } = event;
			return { ...facts, bases: [...facts.bases, { to, categories, from, until, ended: false }] };
		}
		case 'end-basis':
			return {
				...facts,
				bases: facts.bases.map((each, index) =>
					index === event.which ? { ...each, ended: true } : each
				)
			};
		case 'deny':
			if (facts.closed) return facts;
			return {
				...facts,
				consents: facts.consents.map((each, index) =>
					index === event.which && each.to.includes(event.to)
						? {
								...each,
								denied: [
									...each.denied.filter((place) => place !== event.to),
									...(event.lifted ? [] : [event.to])
								]
							}
						: each
				)
			};
		case 'keep':
			if (facts.closed) return facts;
			return {
				...facts,
				kept: [
					...facts.kept.filter(
						({ category, from }) => category !== event.category || from !== event.from
					),
					...(event.lifted ? [] : [{ category: event.category, from: event.from }])
				]
			};
		case 'companion':
			return { ...facts, companions: [...facts.companions, event] };
		case 'leave':
			return { ...facts, left: { ...facts.left, [event.who]: event.on } };
		case 'undeclare':
			return { ...facts, undeclared: [...facts.undeclared, event.who] };
		case 'emergency': {
			const { who, from, nights, ended } = event;
			const opened = ended ? [] : [{ who, from, until: from + nights }];
			return { ...facts, emergencies: [...facts.emergencies, ...opened] };
		}
		case 'close':
			// Consents and other bases end with the pathway, and do not come back with it.
			return {
				...facts,
				closed: true,
				consents: facts.consents.map((each) => ({ ...each, withdrawn: true })),
				bases: facts.bases.map((each) => ({ ...each, ended: true }))
			};
		case 'reopen':
			return { ...facts, closed: false };
	}
}
