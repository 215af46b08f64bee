/**
 * The long-term partnership agreement between a municipality and a lead organisation: what both want, what each
 * is bound to, who approves the use of its name, whose the materials are, and how it ends.
 */
import type { Template } from '#features/documents/template.rules.ts';
import {
	ages,
	asked,
	choices,
	day,
	demanding,
	economy,
	line,
	lines,
	maybe,
	meetingSeries,
	offered,
	ofEach,
	organisation,
	organised,
	picked,
	rights,
	section,
	someone,
	count,
	term,
	YES_NO
} from './agreement-fields.rules.ts';

/** The focus areas a partnership may choose from; others it adds itself. */
export const FOCUS_AREAS = [
	'competence',
	'shared-understanding',
	'local-resources',
	'structures',
	'involvement'
] as const;

const obligations = [lines('obligation'), maybe(day('due')), maybe(line('shown-by'))];

/** The partnership agreement, edition 1. */
export const partnershipAgreementTemplate: Template = {
	key: 'partnership-agreement',
	edition: 1,
	sections: [
		section('ambitions', [
			ofEach({ ...asked('ambition', 'M-4'), kind: 'text' }),
			{ ...asked('purposes', 'R-245'), kind: 'rows', columns: [lines('purpose')] },
			{ ...offered('programme', 'R-246'), kind: 'text', longest: 2_000 }
		]),
		section('audience', [
			...demanding(ages('R-243'), 'age-from', 'age-to'),
			{ ...offered('well-being', 'R-244'), kind: 'text' }
		]),
		section('focus', [
			{
				...asked('focus-areas', 'R-250'),
				kind: 'choices',
				options: choices('focus', FOCUS_AREAS)
			},
			{
				...offered('own-focus-areas', 'R-250'),
				kind: 'rows',
				columns: [line('name'), maybe(lines('purpose'))]
			},
			{ ...asked('joint-mapping', 'R-247'), kind: 'text' },
			{ ...asked('involvement', 'R-254–R-255'), kind: 'text' },
			{ ...asked('action-plan', 'R-257–R-259'), kind: 'text' }
		]),
		section('obligations', [
			ofEach({ ...asked('obligations', 'R-265'), kind: 'rows', columns: obligations }),
			{ ...asked('joint-obligations', 'R-265'), kind: 'rows', columns: obligations },
			{ ...asked('lead-organisation', 'R-269'), kind: 'organisation' },
			{
				...asked('local-leaders', 'R-267'),
				kind: 'rows',
				columns: [
					organisation('municipality', 'municipality'),
					someone('leader'),
					maybe(count('full-time-share'))
				]
			}
		]),
		section('organisation', [
			...organised,
			{ ...asked('anchoring-unit', 'R-277'), kind: 'text', longest: 500 },
			{ ...meetingSeries, required: false }
		]),
		section('economy', [
			...economy,
			{ ...offered('grant-holder', 'R-278'), kind: 'organisation' },
			{ ...asked('budgets', 'R-282'), kind: 'text' },
			{ ...offered('extra-services', 'R-281'), kind: 'text' },
			{ ...asked('changes-told', 'R-284'), kind: 'text' }
		]),
		section('communication', [
			ofEach({ ...asked('name-approval', 'R-261'), kind: 'choice', options: YES_NO }),
			ofEach({ ...offered('approval-contact', 'R-261'), kind: 'person' }),
			{ ...asked('communication-plan', 'R-262'), kind: 'text' }
		]),
		picked('rights', rights),
		section(
			'term',
			demanding(term, 'starts-on', 'ends-on', 'notice-months', 'received-on-first', 'breach')
		)
	]
};
