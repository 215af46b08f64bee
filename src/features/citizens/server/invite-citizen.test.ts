import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { hashInvitationToken } from '#server/identity/invitation-token.ts';
import { listMyPathways } from './citizen.queries.ts';
import { findCitizenAccount } from './invitation.queries.ts';
import { inviteCitizen } from './invite-citizen.ts';
import { untieCitizen } from './untie-citizen.ts';

const database = await testDatabase();

/** The usual pathway, whose citizen has no account yet. */
async function withoutAccount() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	await database.owner.query('update samspil.citizen set person_id = null where id = $1', [
		story.citizen.citizen
	]);
	return { world, story };
}

const invite = (
	world: World,
	pathway: string,
	as: Someone,
	{ byMail = false, id = crypto.randomUUID(), email = 'amina@example.test' } = {}
) => world.as(as).act((acting) => inviteCitizen(acting, pathway, { id, email, byMail }));

/** The link of an invitation that was handed over. */
async function linkOf(asked: ReturnType<typeof invite>): Promise<string> {
	const invited = await asked;
	if (!invited.ok || !invited.value) throw new Error('not invited');
	return invited.value;
}

const hashOf = (path: string) => hashInvitationToken(path.replace('/invitations/', ''));
const use = async (path: string, person: string) =>
	(
		await database.pools.identity.query('select samspil.use_invitation($1, $2, $3) as used', [
			hashOf(path),
			person,
			'2026-05-04'
		])
	).rows[0].used as boolean;

test('the link opens the citizen’s own page, once; an older link opens nothing', async () => {
	const { world, story } = await withoutAccount();
	const first = await linkOf(invite(world, story.pathway, story.tovholder));
	const second = await linkOf(invite(world, story.pathway, story.tovholder));
	const person = await world.person('Amina Andersen');
	expect(await use(first, person.id)).toBe(false);
	expect(await use(second, person.id)).toBe(true);
	expect(await use(second, person.id)).toBe(false);
	const signedIn = await world.session(person.id, person.name, { hat: 'self' });
	expect(await world.as(signedIn).see(listMyPathways())).toMatchObject([
		{ id: story.pathway, isCitizen: true }
	]);
	expect(await invite(world, story.pathway, story.tovholder)).toMatchObject({
		reason: 'citizen-has-account'
	});
});

test('L-8 the mail names the receiver and who invites, and nothing of the pathway', async () => {
	const { world, story } = await withoutAccount();
	const once = { byMail: true, id: crypto.randomUUID() };
	await invite(world, story.pathway, story.tovholder, once);
	// The button pressed twice sends one mail.
	expect(await invite(world, story.pathway, story.tovholder, once)).toMatchObject({ ok: true });
	const { rows } = await database.owner.query(
		'select kind, address, words from samspil.mail where tenant_id = $1',
		[world.tenant]
	);
	expect(rows).toEqual([
		{
			kind: 'citizen-invitation',
			address: 'amina@example.test',
			words: {
				name: 'Amina Andersen',
				inviter: 'Tove Tovholder',
				path: expect.stringMatching(/^\/invitations\/[\w-]{43}$/)
			}
		}
	]);
});

test('nobody but the tovholder invites', async () => {
	const { world, story } = await withoutAccount();
	const { helper, leader, colleague, pathway } = story;
	for (const other of [helper, leader, colleague, await world.administrator()])
		expect(await invite(world, pathway, other)).toMatchObject({ reason: 'not-there' });
});

test('a link that goes by mail is shown to nobody; only then does it prove the address', async () => {
	const { world, story } = await withoutAccount();
	expect(await invite(world, story.pathway, story.tovholder, { byMail: true })).toEqual({
		ok: true,
		value: null
	});
	const proves = async (path: string) =>
		(
			await database.pools.identity.query(
				'select "provesAddress" as proves from samspil.find_invitation($1)',
				[hashOf(path)]
			)
		).rows[0].proves as boolean;
	const { rows } = await database.owner.query(
		`select words ->> 'path' as path from samspil.mail where tenant_id = $1`,
		[world.tenant]
	);
	expect(await proves(rows[0].path)).toBe(true);
	expect(await proves(await linkOf(invite(world, story.pathway, story.tovholder)))).toBe(false);
});

test('whoever works on a pathway never becomes its citizen, neither now nor afterwards', async () => {
	const { world, story } = await withoutAccount();
	const { pathway, tovholder, helper, colleague } = story;
	const own = await database.owner.query('select email from samspil.person where id = $1', [
		tovholder.person
	]);
	expect(await invite(world, pathway, tovholder, own.rows[0])).toMatchObject({
		reason: 'own-address'
	});
	const link = await linkOf(invite(world, pathway, tovholder));
	expect(await use(link, tovholder.person)).toBe(false);
	expect(await use(link, helper.person)).toBe(false);
	await world.handOver(pathway, tovholder, colleague, { until: null });
	const next = await linkOf(invite(world, pathway, colleague));
	expect(await use(next, tovholder.person)).toBe(false);
	expect(await use(next, colleague.person)).toBe(false);
	// The link is still good for the citizen.
	expect(await use(next, (await world.person('Amina Andersen')).id)).toBe(true);
});

test('the tovholder takes a wrong account off the citizen, in the open, and invites the right one', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder, helper, citizen } = await world.coordinatedPathway();
	const untie = (as: Someone, account = citizen.person) =>
		world.as(as).act((acting) => untieCitizen(acting, pathway, account));
	expect(await world.as(tovholder).see(findCitizenAccount(pathway))).toMatchObject([
		{ person: citizen.person, name: 'Amina Andersen' }
	]);
	for (const other of [helper, citizen, await world.administrator()]) {
		expect(await world.as(other).see(findCitizenAccount(pathway))).toEqual([]);
		expect(await untie(other)).toMatchObject({ reason: 'not-there' });
	}
	expect(await untie(tovholder, helper.person)).toMatchObject({ reason: 'another-account' });
	expect(await world.as(citizen).see(listMyPathways())).toHaveLength(1);

	expect(await untie(tovholder)).toEqual({ ok: true, value: true });
	expect(await untie(tovholder)).toEqual({ ok: true, value: true });
	expect(await world.as(citizen).see(listMyPathways())).toEqual([]);
	const { rows } = await database.owner.query(
		`select person_id, reason from samspil.audit_event where pathway_id = $1 and action = 'citizen.untied'`,
		[pathway]
	);
	expect(rows).toEqual([{ person_id: tovholder.person, reason: 'tovholder' }]);
	expect(await invite(world, pathway, tovholder)).toMatchObject({ ok: true });
});
