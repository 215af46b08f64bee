import { expect, test } from 'vitest';
import {
	choosePacked,
	fileNameOf,
	indexOf,
	mayPack,
	MOST_PACKED,
	standingOf,
	type JournalDocument,
	type PackedFile
} from './journal.rules.ts';

const PLAN: JournalDocument = {
	key: 'plan/1',
	kind: 'plan',
	subject: 'Udgave 1',
	on: '2026-05-04',
	direction: 'internal',
	parties: ['Amina Andersen'],
	hash: 'a'
};
const LOG: JournalDocument = { ...PLAN, key: 'log', kind: 'log', hash: 'b' };
const BOTH = [LOG, PLAN];

test('L-19 the one who holds the threads packs, and an authority on the pathway; nobody else', () => {
	const held = { isHeld: true, isPartner: false };
	const partner = { isHeld: false, isPartner: true };
	const neither = { isHeld: false, isPartner: false };
	expect(mayPack(held, 'voluntary')).toBe(true);
	expect(mayPack(partner, 'municipality')).toBe(true);
	expect(mayPack(partner, 'region')).toBe(true);
	for (const kind of ['voluntary', 'private', 'housing', 'foundation', null])
		expect(mayPack(partner, kind)).toBe(false);
	expect(mayPack(neither, 'municipality')).toBe(false);
});

test('L-19 a document is new, fetched as it is, or another since it was fetched last', () => {
	const [first, second] = [new Date('2026-05-04'), new Date('2026-05-05')];
	const fetched = (at: Date, hash: string) => ({ key: 'plan/1', hash, at });
	expect(standingOf(PLAN, [])).toEqual({ is: 'new' });
	expect(standingOf(LOG, [fetched(first, 'b')])).toEqual({ is: 'new' });
	expect(standingOf(PLAN, [fetched(first, 'a')])).toEqual({ is: 'taken', at: first });
	// the last time counts, in whatever order they come
	for (const list of [
		[fetched(second, 'z'), fetched(first, 'a')],
		[fetched(first, 'a'), fetched(second, 'z')]
	])
		expect(standingOf(PLAN, list)).toEqual({ is: 'changed', at: second });
});

test('L-19 what is packed is chosen, is there, and is not too much', () => {
	expect(choosePacked([], BOTH, '')).toEqual({ ok: false, reason: 'nothing-to-pack' });
	expect(choosePacked(['plan/1', 'plan/2'], BOTH, '')).toEqual({
		ok: false,
		reason: 'document-gone'
	});
	expect(choosePacked(['plan/1', 'log', 'log'], BOTH, '26/1234')).toEqual({
		ok: true,
		value: [LOG, PLAN]
	});
	const many = Array.from({ length: MOST_PACKED + 1 }, (_, at) => ({ ...PLAN, key: `plan/${at}` }));
	const all = many.map(({ key }) => key);
	expect(choosePacked(all, many, '')).toMatchObject({ reason: 'too-much-to-pack' });
	expect(choosePacked(all.slice(1), many, '')).toMatchObject({ ok: true });
});

test.each(['010190-1234', '0101901234', '311299 0001', 'Sag 010190-1234'])(
	'L-7 %s is taken for a personal number',
	(typed) => {
		expect(choosePacked(['log'], BOTH, typed)).toEqual({
			ok: false,
			reason: 'case-number-is-personal'
		});
	}
);

test.each(['', '2026-1234', '26/004512', '27.24.00-G01-12-26', '991399-1234', '12345678901'])(
	'L-7 %s is a case number',
	(typed) => {
		expect(choosePacked(['log'], BOTH, typed).ok).toBe(true);
	}
);

test('L-7 the name of a file tells its place, its day and its kind, and nobody’s name', () => {
	expect(fileNameOf(3, { on: '2026-05-04', kind: 'minutes' })).toBe('03-2026-05-04-minutes.pdf');
});

test('L-19 the index says of each document what a journal asks', () => {
	const file: PackedFile = {
		...PLAN,
		file: '01-2026-05-04-plan.pdf',
		size: 12,
		fileHash: 'f',
		standard: 'PDF/A-3a'
	};
	const of = {
		madeAt: new Date('2026-05-04T10:00:00Z'),
		pathway: 7,
		caseNumber: '',
		citizen: null,
		takenBy: { name: 'Tove', organisation: 'Solby' },
		parties: []
	};
	expect(indexOf(of, [file], 2)).toEqual({
		format: 'samspil-journal',
		edition: 1,
		madeAt: '2026-05-04T10:00:00.000Z',
		case: { pathway: 7, caseNumber: null, citizen: null, parties: [] },
		takenBy: { name: 'Tove', organisation: 'Solby' },
		documents: [
			{
				number: 1,
				file: '01-2026-05-04-plan.pdf',
				kind: 'plan',
				subject: 'Udgave 1',
				date: '2026-05-04',
				direction: 'internal',
				parties: ['Amina Andersen'],
				mediaType: 'application/pdf',
				standard: 'PDF/A-3a',
				size: 12,
				sha256: 'f',
				contentSha256: 'a'
			}
		],
		leftOut: 2
	});
});
