import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listEntries } from '#features/pathways/server/entry.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { hashInvitationToken } from '#server/identity/invitation-token.ts';
import { tables } from '#server/tables.ts';
import { MOST_COMPANIONS } from '../companion.rules.ts';
import { listMyPathways } from './citizen.queries.ts';
import { findOwnPlace, listCompanionInvitations, listCompanions } from './companion.queries.ts';
import { endCompanion, leaveAsCompanion } from './end-companion.ts';
import {
	inviteCompanion,
	takeInvitationBack,
	type CompanionInvitation
} from './invite-companion.ts';
import { listLog } from './log.queries.ts';

const database = await testDatabase();
type Story = Awaited<ReturnType<World['coordinatedPathway']>>;

const AGREED = { on: '2026-05-04', note: 'Hun er med til møder og ser det om boligen' };
const invite = (
	world: World,
	as: Someone,
	pathway: string,
	change: Partial<CompanionInvitation> = {}
) =>
	world.as(as).act((acting) =>
		inviteCompanion(acting, pathway, {
			id: randomUUID(),
			name: 'Sara Søster',
			email: 'sara@example.test',
			categories: ['housing'],
			byMail: false,
			agreed: null,
			...change
		})
	);
async function linkOf(asked: ReturnType<typeof invite>): Promise<string> {
	const invited = await asked;
	if (!invited.ok || !invited.value) throw new Error('not invited');
	return invited.value;
}
const use = async (link: string, { id }: { id: string }) =>
	(
		await database.pools.identity.query('select samspil.use_invitation($1, $2, $3) as used', [
			hashInvitationToken(link.replace('/invitations/', '')),
			id,
			'2026-05-04'
		])
	).rows[0].used as boolean;
/** The citizen invites, and the sister says yes. */
async function withSister(world: World, { citizen, pathway }: Story) {
	const person = await world.person('Sara Søster');
	expect(await use(await linkOf(invite(world, citizen, pathway)), person)).toBe(true);
	const sister = await world.session(person.id, person.name, { hat: 'self' });
	const [companion] = await world.as(citizen).see(listCompanions(pathway));
	return { sister, person, companion: companion! };
}
const withoutAccount = ({ citizen }: Story) =>
	database.owner.query('update samspil.citizen set person_id = null where id = $1', [
		citizen.citizen
	]);
const read = async (world: World, someone: Someone, pathway: string) =>
	(await world.as(someone).see(listEntries(pathway, null))).map(({ category }) => category);
const end = (world: World, as: Someone, pathway: string, companion: string, version = 1) =>
	world.as(as).act((acting) => endCompanion(acting, pathway, companion, version));
const leave = (world: World, as: Someone, pathway: string, companion: string, version = 1) =>
	world.as(as).act((acting) => leaveAsCompanion(acting, pathway, companion, version));

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

test('a companion who is let go reads nothing from the next request on, whoever of the two does it', async () => {
	for (const by of ['citizen', 'tovholder'] as const) {
		const world = await newWorld(database);
		const story = await world.coordinatedPathway();
		const { pathway } = story;
		const { sister, companion } = await withSister(world, story);
		expect(await end(world, story[by], pathway, companion.id)).toEqual({ ok: true, value: true });
		expect(await read(world, sister, pathway)).toEqual([]);
		expect(await world.as(sister).see(listMyPathways())).toEqual([]);
		// The button pressed twice ends once.
		expect(await end(world, story[by], pathway, companion.id)).toEqual({ ok: true, value: true });
		const { rows } = await database.owner.query(
			`select person_id as person, kind from samspil.notice where tenant_id = $1 and kind = 'companion-ended'`,
			[world.tenant]
		);
		const other = by === 'citizen' ? story.tovholder : story.citizen;
		expect(rows).toEqual([{ person: other.person, kind: 'companion-ended' }]);
		const [row] = await world.as(story.citizen).see(listLog(pathway, null));
		expect(row).toMatchObject({ action: 'companion.ended', reason: by });
	}
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

test('a companion leaves by themselves: nothing is open from the next request on, and the citizen and the tovholder are told once', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { citizen, tovholder, pathway } = story;
	const { sister, person, companion } = await withSister(world, story);
	const [place] = await world.as(sister).see(findOwnPlace(pathway));
	expect(place).toEqual({ id: companion.id, version: 1 });
	// What was opened anew since their page was shown is read first.
	const again = await linkOf(invite(world, citizen, pathway, { categories: ['health'] }));
	expect(await use(again, person)).toBe(true);
	expect(await leave(world, sister, pathway, companion.id, 1)).toMatchObject({
		reason: 'companion-changed-meanwhile'
	});
	for (let times = 0; times < 2; times += 1)
		expect(await leave(world, sister, pathway, companion.id, 2)).toEqual({ ok: true, value: true });
	expect(await read(world, sister, pathway)).toEqual([]);
	expect(await world.as(sister).see(findOwnPlace(pathway))).toEqual([]);
	const { rows } = await database.owner.query(
		`select person_id as person from samspil.notice where tenant_id = $1 and kind = 'companion-left' order by 1`,
		[world.tenant]
	);
	expect(rows.map(({ person: told }) => told)).toEqual([citizen.person, tovholder.person].sort());
	expect(await world.as(citizen).see(listCompanions(pathway))).toMatchObject([
		{ name: 'Sara Søster', endedBy: 'Sara Søster' }
	]);
	const [row] = await world.as(citizen).see(listLog(pathway, null));
	expect(row).toMatchObject({
		action: 'companion.ended',
		reason: 'companion',
		name: 'Sara Søster'
	});
});

test('nobody leaves in another companion’s place', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, helper } = story;
	const { companion } = await withSister(world, story);
	const brother = await world.companion(pathway, 'Bo Bror', ['housing']);
	for (const other of [brother, helper, story.citizen, story.tovholder])
		expect(await leave(world, other, pathway, companion.id)).toEqual({
			ok: false,
			reason: 'not-there'
		});
	const all = await world.as(story.citizen).see(listCompanions(pathway));
	expect(all.map(({ endedAt }) => endedAt)).toEqual([null, null]);
});

test('invited anew, a companion sees what the new invitation opens; what is let go on an old page is refused', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { citizen, pathway } = story;
	const { sister, person, companion } = await withSister(world, story);
	const again = await linkOf(invite(world, citizen, pathway, { categories: ['health'] }));
	expect(await use(again, person)).toBe(true);
	expect(await read(world, sister, pathway)).toEqual(['health']);
	expect(await world.as(citizen).see(listCompanions(pathway))).toHaveLength(1);
	expect(await end(world, citizen, pathway, companion.id)).toMatchObject({
		reason: 'companion-changed-meanwhile'
	});
	expect(await end(world, citizen, pathway, companion.id, 2)).toMatchObject({ ok: true });
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
