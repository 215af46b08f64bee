import { expect, test } from 'vitest';
import { CheckForm, NeedForm } from './pathway.schema.ts';

const typed = {
	pathway: '',
	name: 'Amina Andersen',
	birthDate: '1990-02-03',
	checkAsked: '',
	phone: '',
	preferredChannel: '',
	language: '',
	interpreter: 'no',
	description: 'Står uden bolig',
	caseworkerName: '',
	caseworkerWorkplace: '',
	criteria: ['2'],
	collaboration: '3f0e1a52-6b5c-4d43-9a61-0c9b5d1e2f30'
};

test('R-118 whom else was asked is said before a pathway begins, and need not be to ask the first time', () => {
	const asked = (checkAsked: string) => NeedForm.safeParse({ ...typed, checkAsked });
	expect(CheckForm.safeParse(typed).success).toBe(true);
	expect(asked('ingen').success).toBe(true);
	expect(asked(' ').error?.issues.map(({ path }) => path)).toEqual([['checkAsked']]);
});
