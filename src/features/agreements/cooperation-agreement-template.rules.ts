/**
 * The cooperation agreement between a municipality and a voluntary organisation: how close the cooperation is, a
 * shared understanding of what, for whom and how, and roles in three dimensions at two levels.
 */
import type { Template } from '#features/documents/template.rules.ts';
import {
	anchoring,
	asked,
	choices,
	communication,
	coordinator,
	demanding,
	documentation,
	economy,
	goals,
	INCENTIVES,
	line,
	lines,
	maybe,
	meetingSeries,
	offered,
	ofEach,
	oneOf,
	organisation,
	organised,
	picked,
	rights,
	rowOf,
	section,
	someone,
	targetGroup,
	term,
	twoPurposes
} from './agreement-fields.rules.ts';

/** The three sides of a role. */
export const DIMENSIONS = ['economic', 'functional', 'professional'] as const;

/** Where a role has nobody yet and is said to be open. */
export const OPEN_AT = ['management', 'daily-work', 'both'] as const;

/** The cooperation agreement, edition 1. */
export const cooperationAgreementTemplate: Template = {
	key: 'cooperation-agreement',
	edition: 1,
	sections: [
		section('degree', [
			{
				...asked('degree', 'M-2.2'),
				kind: 'choice',
				options: choices('degree', ['shared-operation', 'dialogue', 'knowledge-sharing'])
			},
			{ ...offered('background', 'M-2.2'), kind: 'text' }
		]),
		section('purposes', twoPurposes),
		picked('incentives', [
			ofEach({
				...offered('incentives', 'R-188–R-190'),
				kind: 'choices',
				options: choices('incentive', INCENTIVES)
			}),
			ofEach({ ...offered('incentives-told', 'R-190'), kind: 'text', longest: 2_000 })
		]),
		section('audience', [
			{ ...targetGroup, rule: 'R-191' },
			ofEach({ ...asked('contact-with-audience', 'M-2.2'), kind: 'text' }),
			{ ...asked('told-to-audience', 'M-2.2'), kind: 'text' }
		]),
		section('goals', [
			...demanding(goals, 'activity-goals'),
			{ ...offered('theory-of-change', 'R-191'), kind: 'text' }
		]),
		section('content', [
			{ ...asked('content', 'R-191'), kind: 'text' },
			{
				...asked('legal-area', 'R-180'),
				kind: 'choice',
				options: choices('area', ['general', 'special', 'both'])
			},
			{ ...offered('legal-basis', 'R-180'), kind: 'text' }
		]),
		section('roles', [
			{
				...asked('role-distribution', 'R-196–R-198'),
				kind: 'groups',
				groups: choices('dimension', DIMENSIONS),
				columns: [
					line('role'),
					organisation('party', 'party'),
					maybe(someone('manager')),
					maybe(someone('worker')),
					maybe(oneOf('open', choices('open', OPEN_AT))),
					maybe(lines('tasks')),
					maybe(rowOf('towards', 'activity-goals'))
				]
			}
		]),
		section('referral', [
			{ ...asked('referral', 'M-2.2'), kind: 'text' },
			{ ...asked('assessment', 'R-213'), kind: 'text' },
			{ ...asked('wrong-fit', 'R-240'), kind: 'text' }
		]),
		section('concern', [
			ofEach({ ...asked('concern-contact', 'M-2.2'), kind: 'person' }),
			{ ...asked('concern-procedure', 'M-2.2'), kind: 'text' }
		]),
		section('organisation', [...organised, { ...meetingSeries, required: false }, ...coordinator]),
		picked('economy', economy),
		section('documentation', [
			documentation,
			{
				...asked('data-controllers', 'L-11'),
				kind: 'rows',
				columns: [
					line('information'),
					organisation('controller'),
					maybe(line('legal-basis')),
					maybe(line('kept-until'))
				]
			}
		]),
		picked('communication', communication),
		picked('anchoring', anchoring),
		picked('rights', rights),
		section('term', demanding(term, 'starts-on', 'revisit'))
	]
};
