import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import { AREAS, CHANNELS, ENTRY_KINDS, shapeEntry, type EntryText } from './entry.rules.ts';

const TODAY = '2026-05-04';
const note: EntryText = {
	kind: 'note',
	title: '',
	body: 'Ringede til boligforeningen',
	startsOn: null,
	endsOn: null,
	area: null,
	channel: null
};
const refusal = (change: Partial<EntryText>) => {
	const shaped = shapeEntry({ ...note, ...change }, TODAY);
	return shaped.ok ? null : shaped.reason;
};

test('R-049: a measure is general or specialised', () => {
	expect(refusal({ kind: 'measure' })).toBe('measure-without-area');
	expect(refusal({ kind: 'measure', area: 'specialised' })).toBe(null);
});

test('R-128: a contact says how and when, and has happened', () => {
	const contact = { kind: 'contact', channel: 'phone', startsOn: TODAY } as const;
	expect(refusal({ ...contact, channel: null })).toBe('contact-without-channel');
	expect(refusal({ ...contact, startsOn: null })).toBe('contact-without-day');
	expect(refusal({ ...contact, startsOn: '2026-05-05' })).toBe('contact-in-the-future');
	expect(refusal(contact)).toBe(null);
});

test('what ends does not end before it starts', () => {
	const plan = { kind: 'plan', startsOn: TODAY } as const;
	expect(refusal({ ...plan, endsOn: '2026-05-03' })).toBe('ends-before-it-starts');
	expect(refusal({ ...plan, endsOn: TODAY })).toBe(null);
});

test('whatever is accepted is what the database takes', () => {
	const day = fc.option(fc.integer({ min: -9, max: 9 }).map((days) => addDays(TODAY, days)));
	const anything = fc.record({
		kind: fc.constantFrom(...ENTRY_KINDS),
		title: fc.string(),
		body: fc.string(),
		startsOn: day,
		endsOn: day,
		area: fc.option(fc.constantFrom(...AREAS)),
		channel: fc.option(fc.constantFrom(...CHANNELS))
	});
	fc.assert(
		fc.property(anything, (text) => {
			const shaped = shapeEntry(text, TODAY);
			if (!shaped.ok) return;
			const { kind, area, channel, startsOn, endsOn } = shaped.value;
			expect(area !== null).toBe(kind === 'measure');
			expect(channel !== null).toBe(kind === 'contact');
			expect(startsOn === null || endsOn === null || endsOn >= startsOn).toBe(true);
		})
	);
});
