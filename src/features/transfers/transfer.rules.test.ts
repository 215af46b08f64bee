import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_HANDOVER } from '#features/pathways/tovholder.rules.ts';
import { addDays } from '#values/day.ts';
import { offerThreads, offerWork, type ThreadsOffered } from './transfer.rules.ts';

const TODAY = '2026-05-04';
const giver = { person: 'p1', organisation: 'o1' };
const amina = { name: 'Amina Andersen', birthDate: '1990-02-03', phone: '' };
const offer: ThreadsOffered = {
	person: 'p2',
	organisation: 'o2',
	reason: 'De ses hver uge',
	question: 'Vil du samle trådene for en borger, du kender?',
	citizenPart: 'present',
	citizenNote: '',
	handoverUntil: null,
	answerBefore: null
};
const offered = (change: Partial<ThreadsOffered>) =>
	offerThreads({ ...offer, ...change }, giver, amina, TODAY);

test('R-112 the threads are offered with the citizen’s part, without a name, and to somebody else', () => {
	expect(offered({})).toMatchObject({ ok: true });
	expect(offered(giver)).toEqual({ ok: false, reason: 'transfer-to-oneself' });
	expect(offered({ question: 'Vil du tage over for Amina?' })).toEqual({
		ok: false,
		reason: 'names-the-citizen'
	});
	expect(offered({ citizenPart: 'declined' })).toEqual({
		ok: false,
		reason: 'citizen-part-unexplained'
	});
	expect(offered({ citizenPart: 'declined', citizenNote: 'Var indlagt' })).toMatchObject({
		ok: true
	});
	expect(offered({ answerBefore: '2026-05-03' })).toEqual({
		ok: false,
		reason: 'answer-before-passed'
	});
});

test('R-112 a hand-over ends within thirty days and not before it begins, whatever day it is', () => {
	const days = fc.integer({ min: 0, max: 80_000 }).map((each) => addDays('1980-01-01', each));
	fc.assert(
		fc.property(days, fc.integer({ min: -400, max: 400 }), (today, length) => {
			const handoverUntil = addDays(today, length);
			const decided = offerThreads({ ...offer, handoverUntil }, giver, amina, today);
			expect(decided.ok).toBe(length >= 0 && length <= LONGEST_HANDOVER);
		})
	);
});

test('R-149 a partner’s work goes to another organisation, and nobody is named', () => {
	const work = { organisation: 'o2', reason: 'Vi lukker', question: 'Har I en mentor?' };
	expect(offerWork(work, 'o1', amina, TODAY)).toMatchObject({ ok: true });
	expect(offerWork(work, 'o2', amina, TODAY)).toMatchObject({ reason: 'transfer-to-oneself' });
	expect(offerWork({ ...work, question: 'Til Andersen' }, 'o1', amina, TODAY)).toMatchObject({
		reason: 'names-the-citizen'
	});
});
