/**
 * A municipality's own version of a template: questions left out, asked for, worded anew or added. What is kept
 * is the change and never a copy, so that the original stays as it is and the two can always be compared.
 */
import { done, refused, type Outcome } from '#values/outcome.ts';
import {
	columnsOf,
	type Choice,
	type Field,
	type Section,
	type Template
} from './template.rules.ts';

/** Words of one's own for a section or question; what is left out stays as in the original. */
export type OwnWords = { label?: string; guidance?: string };

/** A question of one's own, put at the end of a section. */
export type OwnQuestion = {
	section: string;
	/** Begins with `own-`, so that no later edition of the original asks under the same name. */
	key: string;
	label: string;
	guidance: string;
	required: boolean;
	perParty: boolean;
	kind: 'text' | 'prose' | 'date' | 'money' | 'number' | 'person' | 'organisation' | 'choices';
	/** What may be chosen, for `choices`. */
	options: readonly Choice[];
};

/** How one owner's version differs from the original. `revision` grows each time it is changed. */
export type Adaptation = Changes & {
	owner: string;
	revision: number;
	original: { key: string; edition: number };
};

/** What is otherwise than in the original. */
export type Changes = {
	/** Sections (`section/<key>`) and questions that are not asked: a section may share its key with a question. */
	leftOut: readonly string[];
	/** Questions that must be answered although the original leaves it open. */
	demanded: readonly string[];
	reworded: Readonly<Record<string, OwnWords>>;
	added: readonly OwnQuestion[];
};

/** How a section is named among the parts of a template. */
export const sectionPart = (key: string): string => `section/${key}`;

/** As the original: where every version of one's own begins. */
export const NO_CHANGES: Changes = { leftOut: [], demanded: [], reworded: {}, added: [] };

/** A template as adapted, which remembers by whom and how often. */
export type AdaptedTemplate = Template & { adapted: { owner: string; revision: number } };

export type AdaptationRefusal =
	| 'another-original'
	| 'no-such-question'
	| 'required-stays'
	| 'others-lean-on-it'
	| 'question-key-taken'
	| 'question-without-words'
	| 'question-without-choices';

/**
 * The original as its owner has adapted it. A question that must be answered stays, and so does one whose rows
 * another question points to. All else may be left out, a whole section with it when nothing in it must stay.
 */
export function adapt(
	original: Template,
	adaptation: Adaptation
): Outcome<AdaptedTemplate, AdaptationRefusal> {
	const { owner, revision, reworded, added } = adaptation;
	const refusal = whyNot(original, adaptation);
	if (refusal) return refused(refusal);
	const sections = original.sections
		.filter(({ key }) => !adaptation.leftOut.includes(sectionPart(key)))
		.map((section): Section => {
			const kept = section.fields
				.filter(({ key }) => !adaptation.leftOut.includes(key))
				.map((field) => reword(demand(field, adaptation), reworded[field.key]));
			const own = added.filter((each) => each.section === section.key).map(asField);
			return { ...reword(section, reworded[sectionPart(section.key)]), fields: [...kept, ...own] };
		});
	return done({ ...original, sections, adapted: { owner, revision } });
}

/** An adaptation carried over to a newer edition of its original, and what of it has nothing to hold on to any more. */
export type CarriedOver = { adaptation: Adaptation; dropped: string[] };

/** The adaptation for a newer edition of the original: what names parts that are gone, or must stay now, is dropped and told. */
export function carryOver(adaptation: Adaptation, newer: Template): CarriedOver {
	const isThere = (key: string) => findPart(newer, key) !== undefined;
	const fits = (key: string) =>
		isThere(key) && whyNotLeftOut(newer, key, adaptation.leftOut.filter(isThere)) === undefined;
	const rewordings = Object.entries(adaptation.reworded);
	const hasSection = ({ section }: OwnQuestion) =>
		newer.sections.some(({ key }) => key === section);
	const keys = new Set([
		...adaptation.leftOut.filter((key) => !fits(key)),
		...adaptation.demanded.filter((key) => !isThere(key)),
		...rewordings.map(([key]) => key).filter((key) => !isThere(key)),
		...adaptation.added.filter((each) => !hasSection(each)).map(({ key }) => key)
	]);
	return {
		dropped: [...keys],
		adaptation: {
			...adaptation,
			revision: adaptation.revision + 1,
			original: { key: newer.key, edition: newer.edition },
			leftOut: adaptation.leftOut.filter(fits),
			demanded: adaptation.demanded.filter(isThere),
			reworded: Object.fromEntries(rewordings.filter(([key]) => isThere(key))),
			added: adaptation.added.filter(hasSection)
		}
	};
}

function whyNot(original: Template, adaptation: Adaptation): AdaptationRefusal | undefined {
	const { key, edition } = adaptation.original;
	if (key !== original.key || edition !== original.edition) return 'another-original';
	const named = [
		...adaptation.leftOut,
		...adaptation.demanded,
		...Object.keys(adaptation.reworded)
	];
	if (named.some((each) => !findPart(original, each))) return 'no-such-question';
	for (const each of adaptation.leftOut) {
		const stays = whyNotLeftOut(original, each, adaptation.leftOut);
		if (stays) return stays;
	}
	return whyNotAdded(original, adaptation);
}

function whyNotLeftOut(
	original: Template,
	key: string,
	leftOut: readonly string[]
): 'required-stays' | 'others-lean-on-it' | undefined {
	const part = findPart(original, key)!;
	const fields = 'fields' in part ? part.fields : [part];
	// A section its authors may pick or leave is not one that must stay, whatever is asked in it.
	const mayGo = 'fields' in part && part.optional === true;
	if (!mayGo && fields.some(({ required }) => required)) return 'required-stays';
	const staying = original.sections
		.filter((section) => !leftOut.includes(sectionPart(section.key)))
		.flatMap((section) => section.fields)
		.filter((field) => !leftOut.includes(field.key));
	const leaning = staying.flatMap(leansOn);
	return fields.some((field) => leaning.includes(field.key)) ? 'others-lean-on-it' : undefined;
}

function whyNotAdded(
	original: Template,
	{ added, leftOut, reworded }: Adaptation
): AdaptationRefusal | undefined {
	const sections = original.sections
		.map(({ key }) => key)
		.filter((key) => !leftOut.includes(sectionPart(key)));
	if (added.some(({ section }) => !sections.includes(section))) return 'no-such-question';
	const keys = added.map(({ key }) => key);
	if (new Set(keys).size !== keys.length || keys.some((key) => !/^own-[a-z0-9-]{1,60}$/.test(key)))
		return 'question-key-taken';
	const words = [...added.map(({ label }) => label), ...Object.values(reworded).map(labelOf)];
	if (words.some((label) => label !== undefined && label.trim() === ''))
		return 'question-without-words';
	const isEmpty = ({ kind, options }: OwnQuestion) => kind === 'choices' && options.length === 0;
	return added.some(isEmpty) ? 'question-without-choices' : undefined;
}

const labelOf = ({ label }: OwnWords) => label;

/** The lists whose rows a question points to. */
const leansOn = (field: Field): string[] => [
	...(field.kind === 'matrix' ? [field.rowsOf] : []),
	...columnsOf(field).flatMap((column) => (column.kind === 'row' ? [column.of] : []))
];

const findPart = (template: Template, key: string): Section | Field | undefined =>
	template.sections.find((section) => sectionPart(section.key) === key) ??
	template.sections.flatMap(({ fields }) => fields).find((field) => field.key === key);

const reword = <Part extends Section | Field>(part: Part, words: OwnWords | undefined): Part => ({
	...part,
	...sayOwn(words ?? {})
});

/** Words of one's own are kept as they are: whoever says a template shows a text that is no key as it stands. */
const sayOwn = ({ label, guidance }: OwnWords): OwnWords => ({
	...(label !== undefined && { label: asText(label) }),
	...(guidance !== undefined && { guidance: asText(guidance) })
});

/** A text that looks like the key of a message (one word in small letters) is given the capital it should have had. */
const asText = (typed: string): string => {
	const text = typed.trim();
	return text.charAt(0).toUpperCase() + text.slice(1);
};

const demand = (field: Field, { demanded }: Adaptation): Field =>
	demanded.includes(field.key) ? { ...field, required: true } : field;

function asField({ key, label, guidance, required, perParty, kind, options }: OwnQuestion): Field {
	const asked = {
		key,
		label: asText(label),
		guidance: asText(guidance),
		required,
		perParty,
		rule: ''
	};
	switch (kind) {
		case 'choices':
			return {
				...asked,
				kind,
				options: options.map((option) => ({ ...option, label: asText(option.label) }))
			};
		case 'number':
			return { ...asked, kind, unit: null };
		default:
			return { ...asked, kind };
	}
}
