/**
 * What is typed in of an agreement that was signed on paper or elsewhere: enough for its days and promises to live on here
 * as those of any other. The agreement itself is the file that is kept with it.
 */
import type { Template } from '#features/documents/template.rules.ts';
import {
	asked,
	choices,
	day,
	demanding,
	line,
	lines,
	maybe,
	offered,
	organisation,
	section,
	term
} from './agreement-fields.rules.ts';

/** What kind of agreement it is, in the words of those that are written here. */
const TYPES = [
	'cooperation-contract',
	'cooperation-agreement',
	'partnership-agreement',
	'activity-agreement',
	'other'
] as const;

/** The days and the notice; what counts as breach, and how it is gone through, stands in the file. */
const days = term
	.filter(({ key }) => !['stated-years', 'breach', 'revisit'].includes(key))
	.map((field) =>
		field.key === 'starts-on' ? { ...field, guidance: 'clause_elsewhere_starts_guidance' } : field
	);

/** The agreement signed elsewhere, edition 1. */
export const signedElsewhereTemplate: Template = {
	key: 'signed-elsewhere',
	edition: 1,
	sections: [
		section('elsewhere', [
			{
				...asked('agreement-type', 'M-2'),
				kind: 'choice',
				options: choices('type', TYPES)
			},
			{ ...offered('about', 'M-2'), kind: 'text', longest: 2_000 },
			{ ...offered('signed-on', 'R-026'), kind: 'date' },
			{ ...offered('signed-by', 'R-291'), kind: 'text', longest: 1_000 }
		]),
		section('term', demanding(days, 'starts-on')),
		section('promises', [
			{
				...offered('written-promises', 'R-265'),
				kind: 'rows',
				columns: [
					maybe(organisation('promised-by', 'party')),
					lines('obligation'),
					maybe(day('due')),
					maybe(line('shown-by'))
				]
			}
		])
	]
};
