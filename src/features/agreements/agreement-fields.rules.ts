/**
 * The questions that several kinds of agreement ask in the same way, and the short words with which a template is
 * written down. Texts are named after the question: `clause_<key>` and `clause_<key>_guidance`.
 */
import type { Choice, Column, Field, Only, Section } from '#features/documents/template.rules.ts';
import { FREQUENCIES } from '#values/meeting-dates.ts';
import { RECEIVED_ON_FIRST } from './notice.rules.ts';

const snake = (key: string) => key.replaceAll('-', '_');

/** A question that must be answered, with the texts that carry its name. */
export const asked = (key: string, rule: string) => {
	const label = `clause_${snake(key)}`;
	return { key, rule, label, guidance: `${label}_guidance`, required: true };
};

/** A question that may stand open. */
export const offered = (key: string, rule: string) => ({ ...asked(key, rule), required: false });

/** The question, answered by each party for itself. */
export const ofEach = <Each extends Field>(field: Each): Each => ({ ...field, perParty: true });

/** A section; its texts are `clause_section_<key>` and `…_guidance`. */
export const section = (key: string, fields: readonly Field[]): Section => {
	const label = `clause_section_${snake(key)}`;
	return { key, label, guidance: `${label}_guidance`, fields };
};

/** A section that the authors pick or leave out. */
export const picked = (key: string, fields: readonly Field[]): Section => ({
	...section(key, fields),
	optional: true
});

/** What there is to choose from; the texts are `clause_<of>_<key>`. */
export const choices = (of: string, keys: readonly string[]): Choice[] =>
	keys.map((key) => ({ key, label: `clause_${of}_${snake(key)}` }));

const column = (key: string) => ({ key, label: `clause_column_${snake(key)}`, required: true });
export const line = (key: string): Column => ({ ...column(key), kind: 'text', long: false });
export const lines = (key: string): Column => ({ ...column(key), kind: 'text', long: true });
export const day = (key: string): Column => ({ ...column(key), kind: 'date' });
export const amount = (key: string): Column => ({ ...column(key), kind: 'money' });
export const count = (key: string): Column => ({ ...column(key), kind: 'number', unit: null });
export const someone = (key: string): Column => ({ ...column(key), kind: 'person' });
/** An organisation; of all that there are, or only of those that can be meant. */
export const organisation = (key: string, only?: Only): Column => ({
	...column(key),
	kind: 'organisation',
	...(only && { only })
});
export const rowOf = (key: string, of: string): Column => ({ ...column(key), kind: 'row', of });
export const oneOf = (key: string, options: readonly Choice[]): Column => ({
	...column(key),
	kind: 'choice',
	options
});
/** The column, which may stay empty. */
export const maybe = (each: Column): Column => ({ ...each, required: false });

export const YES_NO = choices('answer', ['yes', 'no']);

/** What a party may contribute. */
export const CONTRIBUTIONS = ['cash', 'staff-hours', 'facilities', 'other'] as const;

/** For which time a number counts: of people reached, hours given, meetings held. */
export const PERIODS = ['in-all', 'each-week', 'each-month', 'each-quarter', 'each-year'] as const;

/** The groups an agreement may describe, and whose meetings it may agree on. */
export const GROUP_KINDS = ['steering', 'coordinator', 'working', 'other'] as const;

/** What a party may hope to gain by it: the six of the catalogue, and anything else. */
export const INCENTIVES = [
	'cause',
	'image',
	'resources',
	'options',
	'knowledge',
	'civil-society',
	'other'
] as const;

export const activity = {
	...asked('activity', 'R-008'),
	kind: 'text',
	longest: 2_000
} satisfies Field;

export const targetGroup = { ...asked('target-group', 'R-009'), kind: 'text' } satisfies Field;

/** The target group in ages, where it has any. */
export const ages = (rule: string): Field[] => [
	{ ...offered('age-from', rule), kind: 'number', unit: 'clause_unit_years' },
	{ ...offered('age-to', rule), kind: 'number', unit: 'clause_unit_years' }
];

/** What for: of the activity, and of doing it together. */
export const twoPurposes: Field[] = [
	{ ...asked('activity-purpose', 'R-010'), kind: 'text' },
	{ ...asked('collaboration-purpose', 'R-010'), kind: 'text' }
];

/** Long-term goals, and countable ones near the activity. */
export const goals: Field[] = [
	{ ...offered('strategic-goals', 'R-015'), kind: 'rows', columns: [lines('goal')] },
	{
		...offered('activity-goals', 'R-016–R-017'),
		kind: 'rows',
		columns: [
			line('goal'),
			maybe(count('number')),
			maybe(line('unit')),
			maybe(oneOf('period', choices('period', PERIODS))),
			maybe(day('by'))
		]
	}
];

/** How it is paid for, and what each party brings. */
export const economy: Field[] = [
	{ ...asked('financing', 'R-011'), kind: 'text' },
	{
		...offered('funding', 'R-011'),
		kind: 'rows',
		columns: [
			line('source'),
			maybe(amount('amount')),
			maybe(day('from')),
			maybe(day('to')),
			maybe(oneOf('status', choices('funding', ['expected', 'applied', 'granted', 'refused'])))
		]
	},
	ofEach({
		...offered('contributions', 'R-012'),
		kind: 'rows',
		columns: [
			oneOf('type', choices('contribution', CONTRIBUTIONS)),
			line('what'),
			maybe(amount('amount')),
			maybe(count('number')),
			maybe(line('unit')),
			maybe(oneOf('period', choices('period', PERIODS)))
		]
	})
];

/** What is documented: how, when, and by exactly one person. */
export const documentation = {
	...asked('documentation', 'R-018'),
	kind: 'rows',
	columns: [line('what'), line('how'), line('when'), someone('responsible')]
} satisfies Field;

/** How it is organised, with its groups. */
export const organised: Field[] = [
	{ ...asked('setup', 'R-019'), kind: 'text' },
	{
		...offered('groups', 'R-019'),
		kind: 'rows',
		columns: [
			line('name'),
			oneOf('kind', choices('group', GROUP_KINDS)),
			maybe(lines('members')),
			maybe(line('purpose'))
		]
	}
];

/** Meetings held again and again. */
export const meetingSeries = {
	...asked('meeting-series', 'R-023'),
	kind: 'rows',
	columns: [
		oneOf('kind', choices('group', GROUP_KINDS)),
		line('purpose'),
		oneOf('frequency', choices('frequency', FREQUENCIES)),
		line('participants'),
		maybe(day('first-on'))
	]
} satisfies Field;

/** Who calls the coordinator meetings and writes their minutes, and whom they may ask to. */
export const coordinator: Field[] = [
	{ ...asked('coordinator', 'R-024'), kind: 'person' },
	{ ...offered('delegates', 'R-024'), kind: 'people' }
];

/** Who may tell others about it, and how. */
export const communication: Field[] = [
	{ ...asked('communicators', 'R-025'), kind: 'people' },
	{
		...offered('communication-channels', 'R-025'),
		kind: 'choices',
		options: choices('channel', [
			'press',
			'social-media',
			'website',
			'newsletter',
			'print',
			'meetings',
			'other'
		])
	},
	{ ...asked('communication-rules', 'R-025'), kind: 'text' }
];

/** How it lives on in daily work, with each party's tasks. */
export const anchoring: Field[] = [
	{ ...asked('anchoring', 'R-022'), kind: 'text' },
	ofEach({
		...offered('anchoring-tasks', 'R-022'),
		kind: 'rows',
		columns: [line('task'), someone('responsible'), day('due')]
	})
];

/** Who owns what is made, alone and together, and how names come off it again. */
export const rights: Field[] = [
	{ ...asked('own-materials', 'R-288'), kind: 'text' },
	{
		...offered('joint-materials', 'R-289'),
		kind: 'rows',
		columns: [line('material'), line('rights')]
	},
	{ ...offered('removal', 'R-290'), kind: 'text' }
];

const startsOn = { ...offered('starts-on', 'R-242'), kind: 'date' } satisfies Field;
const endsOn = { ...offered('ends-on', 'R-285'), kind: 'date' } satisfies Field;
const noticeMonths = {
	...offered('notice-months', 'R-286'),
	kind: 'number',
	unit: 'clause_unit_months'
} satisfies Field;

/** The first and the last day, as every agreement may have them. */
export const dates: Field[] = [startsOn, endsOn];

/** When it is gone through next, who sees to it, and how. */
const review: Field[] = [
	{ ...asked('review-on', 'R-005'), kind: 'date' },
	{ ...asked('review-owner', 'R-005'), kind: 'person' },
	{ ...offered('revisit', 'R-199'), kind: 'text' }
];

/** How long it runs, how it ends, and how it is gone through together. */
export const term: Field[] = [
	...dates,
	{ ...offered('stated-years', 'R-242'), kind: 'number', unit: 'clause_unit_years' },
	noticeMonths,
	{
		...offered('received-on-first', 'R-286'),
		kind: 'choice',
		options: choices('notice', RECEIVED_ON_FIRST)
	},
	{ ...offered('breach', 'R-287'), kind: 'text' },
	{ ...offered('renewal-on', 'R-285'), kind: 'date' },
	...review
];

/** The fields with these keys, as questions that must be answered. */
export const demanding = (fields: readonly Field[], ...keys: string[]): Field[] =>
	fields.map((field) => (keys.includes(field.key) ? { ...field, required: true } : field));
