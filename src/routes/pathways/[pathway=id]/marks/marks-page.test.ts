import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#messages/runtime.js';
import Marks from './+page.svelte';

overwriteGetLocale(() => 'da');

test('R-047 what a citizen is marked with stands in no address', () => {
	const data = {
		visitor: null,
		head: { citizenName: 'Amina', number: 1, isHeld: true, isOpen: true },
		here: '/pathways/1f0c3d0e-0000-4000-8000-000000000001',
		done: false,
		marks: { themes: ['substance-use'], arrived: null },
		seen: 'substance-use/',
		months: []
	};
	const { body } = render(Marks as unknown as Component, {
		props: { data, form: null, params: {} },
		context: new Map([['__request__', { page: { form: null } }]])
	});
	const addresses = [...body.matchAll(/href="([^"]*)"/g)].map(([, address]) => address);
	expect(addresses).toContain(`${data.here}/offers`);
	expect(addresses.filter((address) => address?.includes('substance-use'))).toEqual([]);
});
