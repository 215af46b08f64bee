/** A section of a template as its shapers see it: what may be done with each part, and two people's changes side by side. */
import type { Shaping } from '#features/agreements/server/shape-template.ts';
import { sectionPart } from '#features/documents/adaptation.rules.ts';
import { saySection } from '#features/documents/server/say-template.ts';
import { inputsOf, OWN_KINDS, type Inputs } from '#features/documents/template-form.rules.ts';
import type { Section } from '#features/documents/template.rules.ts';
import { m } from '#messages';
import type { Conflicting } from '#ui/Conflict.svelte';
import { withTouched } from '#values/shown.ts';

type Option = { value: string; label: string };

/** The section itself and its questions, each with the words of the original and what may be done with it. */
export function partsToShow(section: Section, said: Section) {
	const mayGo = section.optional === true || section.fields.every(({ required }) => !required);
	return [
		{
			key: sectionPart(section.key),
			label: said.label,
			guidance: said.guidance,
			isSection: true,
			options: mayGo ? optionsOf(false) : []
		},
		...said.fields.map(({ key, label, guidance, required }) => ({
			key,
			label,
			guidance,
			isSection: false,
			options: required ? [] : optionsOf(true)
		}))
	];
}

/** What was typed beside what somebody else has saved meanwhile. */
export function conflictOf(section: Section, typed: Inputs, saved: Shaping): Conflicting {
	const inputs = inputsOf(section, saved.changes);
	const parts = partsToShow(section, saySection(section));
	const isEmpty = (key: string) =>
		['label', 'guidance', 'options'].every((part) => !typed[`own-${part}.${key}`]);
	// A new question in which nothing is written is no change.
	const isBlank = (name: string) =>
		name.startsWith('own-') &&
		inputs[name] === undefined &&
		isEmpty(name.slice(name.indexOf('.') + 1));
	const names = [...new Set([...Object.keys(inputs), ...Object.keys(typed)])].filter(
		(name) => !isBlank(name)
	);
	return {
		version: saved.version,
		by: saved.by,
		at: saved.at ?? new Date(0),
		texts: withTouched(
			typed.version,
			names
				.filter((name) => name.includes('.'))
				.map((name) => {
					const key = name.slice(name.indexOf('.') + 1);
					const part = parts.find((each) => each.key === key);
					const options = name.startsWith('asking.') ? part?.options : optionsOfInput(name);
					const own = typed[`own-label.${key}`] || inputs[`own-label.${key}`];
					return {
						name,
						label: part?.label ?? (own || m.templates_own_one()),
						yours: typed[name] ?? inputs[name] ?? '',
						saved: inputs[name] ?? '',
						...(options && { options })
					};
				})
		)
	};
}

/** What an input of a question of one's own may hold; undefined where that is text. */
export function optionsOfInput(name: string): Option[] | undefined {
	if (name.startsWith('own-kind.'))
		return OWN_KINDS.map((value) => ({ value, label: KINDS[value]() }));
	if (name.startsWith('own-asked.'))
		return [
			{ value: 'open', label: m.templates_own_open() },
			{ value: 'must', label: m.templates_demanded() }
		];
	if (name.startsWith('own-whose.'))
		return [
			{ value: 'all', label: m.templates_own_all() },
			{ value: 'each', label: m.templates_own_each() }
		];
	if (name.startsWith('own-stays.'))
		return [
			{ value: 'yes', label: m.templates_own_stays() },
			{ value: 'no', label: m.templates_own_goes() }
		];
	return undefined;
}

const optionsOf = (mayDemand: boolean): Option[] => [
	{ value: 'as-is', label: m.templates_as_is() },
	...(mayDemand ? [{ value: 'demanded', label: m.templates_demanded() }] : []),
	{ value: 'left-out', label: m.templates_leave_out() }
];

const KINDS: Record<(typeof OWN_KINDS)[number], () => string> = {
	text: m.templates_kind_text,
	prose: m.templates_kind_prose,
	date: m.templates_kind_date,
	number: m.templates_kind_number,
	money: m.templates_kind_money,
	person: m.templates_kind_person,
	organisation: m.templates_kind_organisation,
	choices: m.templates_kind_choices
};
