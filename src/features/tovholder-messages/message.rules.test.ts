import { expect, test } from 'vitest';
import { mayWrite, shapeAnswer } from './message.rules.ts';

const stranger = { isCitizen: false, isPartner: false, isOpen: true };

test('R-134 the citizen and partners write to the tovholder, and nobody on a closed pathway', () => {
	expect(mayWrite({ ...stranger, isPartner: true })).toMatchObject({ ok: true });
	expect(mayWrite({ ...stranger, isCitizen: true })).toMatchObject({ ok: true });
	expect(mayWrite(stranger)).toMatchObject({ reason: 'not-there' });
	expect(mayWrite(undefined)).toMatchObject({ reason: 'not-there' });
	expect(mayWrite({ ...stranger, isCitizen: true, isOpen: false })).toMatchObject({
		reason: 'pathway-closed'
	});
});

test('the citizen is answered with words; to a partner nothing is said that takes a basis', () => {
	expect(shapeAnswer({ isFromCitizen: true }, 'Ja')).toEqual({ ok: true, value: 'Ja' });
	expect(shapeAnswer({ isFromCitizen: true }, '')).toMatchObject({ reason: 'answer-missing' });
	expect(shapeAnswer({ isFromCitizen: false }, 'Han er syg')).toEqual({ ok: true, value: '' });
});
