/** Whom a municipality knows in an organisation, and what is settled about two that look alike: for its own people alone. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { changeOrganisation } from './change-organisation.ts';
import { listNotSame } from './duplicate.queries.ts';
import { addKnownContact, keepKnownContact } from './keep-known-contact.ts';
import {
	deleteKnownContact,
	insertKnownContact,
	listKnownContacts,
	updateKnownContact
} from './known-contact.queries.ts';
import { keepApart, lookAgain } from './settle-pair.ts';

const database = await testDatabase();
const kasper = { name: 'Kasper', email: '', phone: '12 34 56 78', purpose: 'Nøgler' };

async function municipality() {
	const world = await newWorld(database);
	const kilden = await world.organisation('voluntary', 'Kilden');
	return {
		world,
		kilden,
		ada: await world.administrator(),
		lead: await world.worker('Lone', world.tenant, 'project-leader'),
		clerk: await world.worker('Karl', world.tenant),
		theirs: await world.worker('Birgitte', kilden, 'manager')
	};
}

test('the municipality’s people read its contacts; its project leaders and administrators write; nobody else finds one', async () => {
	const { world, kilden, ada, lead, clerk, theirs } = await municipality();
	const id = randomUUID();
	const add = (who: typeof lead) =>
		world.as(who).act((acting) => addKnownContact(acting, kilden, id, kasper));
	for (const who of [clerk, theirs])
		expect(await add(who)).toEqual({ ok: false, reason: 'no-such-organisation' });
	expect((await add(lead)).ok).toBe(true);
	expect((await add(lead)).ok).toBe(true);
	for (const who of [lead, clerk, ada])
		expect(await world.as(who).see(listKnownContacts(kilden))).toMatchObject([
			{ ...kasper, changedBy: 'Lone' }
		]);
	expect(await world.as(theirs).see(listKnownContacts(kilden))).toEqual([]);

	// The policies hold by themselves, whatever the page forgets.
	for (const who of [clerk, theirs]) {
		await expect(
			world.as(who).act((acting) => acting.run(insertKnownContact(kilden, randomUUID(), kasper)))
		).rejects.toThrow('row-level security');
		const touched = await world
			.as(who)
			.act(async (acting) => [
				await acting.run(updateKnownContact(kilden, id, 1, { ...kasper, name: 'x' })),
				await acting.run(deleteKnownContact(kilden, id, 1))
			]);
		expect(touched).toEqual([0, 0]);
	}
	// Another municipality where the same organisation works knows nobody of these.
	const next = await municipality();
	await next.world.insert('tenant_organisation', {
		tenant_id: next.world.tenant,
		organisation_id: kilden,
		joined_on: '2026-01-01'
	});
	for (const who of [next.ada, next.lead]) {
		expect(await next.world.as(who).see(listKnownContacts(kilden))).toEqual([]);
		expect(
			await next.world.as(who).act((acting) => keepKnownContact(acting, kilden, id, 1, null))
		).toEqual({ ok: false, reason: 'no-such-organisation' });
	}
	expect(await world.as(lead).see(listKnownContacts(kilden))).toHaveLength(1);
});

test('a contact that somebody corrected meanwhile is not written over, and is found under its own organisation only', async () => {
	const { world, kilden, lead, ada } = await municipality();
	const broen = await world.organisation('voluntary', 'Broen');
	const id = randomUUID();
	await world.as(lead).act((acting) => addKnownContact(acting, kilden, id, kasper));
	const keep = (who: typeof lead, version: number, said: typeof kasper | null, at = kilden) =>
		world.as(who).act((acting) => keepKnownContact(acting, at, id, version, said));
	const mailed = { ...kasper, email: 'kasper@kilden.example' };
	expect((await keep(ada, 1, mailed)).ok).toBe(true);
	for (const said of [{ ...kasper, purpose: 'Alarm' }, null])
		expect(await keep(lead, 1, said)).toMatchObject({ reason: 'stale', saved: mailed });
	expect(await keep(lead, 2, { ...kasper, name: 'x' }, broen)).toEqual({
		ok: false,
		reason: 'no-such-organisation'
	});
	expect(await keep(lead, 2, null, broen)).toEqual({
		ok: false,
		reason: 'no-such-organisation'
	});
	expect(await world.as(lead).see(listKnownContacts(kilden))).toHaveLength(1);
	expect((await keep(lead, 2, null)).ok).toBe(true);
	expect(await keep(lead, 2, null)).toEqual({ ok: false, reason: 'no-such-organisation' });
	expect(await world.as(lead).see(listKnownContacts(kilden))).toEqual([]);
});

test('that two are not the same is said in one municipality, by its administrators, and taken back', async () => {
	const { world, kilden, ada, lead } = await municipality();
	const again = await world.organisation('voluntary', 'x');
	await database.owner.query(
		'update samspil.organisation set name = (select name from samspil.organisation where id = $1) where id = $2',
		[kilden, again]
	);
	const two = { one: again, other: kilden };
	const apart = (who: typeof ada) => world.as(who).act((acting) => keepApart(acting, two));
	await expect(apart(lead)).rejects.toThrow('row-level security');
	expect((await apart(ada)).ok).toBe(true);
	expect((await apart(ada)).ok).toBe(true);
	expect(await world.as(ada).see(listNotSame())).toMatchObject([
		{ reasons: ['name'], by: 'Ada Administrator' }
	]);
	expect(await world.as(lead).see(listNotSame())).toEqual([]);
	const next = await municipality();
	expect(await next.world.as(next.ada).see(listNotSame())).toEqual([]);
	await world.as(ada).act((acting) => lookAgain(acting, two));
	expect(await world.as(ada).see(listNotSame())).toEqual([]);
});

test('L-2 the database makes no authority of an organisation, and of an authority nothing else', async () => {
	const { world, kilden, ada } = await municipality();
	const change = (kind: 'region' | 'private') =>
		world.as(ada).act((acting) =>
			changeOrganisation(acting, kilden, {
				version: 1,
				name: 'Kilden',
				kind,
				cvr: null,
				areas: ['Solby'],
				contact: ''
			})
		);
	expect(await change('region')).toEqual({ ok: false, reason: 'kind-of-authority' });
	for (const [id, kind] of [
		[kilden, 'municipality'],
		[world.tenant, 'private']
	])
		await expect(
			database.owner.query('update samspil.organisation set kind = $2 where id = $1', [id, kind])
		).rejects.toThrow('authority');
	expect((await change('private')).ok).toBe(true);
});
