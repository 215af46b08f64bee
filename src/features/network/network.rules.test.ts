import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Day } from '#values/day.ts';
import {
	CLOSENESS,
	hasYes,
	INVOLVEMENT,
	isTakenBack,
	mayBeReached,
	shapeRelation,
	SIDES,
	withoutYes,
	type Relation
} from './network.rules.ts';

const TODAY: Day = '2026-11-26';
const sister: Relation = {
	side: 'private',
	name: 'Sara',
	relation: 'søster',
	closeness: 1,
	involve: 'yes',
	involveWhen: '',
	agreedOn: '2026-11-20',
	contact: '12 34 56 78'
};

describe('R-145 nobody is reached without the citizen’s recorded yes', () => {
	const anybody = fc.record({
		side: fc.constantFrom(...SIDES),
		name: fc.string({ minLength: 1 }),
		relation: fc.string({ minLength: 1 }),
		closeness: fc.constantFrom(...CLOSENESS),
		involve: fc.constantFrom(...INVOLVEMENT),
		involveWhen: fc.string(),
		agreedOn: fc.constantFrom<Day | null>(null, '2026-11-20', TODAY, '2026-11-27'),
		contact: fc.string()
	});

	test('whatever is written, a way to reach somebody is kept only beside a yes with its day', () => {
		fc.assert(
			fc.property(anybody, fc.constantFrom('citizen', 'tovholder'), (said, by) => {
				const shaped = shapeRelation(said, by, TODAY);
				if (!shaped.ok) return;
				const { value } = shaped;
				expect(value.agreedOn !== null).toBe(hasYes(value));
				expect(value.contact === '' || hasYes(value)).toBe(true);
				expect(value.agreedOn === null || value.agreedOn <= TODAY).toBe(true);
			})
		);
	});

	test('a yes to later is not a yes to now', () => {
		expect(mayBeReached(sister, TODAY)).toBe(true);
		expect(
			mayBeReached({ ...sister, involve: 'later', involveWhen: 'når jeg flytter' }, TODAY)
		).toBe(false);
		expect(mayBeReached({ ...sister, involve: 'not-asked', agreedOn: null }, TODAY)).toBe(false);
	});

	test('later says when', () => {
		expect(shapeRelation({ ...sister, involve: 'later' }, 'citizen', TODAY)).toEqual({
			ok: false,
			reason: 'later-without-when'
		});
	});

	test('who writes for the citizen says on which day the citizen said yes', () => {
		const write = (agreedOn: Day | null) =>
			shapeRelation({ ...sister, agreedOn }, 'tovholder', TODAY);
		expect(write(null)).toEqual({ ok: false, reason: 'yes-without-day' });
		expect(write('2026-11-27')).toEqual({ ok: false, reason: 'yes-in-the-future' });
		expect(write(TODAY)).toMatchObject({ ok: true, value: { agreedOn: TODAY } });
	});

	test('the citizen’s own yes is of today, and keeps its day when something else is changed', () => {
		const said = { ...sister, agreedOn: null };
		expect(shapeRelation(said, 'citizen', TODAY)).toMatchObject({ value: { agreedOn: TODAY } });
		expect(shapeRelation(said, 'citizen', TODAY, sister)).toMatchObject({
			value: { agreedOn: '2026-11-20' }
		});
	});

	test('a yes taken back takes the way to reach them along', () => {
		const after = shapeRelation({ ...sister, involve: 'no' }, 'citizen', TODAY, sister);
		expect(after).toMatchObject({ value: { agreedOn: null, contact: '' } });
		expect(after.ok && isTakenBack(sister, after.value)).toBe(true);
		expect(isTakenBack(sister, sister)).toBe(false);
	});
});

test('R-145 a guest is told apart by name: on the map without a yes that counts today, and not where another of the name said yes', () => {
	const no: Relation = { ...sister, name: 'Nej  Nielsen', involve: 'no', agreedOn: null };
	const tomorrow: Relation = { ...sister, name: 'Ida', agreedOn: '2026-11-27' };
	const map = [sister, no, tomorrow];
	expect(withoutYes(['sara', ' NEJ nielsen ', 'Ida', 'En fremmed'], map, TODAY)).toEqual([
		' NEJ nielsen ',
		'Ida'
	]);
	expect(
		withoutYes(['Nej Nielsen'], [...map, { ...no, involve: 'yes', agreedOn: TODAY }], TODAY)
	).toEqual([]);
	const spelt = { ...no, name: 'Anne-Marie Sø' };
	for (const name of ['anne marie sø', 'Anne\u200b-Marie  Sø'])
		expect(withoutYes([name], [spelt], TODAY)).toEqual([name]);
	expect(withoutYes([], map, TODAY)).toEqual([]);
});
