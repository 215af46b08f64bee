import { expect, test } from 'vitest';
import { printGroupMinutes } from './print-group-minutes.ts';

test('minutes of a group say of no item that it goes on: only what stays open does, whatever is said of it', () => {
	const item = {
		standing: null,
		aim: 'discuss',
		minutes: null,
		owner: '',
		lateReason: ''
	} as const;
	const printed = printGroupMinutes(
		{
			hash: 'ab'.repeat(32),
			sentAt: new Date('2026-05-20T12:00:00Z'),
			content: {
				purpose: 'Årets gang',
				startsAt: '2026-05-20T10:00:00.000Z',
				endsAt: '2026-05-20T11:00:00.000Z',
				place: 'Biblioteket',
				minutes: '',
				treated: [],
				participants: [],
				attended: [],
				agenda: [
					{ ...item, title: 'Nøglerne', parked: false },
					{ ...item, title: 'Kaffen', parked: false }
				],
				outcomes: ['Hans henter dem', ''],
				kinds: [null, null],
				tasks: []
			}
		},
		'da'
	);
	const said = JSON.stringify(printed);
	expect(said).toContain('Hans henter dem');
	expect(said).toContain('Kaffen');
	expect(said).not.toContain('ikke nået');
});
