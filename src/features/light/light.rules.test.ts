import { expect, test } from 'vitest';
import { maySit } from './light.rules.ts';

test('a link does what it was sent for and nothing else', () => {
	expect(maySit({ kind: 'request' }, { declared: true }, 'request').ok).toBe(true);
	expect(maySit({ kind: 'request' }, { declared: true }, 'task')).toEqual({
		ok: false,
		reason: 'light-other-kind'
	});
});

test('L-5 the declaration comes first, by mail as well', () => {
	expect(maySit({ kind: 'task' }, { declared: false }, 'task')).toEqual({
		ok: false,
		reason: 'light-declare-first'
	});
});
