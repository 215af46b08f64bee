import { expect, test } from 'vitest';
import { answerCapacity } from './capacity.rules.ts';

test('a “later” says when; yes and no need no words', () => {
	expect(answerCapacity('later', ' ')).toEqual({
		ok: false,
		reason: 'capacity-later-without-when'
	});
	expect(answerCapacity('later', 'Fra marts')).toEqual({ ok: true, value: 'later' });
	expect(answerCapacity('yes', '')).toEqual({ ok: true, value: 'yes' });
	expect(answerCapacity('no', '')).toEqual({ ok: true, value: 'no' });
});
