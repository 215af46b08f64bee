import { expect, test } from 'vitest';
import type { Answers } from '#features/documents/template.rules.ts';
import { WAYS_FIELD } from './framework-template.rules.ts';
import { mayTell, notYetTold, toldOn, waysIn, whoTells } from './telling.rules.ts';

const answers: Answers = {
	[WAYS_FIELD]: {
		value: {
			kind: 'rows',
			rows: [
				{
					id: 'a',
					cells: { way: 'Personalemøde', audience: 'Frontpersonalet', person: 'ida.home' }
				},
				{
					id: 'b',
					cells: { way: 'Opslag', audience: 'Dem, der kommer i Kilden', when: 'Løbende' }
				},
				{ id: 'c', cells: {} },
				{ id: 'd', cells: { way: 'Fagmøde', audience: 'Læger', person: 'ida.home', file: 'f' } }
			]
		},
		notApplicable: null
	}
};
const ways = waysIn(answers);
const writers = { host: 'home', leader: 'lone', deputy: null };

test('R-095 the ways are those that something is written of, with who is asked to tell, each once', () => {
	expect(ways.map(({ id, way, file }) => [id, way, file])).toEqual([
		['a', 'Personalemøde', ''],
		['b', 'Opslag', ''],
		['d', 'Fagmøde', 'f']
	]);
	expect(whoTells(ways)).toEqual(['ida']);
	expect(waysIn({})).toEqual([]);
	expect(
		waysIn({ [WAYS_FIELD]: { ...answers[WAYS_FIELD]!, notApplicable: 'Alle er her' } })
	).toEqual([]);
});

test('R-097 what nobody has told yet is seen', () => {
	expect(
		notYetTold(ways, [
			{ way: 'a', takenBackAt: null },
			{ way: 'b', takenBackAt: new Date() },
			{ way: 'a', takenBackAt: null }
		]).map(({ id }) => id)
	).toEqual(['b', 'd']);
});

test('R-097 who is named for a way says that it was told, with that hat on; the leader says it of any', () => {
	const ida = { person: 'ida', organisation: 'home' };
	expect(mayTell(ida, writers, ways[0]!)).toBe(true);
	expect(mayTell({ ...ida, organisation: 'other' }, writers, ways[0]!)).toBe(false);
	expect(mayTell(ida, writers, ways[1]!)).toBe(false);
	expect(mayTell({ person: 'lone', organisation: 'home' }, writers, ways[1]!)).toBe(true);
});

test('R-097 a version is told from the day it is in force and not on a day to come', () => {
	const span = { today: '2026-05-10', inForceSince: '2026-05-01' };
	expect(toldOn('2026-05-01', span)).toEqual({ ok: true, value: '2026-05-01' });
	expect(toldOn('2026-05-10', span).ok).toBe(true);
	expect(toldOn('2026-05-11', span)).toEqual({ ok: false, reason: 'in-the-future' });
	expect(toldOn('2026-04-30', span)).toEqual({ ok: false, reason: 'told-before-in-force' });
});
