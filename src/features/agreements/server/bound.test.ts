/** A party taken out of the draft of the next version: bound by what it has agreed on until a version without it counts. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addParty, removeParty } from '#features/documents/server/change-parties.ts';
import { findDocument, listDocuments } from '#features/documents/server/document.queries.ts';
import { listParties } from '#features/documents/server/party.queries.ts';
import { findVersion, listVersions } from '#features/documents/server/version.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY, type Someone } from '#server/database/test-world.ts';
import { ask } from '#server/tables.ts';
import { addDays } from '#values/day.ts';
import { DAYS_TO_REMOVE } from '../ending.rules.ts';
import { listNotices } from './agreement.queries.ts';
import { endByBreach, registerNotice, takeBackNotice } from './end-agreement.ts';
import { holdReview } from './hold-review.ts';
import { reportPromise } from './keep-promise.ts';
import { listObligations, listOurObligations } from './obligation.queries.ts';
import { listLeft, listRemovals } from './removal.queries.ts';
import { askRemoval, tellRemoved } from './remove-names.ts';
import { answer, inForce, name, send, sign, type AgreementWorld } from './test-agreement.ts';

const database = await testDatabase();

/** In force between the municipality and the shelter; then the shelter is taken out of the draft, and the housing association in. */
async function withoutShelter() {
	const found = await inForce(database);
	const { world, place, id } = found;
	const [before] = await world.as(world.leader).read(listParties(id));
	const version = before.find((each) => each.id === world.shelter)!.version;
	const out = await world
		.as(world.leader)
		.act((acting) =>
			removeParty(acting, place, { organisation: world.shelter, version, waiting: '' })
		);
	expect(out).toMatchObject({ ok: true });
	await world
		.as(world.leader)
		.act((acting) => addParty(acting, place, { organisation: world.homes, waiting: '' }));
	return found;
}

/** The next version, without the shelter, signed by all it names. */
async function agreeWithout({ world, place }: Awaited<ReturnType<typeof withoutShelter>>) {
	const { landlord } = world;
	await name(world, place, world.homes, {
		responsible: landlord,
		executing: [landlord],
		signatories: [landlord]
	});
	await answer(world, place, landlord, 'expectations', {
		[`expectations@${world.homes}`]: 'En nøgle'
	});
	const version = await send(world, place);
	for (const who of [world.mayor, landlord]) await sign(world, place, who, version);
}

const give = (world: AgreementWorld, agreement: string, who: Someone) =>
	world.as(who).act((acting) =>
		registerNotice(acting, agreement, randomUUID(), {
			by: who.organisation!,
			received: TODAY,
			end: null,
			evidence: '',
			reason: ''
		})
	);
const sees = async (world: AgreementWorld, id: string, who: Someone) =>
	(await world.as(who).see(findDocument(id))).length === 1;

test('it still reads the agreement, in the list as well, and its people still tell how its promises go', async () => {
	const { world, id, version } = await withoutShelter();
	expect(await sees(world, id, world.helper)).toBe(true);
	expect(await world.as(world.helper).see(listDocuments(null))).toMatchObject([{ id }]);
	expect(await world.as(world.helper).see(findVersion(id, version))).toHaveLength(1);
	expect(await world.as(world.helper).see(listOurObligations())).toMatchObject([
		{ what: 'Åbne hver nat' }
	]);
	const [promise] = await world.as(world.helper).see(listObligations(id));
	const tell = (who: Someone) =>
		world
			.as(who)
			.act((acting) =>
				reportPromise(
					acting,
					id,
					{ promise: promise!.id, base: 1 },
					{ status: 'under-way', evidence: '' }
				)
			);
	expect(await tell(world.landlord)).toMatchObject({ reason: 'not-a-writer-of-it' });
	expect(await tell(world.helper)).toMatchObject({ ok: true });
});

test('R-286 it gives notice, and is asked for its yes to take one back', async () => {
	const { world, id } = await withoutShelter();
	expect(await give(world, id, world.host)).toMatchObject({
		ok: true,
		value: { end: '2026-12-01' }
	});
	const [notice] = await world.as(world.host).see(listNotices(id));
	const back = (who: Someone) =>
		world.as(who).act((acting) => takeBackNotice(acting, id, notice!.id));
	expect(await back(world.mayor)).toEqual({ ok: true, value: [world.shelter] });
	expect(await back(world.landlord)).toMatchObject({ reason: 'not-yours-to-end' });
	expect(await back(world.host)).toEqual({ ok: true, value: [] });
});

test('R-287 it ends for breach, and is ended with', async () => {
	for (const [by, against] of [
		['host', 'tenant'],
		['mayor', 'shelter']
	] as const) {
		const { world, id } = await withoutShelter();
		const breach = {
			against: world[against],
			what: 'Har ikke åbnet',
			happenedOn: TODAY,
			toldOn: TODAY,
			end: TODAY
		};
		expect(
			await world.as(world[by]).act((acting) => endByBreach(acting, id, randomUUID(), breach))
		).toMatchObject({ ok: true });
	}
});

test('R-199 a review asks for the parties of the agreed version, and may be written down by whom that version names', async () => {
	const { world, id } = await withoutShelter();
	const [document] = await world.as(world.host).see(findDocument(id));
	const [promise] = await world.as(world.host).see(listObligations(id));
	const seat = ({ person, name, organisation }: Someone) => ({
		person,
		name,
		party: organisation!
	});
	const hold = (who: Someone, present: Someone[]) =>
		world.as(who).act((acting) =>
			holdReview(acting, id, {
				id: randomUUID(),
				base: document!.version,
				on: TODAY,
				present: present.map(seat),
				findings: [{ obligation: promise!.id, outcome: 'on-track', note: '', base: 1 }],
				conclusion: 'continue',
				note: '',
				next: { on: '2026-11-04', owner: { person: world.host.person, party: world.shelter } }
			})
		);
	expect(await hold(world.leader, [world.leader, world.landlord])).toMatchObject({
		reason: 'party-not-there'
	});
	expect(await hold(world.landlord, [world.leader, world.host])).toMatchObject({
		reason: 'not-a-writer-of-it'
	});
	expect(await hold(world.helper, [world.leader, world.helper])).toMatchObject({ ok: true });
	expect((await world.as(world.host).see(findDocument(id)))[0]).toMatchObject({
		reviewOn: '2026-11-04'
	});
});

test('it hears of what happens to the agreement', async () => {
	const { world, id } = await withoutShelter();
	await give(world, id, world.mayor);
	const { rows } = await database.owner.query(
		`select person_id as person from samspil.notice where tenant_id = $1 and kind = 'agreement-notice'`,
		[world.tenant]
	);
	const told = rows.map(({ person }) => person);
	expect(told).toEqual(expect.arrayContaining([world.host.person, world.helper.person]));
});

test('it writes nothing of the draft, names nobody and cannot let itself in again', async () => {
	const { world, place, id } = await withoutShelter();
	const force = (query: ReturnType<typeof sql<unknown>>) =>
		world.as(world.host).act((acting) => acting.run(ask(query)));
	await expect(
		force(sql`update samspil.document set title = 'Vores' where id = ${id}::uuid`)
	).rejects.toThrow('does not write its draft');
	await expect(
		force(sql`update samspil.document_version set name = 'Vores' where document_id = ${id}::uuid`)
	).rejects.toThrow('settled by those of its draft');
	expect(
		await force(sql`update samspil.document_party set left_at = null where document_id = ${id}::uuid
			and organisation_id = ${world.shelter}::uuid`)
	).toBe(0);
	expect(
		await name(
			world,
			place,
			world.shelter,
			{ responsible: world.host, executing: [], signatories: [world.host] },
			world.host
		)
	).toMatchObject({ reason: 'no-such-party' });
	expect(await answer(world, place, world.host, 'purpose', { purpose: 'Vores' })).toMatchObject({
		reason: 'not-a-writer-of-it'
	});
});

test('once a version without it is in force it reads no more and ends nothing, and who joined does', async () => {
	const found = await withoutShelter();
	const { world, id } = found;
	await agreeWithout(found);
	expect(await world.as(world.leader).see(listVersions(id))).toMatchObject([
		{ number: 2, fate: 'agreed' },
		{ number: 1 }
	]);
	for (const who of [world.host, world.helper]) expect(await sees(world, id, who)).toBe(false);
	expect(await world.as(world.helper).see(listOurObligations())).toEqual([]);
	expect(await give(world, id, world.host)).toMatchObject({ reason: 'no-document' });
	expect(await give(world, id, world.landlord)).toMatchObject({ ok: true });
});

test('R-290 a party that has left for good asks for its name to come off, sees that it is done, and nothing else of the agreement', async () => {
	const found = await withoutShelter();
	const { world, id } = found;
	const [early, late] = [randomUUID(), randomUUID()];
	const asks = (who: Someone, removal: string) =>
		world.as(who).act((acting) =>
			askRemoval(acting, id, removal, {
				material: 'Folderen',
				keeper: world.tenant,
				why: 'leaving'
			})
		);
	expect(await asks(world.host, early)).toMatchObject({ ok: true });
	await agreeWithout(found);
	expect(await world.as(world.helper).see(listLeft())).toMatchObject([
		{ id, title: 'Hjem igen', mayAsk: false }
	]);
	for (const who of [world.leader, world.landlord, world.stranger])
		expect(await world.as(who).see(listLeft())).toEqual([]);
	expect(await asks(world.host, late)).toMatchObject({
		ok: true,
		value: { dueOn: addDays(TODAY, DAYS_TO_REMOVE) }
	});
	expect(await asks(world.helper, randomUUID())).toMatchObject({ reason: 'not-yours-to-end' });
	expect(await asks(world.stranger, randomUUID())).toMatchObject({ reason: 'no-document' });
	for (const removal of [early, late])
		expect(
			await world.as(world.clerk).act((acting) => tellRemoved(acting, id, removal))
		).toMatchObject({ ok: true });
	expect(await world.as(world.helper).see(listRemovals(id))).toMatchObject([
		{ doneBy: 'Karl Kontor' },
		{ doneBy: 'Karl Kontor' }
	]);
	expect(await world.as(world.stranger).see(listRemovals(id))).toEqual([]);
	expect(await sees(world, id, world.host)).toBe(false);
	const { rows } = await database.owner.query(
		`select person_id as person, kind from samspil.notice where tenant_id = $1 and kind like 'agreement-remov%' order by created_at`,
		[world.tenant]
	);
	const [asked, removed] = [
		{ person: world.leader.person, kind: 'agreement-removal-asked' },
		{ person: world.host.person, kind: 'agreement-removed' }
	];
	expect(rows).toEqual([asked, asked, removed, removed]);
});

test('R-290 what one that has left keeps of another’s, it takes off and says so', async () => {
	const found = await withoutShelter();
	const { world, id } = found;
	const removal = randomUUID();
	const asked = await world.as(world.mayor).act((acting) =>
		askRemoval(acting, id, removal, {
			material: 'Plakaten',
			keeper: world.shelter,
			why: 'outdated'
		})
	);
	expect(asked).toMatchObject({ ok: true });
	await agreeWithout(found);
	const tell = (who: Someone) => world.as(who).act((acting) => tellRemoved(acting, id, removal));
	expect(await tell(world.helper)).toMatchObject({ reason: 'not-yours-to-remove' });
	expect(await tell(world.host)).toMatchObject({ ok: true });
	expect(await world.as(world.leader).see(listRemovals(id))).toMatchObject([
		{ doneBy: 'Vera Vang' }
	]);
});

test('who is bound by what counts takes their own organisation out of the draft', async () => {
	const { world, place, id } = await inForce(database);
	const host = world.as(world.host);
	const { version } = (await host.see(listParties(id))).find((each) => each.id === world.shelter)!;
	expect(
		await host.act((acting) =>
			removeParty(acting, place, { organisation: world.shelter, version, waiting: '' })
		)
	).toEqual({ ok: true, value: world.shelter });
	const left = await world.as(world.leader).see(listParties(id));
	expect(left.map((each) => each.id)).not.toContain(world.shelter);
	expect(await sees(world, id, world.host)).toBe(true);
});

test('who only ever stood in a draft has left with it', async () => {
	const { world, place, id } = await inForce(database);
	await world
		.as(world.leader)
		.act((acting) => addParty(acting, place, { organisation: world.homes, waiting: '' }));
	expect(await sees(world, id, world.landlord)).toBe(true);
	await world
		.as(world.leader)
		.act((acting) =>
			removeParty(acting, place, { organisation: world.homes, version: 1, waiting: '' })
		);
	expect(await sees(world, id, world.landlord)).toBe(false);
});
