import { expect, test } from 'vitest';
import { answersTo, LIGHT_KINDS, maySit } from './light.rules.ts';

test('a link for a task ticks it and a link for a question answers it, and nothing else', () => {
	const refusal = { ok: false, reason: 'light-other-kind' };
	for (const kind of LIGHT_KINDS) {
		const [own, other] =
			kind === 'task' ? (['tick', 'answer'] as const) : (['answer', 'tick'] as const);
		expect(maySit({ kind }, { declared: true }, own)).toEqual({ ok: true, value: true });
		expect(maySit({ kind }, { declared: true }, other)).toEqual(refusal);
	}
});

test('only of room can it be said: later', () => {
	expect(answersTo('capacity')).toContain('later');
	expect(answersTo('request')).toEqual(['yes', 'no']);
	expect(answersTo('transfer')).toEqual(['yes', 'no']);
});

test('L-5 the declaration comes first, by mail as well', () => {
	expect(maySit({ kind: 'task' }, { declared: false }, 'tick')).toEqual({
		ok: false,
		reason: 'light-declare-first'
	});
});
