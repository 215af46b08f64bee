/**
 * One section of a template as its shapers change it: as inputs of a form, and back. Each input is a line of text, so that
 * a page without JavaScript, a refusal and two texts side by side show the same.
 *
 * | input | holds |
 * |---|---|
 * | `asking.<key>` | whether a section or question is asked `as-is`, `demanded` or `left-out` |
 * | `label.<key>`, `guidance.<key>` | words of one's own; empty where the original's stand |
 * | `own` | the id of a question of one's own, repeated |
 * | `own-label.<id>`, `own-guidance.<id>`, `own-kind.<id>` | its words and kind |
 * | `own-options.<id>` | what may be chosen, a line each |
 * | `own-asked.<id>` | `open`, or `must` where it has to be answered |
 * | `own-whose.<id>` | `all`, or `each` where each party answers for itself |
 * | `own-stays.<id>` | `yes`, or `no` to take it out |
 *
 * What is not posted stays as it is.
 */
import { sectionPart, type Changes, type OwnQuestion, type OwnWords } from './adaptation.rules.ts';
import type { Choice, Section } from './template.rules.ts';

export const OWN_KINDS = [
	'text',
	'prose',
	'date',
	'number',
	'money',
	'person',
	'organisation',
	'choices'
] as const satisfies readonly OwnQuestion['kind'][];

/** Characters a label, and a text of guidance or options, may hold. */
export const LONGEST_LABEL = 300;
export const LONGEST_GUIDANCE = 2_000;
/** Questions of one's own that one section may hold. */
export const MOST_OWN = 20;

/** The inputs by name. */
export type Inputs = Readonly<Record<string, string>>;

/** Whether a part may be left out or demanded at all is the rules' affair (adaptation.rules.ts); this is how it is asked. */
type Asking = 'as-is' | 'demanded' | 'left-out';

/** The parts of a section that can be changed: itself first, then its questions. */
export const partsOf = (section: Section): string[] => [
	sectionPart(section.key),
	...section.fields.map(({ key }) => key)
];

/** The section's inputs as the changes have it. */
export function inputsOf(section: Section, changes: Changes): Inputs {
	const inputs: Record<string, string> = {};
	for (const key of partsOf(section)) {
		inputs[`asking.${key}`] = askingOf(key, changes);
		inputs[`label.${key}`] = changes.reworded[key]?.label ?? '';
		inputs[`guidance.${key}`] = changes.reworded[key]?.guidance ?? '';
	}
	for (const own of changes.added.filter((each) => each.section === section.key))
		Object.assign(inputs, inputsOfOwn(own));
	return inputs;
}

/** The inputs of one question of one's own. */
export const inputsOfOwn = (own: OwnQuestion): Inputs => ({
	[`own-label.${own.key}`]: own.label,
	[`own-guidance.${own.key}`]: own.guidance,
	[`own-kind.${own.key}`]: own.kind,
	[`own-options.${own.key}`]: own.options.map(({ label }) => label).join('\n'),
	[`own-asked.${own.key}`]: own.required ? 'must' : 'open',
	[`own-whose.${own.key}`]: own.perParty ? 'each' : 'all',
	[`own-stays.${own.key}`]: 'yes'
});

/** An empty question of one's own, under a name that has not been used. */
export const emptyOwn = (section: string, key: string): OwnQuestion => ({
	section,
	key,
	label: '',
	guidance: '',
	required: false,
	perParty: false,
	kind: 'text',
	options: []
});

/** What was posted, tidied: each name once, no signs that no screen shows. */
export const readInputs = (posted: readonly (readonly [name: string, value: string])[]): Inputs =>
	Object.fromEntries(
		posted.toReversed().map(([name, value]) => [
			name,
			value
				.replace(/\r\n?/g, '\n')
				.replace(/[^\P{Cc}\n\t]/gu, '')
				.trim()
		])
	);

/** Inputs that hold more than there is room for. */
export const tooLong = (inputs: Inputs): string[] =>
	Object.entries(inputs).flatMap(([name, value]) => {
		if (/^(own-)?label\./.test(name)) return value.length > LONGEST_LABEL ? [name] : [];
		if (/^(own-)?guidance\.|^own-options\./.test(name))
			return value.length > LONGEST_GUIDANCE ? [name] : [];
		return [];
	});

/** The changes with this section as the inputs have it. */
export function changesWith(section: Section, inputs: Inputs, changes: Changes): Changes {
	const asked = (key: string): Asking => {
		const typed = inputs[`asking.${key}`];
		return typed === 'as-is' || typed === 'demanded' || typed === 'left-out'
			? typed
			: askingOf(key, changes);
	};
	const parts = partsOf(section);
	const others = (keys: readonly string[]) => keys.filter((key) => !parts.includes(key));
	const reworded = Object.entries(changes.reworded).filter(([key]) => !parts.includes(key));
	return {
		leftOut: [...others(changes.leftOut), ...parts.filter((key) => asked(key) === 'left-out')],
		demanded: [...others(changes.demanded), ...parts.filter((key) => asked(key) === 'demanded')],
		reworded: Object.fromEntries([
			...reworded,
			...parts.flatMap((key): [string, OwnWords][] => {
				const words = wordsOf(key, inputs, changes);
				return Object.keys(words).length > 0 ? [[key, words]] : [];
			})
		]),
		added: [
			...changes.added.flatMap((own) =>
				own.section === section.key ? keepOwn(own, inputs) : [own]
			),
			...newOwn(section, inputs, changes)
		]
	};
}

const askingOf = (key: string, { leftOut, demanded }: Changes): Asking => {
	if (leftOut.includes(key)) return 'left-out';
	return demanded.includes(key) ? 'demanded' : 'as-is';
};

function wordsOf(key: string, inputs: Inputs, { reworded }: Changes): OwnWords {
	const word = (part: 'label' | 'guidance') =>
		inputs[`${part}.${key}`] ?? reworded[key]?.[part] ?? '';
	const [label, guidance] = [word('label'), word('guidance')];
	return { ...(label && { label }), ...(guidance && { guidance }) };
}

const keepOwn = (own: OwnQuestion, inputs: Inputs): OwnQuestion[] =>
	inputs[`own-stays.${own.key}`] === 'no' ? [] : [ownAs(own, inputs)];

/** Questions that were posted under a name which is not known yet, and in which something is written. */
function newOwn(section: Section, inputs: Inputs, { added }: Changes): OwnQuestion[] {
	const keys = Object.keys(inputs)
		.filter((name) => name.startsWith('own-label.'))
		.map((name) => name.slice('own-label.'.length));
	return keys
		.filter((key) => !added.some((own) => own.key === key))
		.map((key) => ownAs(emptyOwn(section.key, key), inputs))
		.filter(({ label, guidance, options }) => label || guidance || options.length > 0);
}

function ownAs(own: OwnQuestion, inputs: Inputs): OwnQuestion {
	const typed = (part: string) => inputs[`own-${part}.${own.key}`];
	const options = typed('options');
	return {
		...own,
		label: typed('label') ?? own.label,
		guidance: typed('guidance') ?? own.guidance,
		kind: OWN_KINDS.find((kind) => kind === typed('kind')) ?? own.kind,
		required: (typed('asked') ?? (own.required ? 'must' : 'open')) === 'must',
		perParty: (typed('whose') ?? (own.perParty ? 'each' : 'all')) === 'each',
		options: options === undefined ? own.options : optionsIn(options, own.options)
	};
}

/** What may be chosen, a line each. A line that stood there before keeps its key, so that answers keep their choice. */
function optionsIn(text: string, before: readonly Choice[]): Choice[] {
	const labels = [...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean);
	const taken = new Set(before.map(({ key }) => key));
	return labels.map((label) => {
		const known = before.find((each) => each.label === label);
		if (known) return known;
		let number = 1;
		while (taken.has(`o${number}`)) number += 1;
		taken.add(`o${number}`);
		return { key: `o${number}`, label };
	});
}
