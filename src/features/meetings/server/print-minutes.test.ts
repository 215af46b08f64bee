import { expect, test } from 'vitest';
import { renderPdf } from '#server/pdf/render-pdf.ts';
import { plainDocument } from '#server/print/plain-document.ts';
import { printMinutes, type KeptMinutes } from './print-minutes.ts';

const kept: KeptMinutes = {
	hash: 'ab'.repeat(32),
	sentAt: new Date('2026-05-20T12:00:00Z'),
	content: {
		purpose: 'Et sted at bo',
		whyNow: 'Lejemålet ophører',
		form: 'in-person',
		startsAt: '2026-05-20T10:00:00.000Z',
		endsAt: '2026-05-20T11:00:00.000Z',
		place: 'Biblioteket',
		interpreter: '',
		companion: '',
		participants: [
			{ kind: 'citizen', name: '', organisation: '', reason: '' },
			{ kind: 'person', name: 'Hans Hjælper', organisation: 'Værestedet', reason: 'Kender huset' }
		],
		agenda: [
			{ title: 'Boligen', aim: 'decide', minutes: 20, parked: false, lateReason: 'Opsagt i går' },
			{ title: 'Huslejen', aim: 'discuss', minutes: 10, parked: false, lateReason: '' },
			{ title: 'Cyklen', aim: 'discuss', minutes: null, parked: true, lateReason: '' }
		],
		minutes: 'Vi blev enige.\nNæste gang mødes vi igen.',
		attended: [true, false],
		outcomes: ['Hans ringer', '', ''],
		notReached: [1],
		tasks: [
			{ title: 'Ring', agendaItem: null, responsible: '', organisation: '', dueOn: '2026-05-27' }
		]
	}
};

test('R-170 minutes on paper say who was there, what came of each item, and who does what', () => {
	const said = JSON.stringify(plainDocument(printMinutes(kept, null, 'da')));
	for (const words of [
		'onsdag den 20. maj 2026',
		'kl. 12.00–13.00',
		'Biblioteket',
		'Hans Hjælper, Værestedet (var ikke med',
		'Hans ringer',
		'Sat på efter fristen: Opsagt i går',
		'Næste gang mødes vi igen',
		'Punktet blev ikke nået',
		'27. maj 2026'
	])
		expect(said.toLowerCase()).toContain(words.toLowerCase());
});

test('R-170 minutes that were sent without saying what nobody got to go on not saying it', () => {
	const { notReached: _, ...before } = kept.content;
	const said = JSON.stringify(printMinutes({ ...kept, content: before }, null, 'da'));
	expect(said).toContain('Huslejen');
	expect(said).not.toContain('ikke nået');
});

test('who may not know the citizen’s name prints none', () => {
	const said = (name: string | null) => JSON.stringify(printMinutes(kept, name, 'da').sections[0]);
	expect(said('Amina Andersen')).toContain('Amina Andersen');
	expect(said(null)).toContain('Borgeren');
});

test('they become a PDF', async () => {
	const pdf = await renderPdf(printMinutes(kept, 'Amina Andersen', 'da'));
	expect(Buffer.from(pdf.slice(0, 5)).toString()).toBe('%PDF-');
});
