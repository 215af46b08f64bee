/**
 * The activity agreement with local volunteers: a page of what each side expects, confirmed and not signed
 * (R-037–R-039).
 */
import type { Template } from '#features/documents/template.rules.ts';
import {
	activity,
	asked,
	choices,
	dates,
	line,
	maybe,
	offered,
	ofEach,
	oneOf,
	section,
	YES_NO
} from './agreement-fields.rules.ts';

/** What somebody is called about. */
export const OCCASIONS = ['absence', 'problem', 'child-concern'] as const;

/** The activity agreement, edition 1. */
export const activityAgreementTemplate: Template = {
	key: 'activity-agreement',
	edition: 1,
	sections: [
		section('activity', [
			activity,
			{ ...offered('activity-purpose', 'M-3.4'), kind: 'text', longest: 1_000 },
			{ ...asked('time-and-place', 'M-3.4'), kind: 'text', longest: 500 },
			{ ...asked('volunteers', 'M-3.4'), kind: 'text', longest: 500 }
		]),
		section('mutual', [
			ofEach({ ...asked('expects', 'R-038'), kind: 'text', longest: 2_000 }),
			{
				...offered('tasks', 'M-3.4'),
				kind: 'rows',
				columns: [line('task'), maybe(line('who'))]
			}
		]),
		section('practical', [
			{ ...offered('materials-money', 'M-3.4'), kind: 'text', longest: 1_000 },
			{ ...offered('keys-rooms', 'M-3.4'), kind: 'text', longest: 1_000 },
			{
				...asked('whom-to-call', 'M-3.4'),
				kind: 'rows',
				columns: [
					oneOf('occasion', choices('occasion', OCCASIONS)),
					line('name'),
					maybe(line('contact'))
				]
			}
		]),
		section('care', [
			{ ...asked('silence', 'M-3.4'), kind: 'choice', options: YES_NO },
			{
				...asked('child-certificate', 'L-21'),
				kind: 'choice',
				options: choices('certificate', ['needed', 'not-needed', 'unsure'])
			}
		]),
		section('term', [...dates, { ...offered('evaluation', 'M-3.4'), kind: 'text', longest: 1_000 }])
	]
};
