/** How a companion comes: invited by the citizen, or on what was agreed. */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { closePathway, reopenPathway } from '#features/closing/server/close-pathway.ts';
import { hashInvitationToken } from '#server/identity/invitation-token.ts';
import { MOST_COMPANIONS } from '../companion.rules.ts';
import { listMyPathways } from './citizen.queries.ts';
import {
	insertCompanionInvitation,
	listCompanionInvitations,
	listCompanions
} from './companion.queries.ts';
import { takeInvitationBack } from './invite-companion.ts';
import { listLog } from './log.queries.ts';
import { tellOfCompanions } from './test-companion.ts';

const database = await testDatabase();

const PLAN = {
	ground: 'criteria-gone' as const,
	groundNote: '',
	criteria: [],
	plan: 'Amina ringer selv til boligrådgivningen.',
	citizenPart: 'together' as const,
	citizenNote: '',
	toldOutside: []
};
const { AGREED, invite, linkOf, use, withSister, withoutAccount, read, end } =
	tellOfCompanions(database);

test('who says yes to the citizen sees what was opened and nothing else, from that moment; the link works once', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { citizen, pathway, tovholder } = story;
	const link = await linkOf(invite(world, citizen, pathway));
	const person = await world.person('Sara Søster');
	const before = await world.session(person.id, person.name, { hat: 'self' });
	expect(await world.as(before).see(listMyPathways())).toEqual([]);
	expect(await use(link, person)).toBe(true);
	expect(await use(link, await world.person('Finder Findersen'))).toBe(false);
	expect(await read(world, before, pathway)).toEqual(['housing']);
	for (const reader of [citizen, tovholder])
		expect(await world.as(reader).see(listCompanions(pathway))).toMatchObject([
			{ name: 'Sara Søster', categories: ['housing'], openedBy: 'Amina Andersen', endedAt: null }
		]);
	const log = await world.as(citizen).see(listLog(pathway, null));
	expect(log.map(({ action, name }) => [action, name])).toEqual([
		['companion.joined', 'Sara Søster'],
		['companion.invited', 'Amina Andersen']
	]);
});

test('a companion’s own hat is counted among the hats to choose between', async () => {
	const world = await newWorld(database);
	const { sister } = await withSister(world, await world.coordinatedPathway());
	const counted = await world.as(sister).act(async ({ visitor }) => ({ hats: visitor.hats }));
	expect(counted).toEqual({ hats: 1 });
});

test('nobody else invites, sees who is invited, or lets anybody go', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { citizen, tovholder, helper, colleague, leader, pathway } = story;
	const { sister, companion } = await withSister(world, story);
	await invite(world, citizen, pathway, { email: 'bo@example.test' });
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	const others = [helper, colleague, leader, sister, await world.administrator()];
	for (const other of [...others, neighbour.citizen, outside.tovholder]) {
		expect(await invite(world, other, pathway, { agreed: AGREED })).toMatchObject({
			reason: 'not-there'
		});
		expect(await end(world, other, pathway, companion.id)).toMatchObject({ reason: 'not-there' });
		expect(await world.as(other).see(listCompanions(pathway))).toEqual([]);
		expect(await world.as(other).see(listCompanionInvitations(pathway))).toEqual([]);
	}
	// Also an administrator's raw question finds none but those to organisations.
	const all = tables.selectFrom('invitation').select('kind').where('kind', '<>', 'member');
	expect(await world.as(await world.administrator()).see(all)).toEqual([]);
	expect(await world.as(tovholder).see(listCompanionInvitations(pathway))).toHaveLength(1);
	// Another's companion under one's own pathway is not there.
	expect(await end(world, neighbour.citizen, neighbour.pathway, companion.id)).toMatchObject({
		reason: 'not-there'
	});
});

test('R-142 the tovholder invites on what was agreed, where the citizen has no account, and only there', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { tovholder, pathway } = story;
	expect(await invite(world, tovholder, pathway, { agreed: AGREED })).toMatchObject({
		reason: 'citizen-decides'
	});
	await withoutAccount(story);
	expect(await invite(world, tovholder, pathway)).toMatchObject({ reason: 'citizen-decides' });
	const link = await linkOf(invite(world, tovholder, pathway, { agreed: AGREED }));
	expect(await use(link, await world.person('Sara Søster'))).toBe(true);
	expect(await world.as(tovholder).see(listCompanions(pathway))).toMatchObject([
		{ openedBy: 'Tove Tovholder', agreedOn: AGREED.on, agreedNote: AGREED.note }
	]);
});

test('whoever works for the citizen, or is the citizen, never becomes the companion', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { citizen, tovholder, helper, colleague, pathway } = story;
	const link = await linkOf(invite(world, citizen, pathway));
	for (const { person } of [tovholder, helper]) expect(await use(link, { id: person })).toBe(false);
	await world.handOver(pathway, tovholder, colleague, { until: null });
	expect(await use(link, { id: tovholder.person })).toBe(false);
	const own = await database.owner.query('select email from samspil.person where id = $1', [
		citizen.person
	]);
	expect(await invite(world, citizen, pathway, own.rows[0])).toMatchObject({
		reason: 'own-companion-address'
	});
	expect(await use(link, await world.person('Sara Søster'))).toBe(true);
	const another = await linkOf(invite(world, citizen, pathway));
	expect(await use(another, { id: citizen.person })).toBe(false);
});

test('an invitation taken back, or made by an account that is the citizen’s no more, opens nothing', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { citizen, pathway } = story;
	const person = await world.person('Sara Søster');
	const id = randomUUID();
	const first = await linkOf(invite(world, citizen, pathway, { id }));
	const back = () => world.as(citizen).act((acting) => takeInvitationBack(acting, pathway, id));
	expect(await back()).toEqual({ ok: true, value: true });
	expect(await back()).toEqual({ ok: true, value: true });
	expect(await use(first, person)).toBe(false);
	// A second link to the same address closes the one before.
	const second = await linkOf(invite(world, citizen, pathway));
	const third = await linkOf(invite(world, citizen, pathway));
	expect(await use(second, person)).toBe(false);
	await withoutAccount(story);
	expect(await use(third, person)).toBe(false);
});

test('L-8 the mail names nobody but the receiver, is sent once, and is nothing an administrator reads', async () => {
	const world = await newWorld(database);
	const { citizen, pathway } = await world.coordinatedPathway();
	const once = { id: randomUUID(), byMail: true };
	for (let twice = 0; twice < 2; twice++)
		expect(await invite(world, citizen, pathway, once)).toEqual({ ok: true, value: null });
	const { rows } = await database.owner.query(
		'select kind, words, in_outbox from samspil.mail where tenant_id = $1',
		[world.tenant]
	);
	const path = expect.stringMatching(/^\/invitations\/[\w-]{43}$/);
	expect(rows).toEqual([
		{ kind: 'companion-invitation', words: { name: 'Sara Søster', path }, in_outbox: false }
	]);
});

test('nobody sends mail to half the town through an invitation form', async () => {
	const world = await newWorld(database);
	const { citizen, pathway } = await world.coordinatedPathway();
	for (let nth = 0; nth < MOST_COMPANIONS; nth++)
		await linkOf(invite(world, citizen, pathway, { email: `nr${nth}@example.test` }));
	expect(await invite(world, citizen, pathway)).toMatchObject({ reason: 'too-many-companions' });
});

test('an owner who proves the address of an account made by a link handed over is nobody’s companion', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { sister, person } = await withSister(world, story);
	expect(await read(world, sister, story.pathway)).toEqual(['housing']);
	const { rows } = await database.pools.identity.query(
		'select samspil.release_account($1) as released',
		[person.id]
	);
	expect(rows).toEqual([{ released: true }]);
	expect(await read(world, sister, story.pathway)).toEqual([]);
});

test('L-17 a child of under 15 lets no companion in alone, nor does the tovholder on less than all with custody, and PostgreSQL refuses it', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { citizen, tovholder, pathway } = story;
	await database.owner.query(
		`update samspil.citizen set birth_date = current_date - 12 * 366 where id = $1`,
		[citizen.citizen]
	);
	const guardians = [randomUUID(), randomUUID()];
	for (const id of guardians)
		await world.insert('guardian', {
			tenant_id: world.tenant,
			id,
			pathway_id: pathway,
			name: `Forælder ${guardians.indexOf(id)}`,
			relation: 'forælder',
			custody: 'shared',
			written_by: tovholder.person,
			changed_by_name: tovholder.name
		});
	const agreed = (...said: string[]) => ({ ...AGREED, guardians: said });
	expect(await invite(world, citizen, pathway)).toMatchObject({ reason: 'guardians-say-it' });
	expect(await invite(world, tovholder, pathway, { agreed: agreed(guardians[0]!) })).toMatchObject({
		reason: 'all-with-custody-say-it'
	});
	const force = (who: typeof tovholder, said: ReturnType<typeof agreed> | null) =>
		world.as(who).act((acting) =>
			acting.run(
				insertCompanionInvitation(pathway, {
					id: randomUUID(),
					name: 'x',
					email: 'x@example.test',
					categories: ['housing'],
					byMail: false,
					agreed: said,
					tokenHash: randomBytes(32),
					days: 1
				})
			)
		);
	await expect(force(citizen, null)).rejects.toMatchObject({ code: '23514' });
	await expect(force(tovholder, agreed(guardians[0]!))).rejects.toMatchObject({ code: '23514' });
	// The child has an account, which decides nothing alone.
	expect(await invite(world, tovholder, pathway, { agreed: agreed(...guardians) })).toMatchObject({
		ok: true
	});
});

test('R-153 who was invited and has not answered when the pathway is closed is let in by no link, and all read why', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { citizen, tovholder, pathway } = story;
	const link = await linkOf(invite(world, citizen, pathway));
	const state = async () => {
		const found = await database.pools.identity.query(
			'select state from samspil.find_invitation($1)',
			[hashInvitationToken(link.replace('/invitations/', ''))]
		);
		return found.rows;
	};
	expect(await state()).toEqual([{ state: 'open' }]);
	const closed = await world
		.as(tovholder)
		.act((acting) => closePathway(acting, pathway, { id: randomUUID(), version: 0, plan: PLAN }));
	expect(closed).toEqual({ ok: true, value: null });
	expect(await state()).toEqual([{ state: 'revoked' }]);
	expect(await use(link, await world.person('Sara Søster'))).toBe(false);
	for (const reader of [citizen, tovholder])
		expect(await world.as(reader).see(listCompanionInvitations(pathway))).toMatchObject([
			{ name: 'Sara Søster', closedAt: expect.any(Date) }
		]);
	// Of a pathway that was closed before that was so, the same.
	const migration = readFileSync('db/migrations/1300_invitations_end_with_pathway.sql', 'utf8');
	await database.owner.query(
		'update samspil.invitation set revoked_at = null, revoked_with_pathway = false where pathway_id = $1',
		[pathway]
	);
	expect(await state()).toEqual([{ state: 'open' }]);
	await database.owner.query(/^update samspil\.invitation.*?;$/ms.exec(migration)![0]);
	expect(await state()).toEqual([{ state: 'revoked' }]);
	// Nor is anybody invited to what is closed, whatever the code forgets.
	const forced = world.as(citizen).act((acting) =>
		acting.run(
			insertCompanionInvitation(pathway, {
				id: randomUUID(),
				name: 'x',
				email: 'x@example.test',
				categories: ['housing'],
				byMail: false,
				agreed: null,
				tokenHash: randomBytes(32),
				days: 1
			})
		)
	);
	await expect(forced).rejects.toMatchObject({ code: 'SA001' });
	// Opened again, whoever is asked anew stands there as asked, and once.
	await world
		.as(tovholder)
		.act((acting) => reopenPathway(acting, pathway, { version: 2, reason: 'Hun er flyttet hjem' }));
	await linkOf(invite(world, citizen, pathway));
	expect(await world.as(citizen).see(listCompanionInvitations(pathway))).toMatchObject([
		{ closedAt: null }
	]);
	expect(await state()).toEqual([{ state: 'revoked' }]);
});
