import { expect, test } from 'vitest';
import { chooseType, OF_NO_TYPE, typeKey, typeNamed, typeToBeginWith } from './plan-type.rules.ts';

const NAMED = ['Social handleplan', 'none'];

test('R-087 the kind of a plan is one that the framework in force names, or none of them on purpose', () => {
	expect(chooseType(typeKey('Social handleplan'), NAMED)).toEqual({
		ok: true,
		value: 'Social handleplan'
	});
	expect(chooseType(OF_NO_TYPE, NAMED)).toEqual({ ok: true, value: '' });
	expect(chooseType('', NAMED)).toEqual({ ok: false, reason: 'plan-type-missing' });
	expect(chooseType(typeKey('Jobplan'), NAMED)).toEqual({ ok: false, reason: 'plan-type-gone' });
	// what was sent without the form is no name
	expect(chooseType('Social handleplan', NAMED)).toEqual({
		ok: false,
		reason: 'plan-type-missing'
	});
});

test('R-087 nothing is asked where the framework names none; what it named before cannot be chosen', () => {
	expect(chooseType('', [])).toEqual({ ok: true, value: '' });
	expect(chooseType(OF_NO_TYPE, [])).toEqual({ ok: true, value: '' });
	expect(chooseType(typeKey('Jobplan'), [])).toEqual({ ok: false, reason: 'plan-type-gone' });
});

test('a kind that is called as the choice of none is itself', () => {
	expect(typeNamed(typeKey('none'))).toBe('none');
	expect(chooseType(typeKey('none'), NAMED)).toEqual({ ok: true, value: 'none' });
	expect(typeNamed(OF_NO_TYPE)).toBe('');
});

test('a new edition begins as the kind that the one before was, where the framework names it still', () => {
	const begin = (planType: string, isOfNoType = false, inForce = NAMED) =>
		typeToBeginWith({ planType, isOfNoType }, inForce);
	expect(begin('Social handleplan')).toBe(typeKey('Social handleplan'));
	expect(begin('Jobplan')).toBe('');
	// nobody was asked yet
	expect(begin('')).toBe('');
	// it was said that it is none of them: that is not asked again
	expect(begin('', true)).toBe(OF_NO_TYPE);
	expect(begin('', true, [])).toBe('');
});
