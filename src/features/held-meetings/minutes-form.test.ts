/** The forms of an agenda and of minutes as the server sends them. */
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#messages/runtime.js';
import { isTouched } from '#values/shown.ts';
import type { AgendaWords } from './agenda.rules.ts';
import MinutesForm from './MinutesForm.svelte';
import { agendaTexts } from './say-agenda.ts';
import { asParked } from './say-outcome.ts';

overwriteGetLocale(() => 'da');

const REQUEST = new Map([['__request__', { page: { form: null } }]]);
const ITEM = '4f0c4b0e-0d0b-4a87-9d2a-0f4e2f3b1c55';
const item = {
	...{ id: ITEM, title: 'Boligen', aim: '', minutes: null, owner: null, parked: false },
	...{ outcome: 'Hans ringer', outcomeKind: null, goesOn: false, version: 9 }
};
const form = (more: object) =>
	render(
		MinutesForm as unknown as Component<object>,
		{
			props: {
				...{ meeting: { version: 3, minutes: 'Enige' }, items: [item], goesOnAs: asParked() },
				...more
			},
			context: REQUEST
		} as never
	).body;
const inputOf = (html: string, name: string) =>
	new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];

test('what came of an item that could not be saved is sent again with the version it was typed on', () => {
	expect(inputOf(form({}), `version-${ITEM}`)).toBe('9');
	const typed = { version: '3', [`version-${ITEM}`]: '8', [`outcome-${ITEM}`]: 'Vi ringer' };
	expect(inputOf(form({ typed }), `version-${ITEM}`)).toBe('8');
	// an item put on the agenda since has the version that it is shown at
	expect(inputOf(form({ typed: { version: '3' } }), `version-${ITEM}`)).toBe('9');
});

test('what the fields of a kind of meeting show is told from what was changed in them, as the rest is', () => {
	const version = inputOf(
		form({ alsoShown: { withoutCitizen: 'Var syg', results: '' } }),
		'version'
	)!;
	expect(isTouched(version, 'withoutCitizen', 'Var syg')).toBe(false);
	expect(isTouched(version, 'withoutCitizen', 'Ville ikke')).toBe(true);
	expect(isTouched(version, 'results', '')).toBe(false);
	expect(isTouched(version, 'minutes', 'Enige')).toBe(false);
});

test('R-166 whether an item is parked is laid against what is saved, in words, as what it is for is', () => {
	const saved: AgendaWords = {
		title: 'Boligen',
		aim: 'decide',
		minutes: null,
		owner: null,
		parked: true,
		lateReason: ''
	};
	const texts = agendaTexts(saved, { title: 'Boligen', aim: 'discuss', parked: '' }, []);
	const text = (name: string) => texts.find((each) => each.name === name)!;
	expect(text('parked')).toMatchObject({ yours: '', saved: 'yes' });
	expect(text('parked').options!.map(({ value }) => value)).toEqual(['', 'yes']);
	expect(text('aim').options).toContainEqual({ value: 'discuss', label: 'Tale om det' });
});
