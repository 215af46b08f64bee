import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { hashInvitationToken } from '#server/identity/invitation-token.ts';
import { listMyPathways } from './citizen.queries.ts';
import { inviteCitizen } from './invite-citizen.ts';

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

const invite = (world: World, pathway: string, as: Someone, byMail = false) =>
	world
		.as(as)
		.act((acting) => inviteCitizen(acting, pathway, { email: 'amina@example.test', byMail }));

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
	const first = await invite(world, story.pathway, story.tovholder);
	const second = await invite(world, story.pathway, story.tovholder);
	if (!first.ok || !second.ok) throw new Error('not invited');
	const person = await world.person('Amina Andersen');
	expect(await use(first.value.path, person.id)).toBe(false);
	expect(await use(second.value.path, person.id)).toBe(true);
	expect(await use(second.value.path, person.id)).toBe(false);
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
	const invited = await invite(world, story.pathway, story.tovholder, true);
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
				path: invited.ok && invited.value.path
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
