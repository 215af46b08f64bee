/** What stands around a pathway, once more as small as it can be said: who sees which consents, partners and people. */
import {
	CATEGORIES,
	mayRead,
	reasonsOf,
	runs,
	WHOLE,
	WORKS_AT,
	type Category,
	type Facts,
	type Outside,
	type Reason,
	type Someone,
	type Staff
} from './access-model.ts';

/**
 * The tables that are asked, each with what tells its rows apart in a world; null for what the database adds by itself when a
 * tovholder or partner is decided.
 */
export const LISTED = {
	consent: 'number::text',
	disclosure_basis: 'number::text',
	partner: 'organisation_id::text',
	partner_person: 'person_id::text',
	tovholder: `'one'`,
	scope: `case when category in ('${CATEGORIES.join(`', '`)}') then category end`,
	companion: `'one'`,
	meeting: 'purpose',
	meeting_participant: 'name',
	transfer: `nullif(reason, '')`,
	tovholder_message: 'body',
	status_message: 'body',
	status_recipient: 'organisation_name',
	outside_contact: 'name',
	sharing_point: 'shared',
	network_relation: 'name'
} as const;
export type Listed = keyof typeof LISTED;

/** Who began, told and asked what stands on every pathway from its beginning, if ever they are partners there. */
export const TELLER: Staff = 'sine';
/** Whom the status message is sent to. */
export const TOLD: Outside = 'shelter';
/** What the status message is about, and where the contact outside Samspil helps. */
export const ABOUT: Category = 'housing';

/** What a row is called in the database: the ids of the organisations and people of the world. */
export type Called = { places: Record<Outside, string>; people: Record<Staff, { person: string }> };

/** The rows of each table that somebody sees on `day`, sorted. */
export function maySee(
	facts: Facts,
	who: Someone,
	day: number,
	strong: boolean,
	{ places, people }: Called
): Record<Listed, string[]> {
	const reasons = strong ? reasonsOf(facts, who, day) : [];
	const is = (...any: Reason[]) => reasons.some((reason) => any.includes(reason));
	const own = who in WORKS_AT ? WORKS_AT[who as Staff] : undefined;
	/** Numbers in the order in which they came, of those that are seen. */
	const numbers = <One>(all: One[], isSeen: (one: One) => boolean) =>
		all.flatMap((one, index) => (isSeen(one) ? [String(index + 1)] : []));
	const holds = is('citizen', 'tovholder', 'former-tovholder');
	const opens = reasons.length > 0;
	const each = (count: number) => Array.from({ length: count }, () => 'one');
	const once = (isSeen: boolean) => each(isSeen ? 1 : 0);
	const { categories } = mayRead(facts, who, day, strong);
	const whole = is(...WHOLE);
	/** Whether my organisation reads by it today. */
	const covers = ({ to, withdrawn, denied, ...at }: Facts['consents'][number]) =>
		(to as (typeof own)[]).includes(own) &&
		!withdrawn &&
		!(denied as (typeof own)[]).includes(own) &&
		runs(at, day);
	const told = whole || (is('partner') && who === TELLER);
	const first = facts.former[0]?.who ?? facts.tovholder;
	const meetings = categories.includes('meetings')
		? ['invited', ...(is('tovholder') || who === first ? ['draft'] : [])]
		: [];
	return sorted({
		consent: numbers(
			facts.consents,
			({ to, until, withdrawn, denied }) =>
				holds ||
				(is('partner') &&
					(to as (typeof own)[]).includes(own) &&
					!withdrawn &&
					day <= until &&
					!(denied as (typeof own)[]).includes(own))
		),
		disclosure_basis: numbers(facts.bases, ({ to }) => whole || (is('partner') && to === own)),
		partner: (Object.keys(facts.partners) as Outside[])
			.filter((place) => holds || (opens && facts.partners[place]?.state === 'agreed'))
			.map((place) => places[place]),
		partner_person: opens
			? (Object.keys(facts.assigned) as Staff[]).map((name) => people[name].person)
			: [],
		tovholder: opens ? each(facts.former.length + 1) : [],
		scope: opens ? [...CATEGORIES] : [],
		companion: is('citizen', 'tovholder', 'companion') ? each(facts.companions.length) : [],
		meeting: meetings,
		meeting_participant: [...meetings],
		transfer: once(told),
		tovholder_message: once(told),
		status_message: once(
			whole || (categories.includes(ABOUT) && (is('companion') || (is('partner') && own === TOLD)))
		),
		status_recipient: once(whole || (is('partner') && own === TOLD)),
		sharing_point: [
			...numbers(facts.consents, (each) => whole || (is('partner') && covers(each))).map(
				(n) => `consent ${n}`
			),
			...numbers(
				facts.bases,
				(each) => whole || (is('partner') && each.to === own && !each.ended && runs(each, day))
			).map((n) => `basis ${n}`)
		],
		outside_contact: once(whole || (is('partner') && categories.includes(ABOUT))),
		network_relation: once(holds)
	});
}

const sorted = (all: Record<Listed, string[]>) =>
	Object.fromEntries(
		Object.entries(all).map(([table, rows]) => [table, rows.sort()])
	) as typeof all;
