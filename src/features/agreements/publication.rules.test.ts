import { expect, test } from 'vitest';
import type { Answers } from '#features/documents/template.rules.ts';
import { newestTemplateOf } from './agreement-template.rules.ts';
import {
	answeredBy,
	askedBy,
	namesCommunicators,
	namesToAsk,
	standingOf
} from './publication.rules.ts';

const karen = { person: 'karen', organisation: 'solby' };
const eva = { person: 'eva', organisation: 'natly' };

test('R-025 a text of somebody who is not named waits for one who is; where nobody is, it is not asked about', () => {
	expect(askedBy(karen, [karen])).toEqual({ ok: true, value: 'approved' });
	expect(askedBy(eva, [karen])).toEqual({ ok: true, value: 'asked' });
	expect(askedBy(eva, [])).toEqual({ ok: false, reason: 'nobody-may-approve' });
});

test('R-025 one of the named says yes, or no with a reason, and the first answer counts', () => {
	const yes = { isApproved: true, reason: '' };
	const no = { isApproved: false, reason: 'Vent til mødet' };
	expect(answeredBy(karen, [karen], 'asked', yes)).toEqual({ ok: true, value: 'approved' });
	expect(answeredBy(karen, [karen], 'asked', no)).toEqual({ ok: true, value: 'declined' });
	expect(answeredBy(karen, [karen], 'asked', { ...no, reason: '' })).toMatchObject({
		reason: 'publication-no-reason'
	});
	expect(answeredBy(eva, [karen], 'asked', yes)).toMatchObject({ reason: 'not-a-communicator' });
	for (const state of ['approved', 'declined'] as const)
		expect(answeredBy(karen, [karen], state, no)).toMatchObject({
			reason: 'publication-answered'
		});
});

test('R-261 a text waits for each party that wants to approve the use of its name, and one no stops it', () => {
	const says = (text: string) =>
		({ value: { kind: 'choice', text }, notApplicable: null }) as const;
	const answers: Answers = {
		'name-approval@solby': says('yes'),
		'name-approval@natly': says('no')
	};
	expect(namesToAsk(['solby', 'natly', 'homes'], 'homes', answers)).toEqual(['solby']);
	expect(namesToAsk(['solby'], 'solby', answers)).toEqual([]);
	const [asked, approved, declined] = (['asked', 'approved', 'declined'] as const).map((state) => ({
		state
	}));
	expect(standingOf('approved', [])).toBe('approved');
	expect(standingOf('approved', [approved!, asked!])).toBe('asked');
	expect(standingOf('asked', [approved!])).toBe('asked');
	expect(standingOf('approved', [asked!, declined!])).toBe('declined');
});

test('R-025 who may speak is asked in a contract; where it is not, anybody at a party tells', () => {
	expect(namesCommunicators(newestTemplateOf('cooperation-contract'))).toBe(true);
	expect(namesCommunicators(newestTemplateOf('partnership-agreement'))).toBe(false);
	expect(askedBy(eva, null)).toEqual({ ok: true, value: 'approved' });
});
