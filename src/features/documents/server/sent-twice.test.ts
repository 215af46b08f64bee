/** A form about a document that is sent twice, by a double press or the browser's way back, is answered as the first was. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY } from '#server/database/test-world.ts';
import {
	complete,
	name,
	placeOf,
	send,
	sign,
	begun,
	newAgreementWorld
} from '#features/agreements/server/test-agreement.ts';
import { changeDocument } from './change-document.ts';
import { addParty, namePeople, removeParty } from './change-parties.ts';
import { commentDocument, dealWithComment } from './comment-document.ts';
import { listComments } from './answer.queries.ts';
import { findDocument } from './document.queries.ts';
import { listParties } from './party.queries.ts';
import { findOwnYes, returnDocument } from './sign-document.ts';
import { findOpenVersion, findVersion } from './version.queries.ts';

const database = await testDatabase();

test('the title and the sections are saved once; other words on the same version are told back', async () => {
	const { world, place } = await complete(database);
	const change = (title: string) =>
		world
			.as(world.leader)
			.act((acting) => changeDocument(acting, place, 1, { title, sections: ['roles', 'purpose'] }));
	expect(await change('Hjem nu')).toMatchObject({ ok: true });
	expect(await change('Hjem nu')).toMatchObject({ ok: true });
	const [document] = await world.as(world.leader).see(findDocument(place.id));
	expect(document).toMatchObject({ title: 'Hjem nu', version: 2 });
	expect(await change('Hjem igen')).toMatchObject({
		reason: 'stale',
		saved: { title: 'Hjem nu' }
	});
});

test('a party’s people are named once; others on the same version are told back', async () => {
	const world = await newAgreementWorld(database);
	const place = await begun(world);
	const { host, helper, shelter } = world;
	const put = (title: string) =>
		world.as(host).act((acting) =>
			namePeople(
				acting,
				place,
				{ party: shelter, version: 1 },
				{
					responsible: host.person,
					executing: [helper.person, helper.person],
					signatories: [{ person: host.person, title }]
				}
			)
		);
	expect(await put('Daglig leder')).toMatchObject({ ok: true });
	expect(await put('Daglig leder')).toMatchObject({ ok: true });
	const [parties] = await world.as(host).read(listParties(place.id));
	expect(parties.find(({ id }) => id === shelter)?.version).toBe(2);
	expect(await put('Formand')).toMatchObject({ reason: 'stale', saved: { version: 2 } });
});

test('a party comes and goes once; one whose people are others, or an agreement that has been sent since, is read first', async () => {
	const { world, place } = await complete(database);
	const leader = world.as(world.leader);
	const { outside, shelter, host, helper } = world;
	const add = (waiting: string) =>
		leader.act((acting) => addParty(acting, place, { organisation: outside, waiting }));
	const remove = (version: number, waiting: string, organisation = outside) =>
		leader.act((acting) => removeParty(acting, place, { organisation, version, waiting }));
	const waits = async () => (await leader.see(findOpenVersion(place.id)))[0]?.id ?? '';
	const versionOf = async (party: string) =>
		(await leader.see(listParties(place.id))).find(({ id }) => id === party)!.version;

	const sent = await send(world, place);
	// The page was shown before it was sent: what waits for signatures is not taken back unseen.
	expect(await add('')).toEqual({ ok: false, reason: 'version-changed-since' });
	expect(await remove(await versionOf(shelter), '', shelter)).toEqual({
		ok: false,
		reason: 'version-changed-since'
	});
	expect(await waits()).toBe(sent);
	for (let times = 0; times < 2; times += 1)
		expect(await add(sent)).toEqual({ ok: true, value: outside });
	expect(await waits()).toBe('');

	const before = await versionOf(shelter);
	await name(world, place, shelter, { responsible: helper, executing: [], signatories: [host] });
	expect(await remove(before, '', shelter)).toEqual({ ok: false, reason: 'party-changed-since' });
	const now = await versionOf(outside);
	for (let times = 0; times < 2; times += 1)
		expect(await remove(now, '')).toEqual({ ok: true, value: outside });
	expect((await leader.see(listParties(place.id))).map(({ id }) => id)).not.toContain(outside);
	expect(await versionOf(shelter)).toBe(before + 1);
});

test('a comment is said once, and only about a question of its section', async () => {
	const { world, place } = await complete(database);
	const id = randomUUID();
	const say = (section: string, question: string) =>
		world.as(world.helper).act((acting) =>
			commentDocument(acting, place, section, {
				id,
				question,
				answers: null,
				perspective: null,
				body: 'Også om vinteren?'
			})
		);
	expect(await say('roles', 'purpose')).toMatchObject({ reason: 'no-such-field' });
	expect(await say('purpose', 'purpose')).toMatchObject({ ok: true });
	expect(await say('purpose', 'purpose')).toMatchObject({ ok: true });
	const [comments] = await world.as(world.leader).read(listComments(place.id, ['purpose']));
	expect(comments).toHaveLength(1);

	const close = (section: string, answers = 0) =>
		world
			.as(world.leader)
			.act((acting) => dealWithComment(acting, place, section, { comment: id, answers }));
	expect(await close('roles')).toMatchObject({ reason: 'no-such-comment' });
	await world.as(world.helper).act((acting) =>
		commentDocument(acting, place, 'purpose', {
			id: randomUUID(),
			question: 'purpose',
			answers: id,
			perspective: null,
			body: 'Nej, kun om sommeren.'
		})
	);
	// What was answered since the page was shown is read first.
	expect(await close('purpose')).toMatchObject({ reason: 'comment-answered-since' });
	expect(await close('purpose', 1)).toMatchObject({ ok: true });
	expect(await close('purpose', 1)).toMatchObject({ ok: true });
	const other = await begun(world);
	expect(
		await world
			.as(world.leader)
			.act((acting) =>
				dealWithComment(acting, placeOf(other.id), 'purpose', { comment: id, answers: 1 })
			)
	).toMatchObject({ reason: 'no-such-comment' });
});

test('a signature is found again by who gave it, for exactly the text they signed', async () => {
	const { world, place } = await complete(database);
	const version = await send(world, place);
	const [{ hash } = { hash: '' }] = await world.as(world.host).see(findVersion(place.id, version));
	const found = (who: typeof world.host, read = hash) =>
		world.as(who).act((acting) => findOwnYes(acting, place.id, version, read));
	expect(await found(world.host)).toBeNull();
	await sign(world, place, world.host, version);
	expect(await found(world.host)).toBe('waiting');
	expect(await found(world.helper)).toBeNull();
	expect(await found(world.host, 'b'.repeat(64))).toBeNull();
	await sign(world, place, world.mayor, version);
	expect(await found(world.host)).toBe('agreed');
	// A draft that is changed makes another version, which nobody has signed.
	await name(world, place, world.shelter, {
		responsible: world.helper,
		executing: [world.host],
		signatories: [world.host]
	});
	const next = await send(world, place);
	expect(
		await world.as(world.host).act((acting) => findOwnYes(acting, place.id, next, hash))
	).toBeNull();
});

test('what came back with a reason came back once', async () => {
	const { world, place } = await complete(database);
	const version = await send(world, place);
	const [{ hash } = { hash: '' }] = await world.as(world.host).see(findVersion(place.id, version));
	const read = { version, hash, at: new Date(`${TODAY}T10:00:00Z`) };
	const back = (reason: string) =>
		world.as(world.host).act((acting) => returnDocument(acting, place, read, reason));
	expect(await back('For dyrt')).toEqual({ ok: true, value: version });
	expect(await back('For dyrt')).toEqual({ ok: true, value: version });
	expect(await back('For langt')).toMatchObject({ ok: false });
});
