/**
 * The cooperation contract of professional actors: the authors pick the sections that help them, and leave out
 * the rest. Who is responsible, does the daily work and signs is kept with the parties.
 */
import type { Template } from '#features/documents/template.rules.ts';
import {
	activity,
	ages,
	anchoring,
	asked,
	choices,
	communication,
	coordinator,
	documentation,
	economy,
	goals,
	line,
	lines,
	maybe,
	meetingSeries,
	offered,
	ofEach,
	oneOf,
	organised,
	picked,
	section,
	targetGroup,
	term,
	twoPurposes,
	YES_NO
} from './agreement-fields.rules.ts';

/** The sections about which a party may write down what it expects and brings. */
const ABOUT = [
	'activity',
	'audience',
	'purposes',
	'economy',
	'goals',
	'evaluation',
	'organisation',
	'roles',
	'anchoring',
	'meetings',
	'communication'
] as const;

/** The cooperation contract, edition 1. */
export const cooperationContractTemplate: Template = {
	key: 'cooperation-contract',
	edition: 1,
	sections: [
		picked('activity', [activity]),
		picked('audience', [targetGroup, ...ages('R-009')]),
		picked('purposes', twoPurposes),
		picked('economy', economy),
		picked('supported-plan', [
			ofEach({ ...asked('supported', 'R-007'), kind: 'choice', options: YES_NO }),
			{ ...offered('sub-agreement-title', 'R-007'), kind: 'text', longest: 300 },
			{ ...offered('sub-agreement-on', 'R-007'), kind: 'date' }
		]),
		picked('goals', goals),
		picked('evaluation', [documentation]),
		picked('organisation', organised),
		picked('roles', [
			ofEach({
				...offered('roles', 'R-020'),
				kind: 'rows',
				columns: [line('who'), line('what'), maybe(lines('how'))]
			})
		]),
		picked('other-actors', [
			{
				...asked('other-actors', 'R-021'),
				kind: 'rows',
				columns: [line('name'), maybe(line('helps-with')), maybe(line('contact'))]
			}
		]),
		picked('anchoring', anchoring),
		picked('meetings', [meetingSeries]),
		picked('coordinator', coordinator),
		picked('communication', communication),
		picked('expectations', [
			ofEach({
				...offered('expectations', 'R-004'),
				kind: 'rows',
				columns: [
					oneOf('about', choices('section', ABOUT)),
					lines('expects'),
					maybe(lines('brings'))
				]
			})
		]),
		section('term', term)
	]
};
