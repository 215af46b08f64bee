/** A part of the register is taken off that somebody changed meanwhile (L-11). */
import { randomUUID } from 'node:crypto';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#messages/runtime.js';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { actions, load } from './+page.server.ts';
import Part from './+page.svelte';

overwriteGetLocale(() => 'da');
const database = await testDatabase();

test('L-11 whoever takes off a part that was changed meanwhile reads it as it is saved, and can take that off', async () => {
	const world = await newWorld(database);
	const leader = await world.worker('Lone', world.tenant, 'project-leader');
	const collaboration = await world.collaboration(leader);
	const part = randomUUID();
	await world.insert('data_responsibility', {
		tenant_id: world.tenant,
		id: part,
		collaboration_id: collaboration,
		organisation_id: world.tenant,
		what: 'Det nye, der står nu',
		contact: 'Karen',
		version: 4
	});
	const as = world.as(leader);
	const event = (version: string) =>
		({
			params: { collaboration, part },
			locals: { read: as.read, transact: as.act, visitor: null },
			request: new Request('http://localhost/', {
				method: 'POST',
				body: new URLSearchParams({ version })
			})
		}) as unknown as Parameters<NonNullable<typeof actions.remove>>[0];
	const answer = (await actions.remove!(event('3'))) as { status: number; data: object };
	expect(answer.status).toBe(409);
	const data = await load(event('3') as unknown as Parameters<typeof load>[0]);
	const { body } = render(Part as unknown as Component, {
		props: { data, form: answer.data, params: {} },
		context: new Map([['__request__', { page: { form: null } }]])
	});
	expect(body).toContain('Det nye, der står nu');
	const remove = /<form[^>]*action="\?\/remove"[\s\S]*?<\/form>/.exec(body)?.[0] ?? '';
	expect(remove).toMatch(/name="version" value="4"/);
	expect(body).toMatch(/<details[^>]*open/);
});
