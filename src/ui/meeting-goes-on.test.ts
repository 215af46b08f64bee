import { afterEach, expect, test, vi } from 'vitest';
import { askMark, isChanged, isDue, wentOn, type Mark } from './meeting-goes-on.ts';

afterEach(() => vi.unstubAllGlobals());

const shown: Mark = { isOpen: true, run: 3, rest: 2, people: 'here', items: { a: 1, b: 4 } };

test('a screen that asks by itself keeps nobody signed in', async () => {
	const asked = vi.fn(async (_address: string, _how: RequestInit) => Response.json(shown));
	vi.stubGlobal('fetch', asked);
	expect(await askMark('/keep')).toEqual(shown);
	expect(asked.mock.calls[0]?.[0]).toBe('/keep');
	expect(new Headers(asked.mock.calls[0]?.[1].headers).has('samspil-unattended')).toBe(true);
});

test.each<[string, () => Promise<Response>]>([
	['the network is away', () => Promise.reject(new TypeError('away'))],
	[
		'somebody has to sign in anew',
		async () => new Response('<h1>', { headers: { 'content-type': 'text/html' } })
	],
	['it is nobody’s to read', async () => Response.json({}, { status: 404 })]
])('where %s nothing is known', async (_, answer) => {
	vi.stubGlobal('fetch', answer);
	expect(await askMark('/keep')).toBeUndefined();
});

test.each<[string, Partial<Mark>, Record<string, number>, ReturnType<typeof wentOn>]>([
	['nothing', {}, {}, null],
	['that the next item has come', { run: 4 }, {}, 'place'],
	['that somebody has come', { people: 'more' }, {}, 'place'],
	['that the minutes are sent', { isOpen: false }, {}, 'place'],
	['what was written of an item', { items: { a: 2, b: 4 } }, {}, 'text'],
	['another item', { items: { a: 1, b: 4, c: 1 } }, {}, 'text'],
	['the common text', { rest: 3 }, {}, 'text'],
	['what was written on this page', { rest: 3, items: { a: 2, b: 4 } }, { '': 3, a: 2 }, null]
])('R-168 of what has happened a page learns %s', (_, change, own, how) => {
	expect(wentOn(shown, { ...shown, ...change }, own)).toBe(how);
});

test('a page is loaded again at once for where the meeting is, and for text at most once a minute', () => {
	expect(isDue('place', 0)).toBe(true);
	expect(isDue('text', 59_000)).toBe(false);
	expect(isDue('text', 60_000)).toBe(true);
});

const select = (...options: { selected: boolean; defaultSelected: boolean }[]) =>
	({ type: 'select-one', options }) as unknown as HTMLSelectElement;
const typed = (type: string, field: object) => ({ type, ...field }) as HTMLInputElement;

test.each<[string, Parameters<typeof isChanged>[0], boolean]>([
	[
		'a list as it was shown',
		select({ selected: false, defaultSelected: false }, { selected: true, defaultSelected: true }),
		false
	],
	[
		'a list in which another is chosen',
		select({ selected: true, defaultSelected: false }, { selected: false, defaultSelected: true }),
		true
	],
	[
		'a list with none marked, at its first',
		select({ selected: true, defaultSelected: false }, { selected: false, defaultSelected: false }),
		false
	],
	[
		'a list with none marked, in which one is chosen',
		select({ selected: false, defaultSelected: false }, { selected: true, defaultSelected: false }),
		true
	],
	[
		'a text as it was shown',
		typed('text', { checked: false, value: 'a', defaultValue: 'a' }),
		false
	],
	[
		'a text that was changed',
		typed('text', { checked: false, value: 'b', defaultValue: 'a' }),
		true
	],
	[
		'a tick that was set',
		typed('checkbox', { checked: true, defaultChecked: false, value: 'on' }),
		true
	]
])('%s is something of somebody’s: %#', (_, field, changed) => {
	expect(isChanged(field)).toBe(changed);
});
