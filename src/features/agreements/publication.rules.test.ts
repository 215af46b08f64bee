import { expect, test } from 'vitest';
import { answeredBy, askedBy } from './publication.rules.ts';

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
