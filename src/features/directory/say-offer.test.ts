/** How an offer reads. */
import { expect, test } from 'vitest';
import { sayContact } from './say-offer.ts';

test.each([
	['', '12 34 56 78', '', '12 34 56 78'],
	[
		'Spørg Lone',
		'12 34 56 78',
		'lone@solby.example',
		'Spørg Lone · 12 34 56 78 · lone@solby.example'
	],
	['Ring 12 34 56 78', '12 34 56 78', '', 'Ring 12 34 56 78'],
	['', '', 'lone@solby.example', 'lone@solby.example'],
	['', '', '', '']
])('the contact %j, %j, %j reads %j', (contact, phone, email, said) => {
	expect(sayContact({ contact, phone, email })).toBe(said);
});
