import { expect, test } from 'vitest';
import { meetSaved } from './outcome.ts';

test('a form that says what was saved is done', () => {
	expect(meetSaved({ body: 'Ro', day: '' }, { body: 'Ro', day: '' })).toEqual({
		ok: true,
		value: null
	});
	expect(meetSaved({ body: 'Ro', by: 'Bo' }, { body: 'Ro' })).toMatchObject({ ok: true });
});

test('a form that says something else is told what was saved', () => {
	expect(meetSaved({ body: 'Ro', day: '2026-05-04' }, { body: 'Uro', day: '2026-05-04' })).toEqual({
		ok: false,
		reason: 'sent-before',
		saved: { body: 'Ro', day: '2026-05-04' }
	});
});
