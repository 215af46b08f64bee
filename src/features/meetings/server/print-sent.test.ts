import { expect, test } from 'vitest';
import { plainDocument } from '#server/print/plain-document.ts';
import { printSent, type KeptPlan } from './print-sent.ts';

const kept: KeptPlan = {
	kind: 'invitation',
	hash: 'ab'.repeat(32),
	sentAt: new Date('2026-05-04T12:00:00Z'),
	sentByName: 'Tove Tovholder',
	content: {
		purpose: 'Et sted at bo',
		whyNow: 'Lejemålet ophører',
		form: 'in-person',
		startsAt: '2026-05-20T10:00:00.000Z',
		endsAt: '2026-05-20T11:00:00.000Z',
		place: 'Biblioteket',
		interpreter: 'grønlandsk',
		companion: '',
		participants: [
			{ kind: 'citizen', name: '', organisation: '', reason: '' },
			{ kind: 'person', name: 'Hans Hjælper', organisation: 'Værestedet', reason: 'Kender huset' }
		],
		agenda: [
			{
				title: 'Boligen',
				aim: 'decide',
				minutes: 20,
				parked: false,
				lateReason: 'Sat på efter fristen: Opsagt i går',
				owner: 1
			}
		]
	}
};
const words = (sent: KeptPlan, name: string | null) =>
	JSON.stringify(plainDocument(printSent(sent, name, 'da')));

test('L-20 an invitation on paper says when, where, why, who was asked and what is on the agenda', () => {
	for (const said of [
		'Indkaldelse',
		'onsdag den 20. maj 2026',
		'kl. 12.00–13.00',
		'Biblioteket',
		'grønlandsk',
		'Lejemålet ophører',
		'Hans Hjælper, Værestedet. Kender huset',
		'20 minutter',
		'Opsagt i går',
		'4. maj 2026, Tove Tovholder'
	])
		expect(words(kept, null).toLowerCase()).toContain(said.toLowerCase());
});

test('L-20 what was called off says so, and who may not know the citizen’s name prints none', () => {
	expect(words({ ...kept, kind: 'cancellation' }, null)).not.toContain('"title":"Indkaldelse"');
	expect(words(kept, 'Amina Andersen')).toContain('Amina Andersen');
	expect(words(kept, null)).toContain('Borgeren');
});
