/** A municipality is set up, told as its administrator and as those who would like to be, through the front door. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { hashInvitationToken } from '#server/identity/invitation-token.ts';
import { addExistingOrganisation, addOrganisation } from './add-organisation.ts';
import { changePlace, leaveOrganisation } from './change-membership.ts';
import { changeOrganisation } from './change-organisation.ts';
import { createMunicipality } from './create-municipality.ts';
import { listInvitations } from './invitation.queries.ts';
import { inviteAgain, invitePerson, takeInvitationBack } from './invite-person.ts';
import { findMembership, listPeople } from './membership.queries.ts';
import {
	findElsewhere,
	findOrganisation,
	findWorkingHere,
	listOrganisations
} from './organisation.queries.ts';

const database = await testDatabase();

const count = async (question: string, ...values: unknown[]): Promise<number> =>
	(await database.owner.query(`select count(*)::int as n from samspil.${question}`, values)).rows[0]
		.n;

const kilden = () => ({
	id: randomUUID(),
	name: `Kilden ${randomUUID()}`,
	kind: 'voluntary' as const,
	cvr: null,
	areas: [],
	contact: '',
	another: false
});
const invitation = (organisation: string) => ({
	id: randomUUID(),
	name: 'Aqqaluk Ærø',
	email: `${randomUUID()}@eksempel.test`,
	organisation,
	title: 'Frivillig 🌊',
	function: 'volunteer' as const,
	canBind: false
});

test('the first municipality is created, with the hat put on in it, however often the form is sent', async () => {
	const { person } = await newWorld(database);
	const { id: ada } = await person('Ada');
	await database.owner.query('update samspil.person set is_administrator = true where id = $1', [
		ada
	]);
	const token = randomUUID();
	await database.owner.query(
		`insert into identity.session (token, "userId", "expiresAt", hat, assurance) values ($1, $2, now() + interval '1 hour', 'administrator', 'multi')`,
		[token, ada]
	);
	const { as } = await newWorld(database);
	const solby = { id: randomUUID(), name: 'Solby Kommune', cvr: '29189838' };
	await as({ token }).act((acting) => createMunicipality(acting, solby));
	await as({ token }).act((acting) => createMunicipality(acting, solby));
	const tenant = await as({ token }).act(async ({ visitor }) => visitor.tenant);
	expect(tenant).toBe(solby.id);
	expect(await as({ token }).see(listOrganisations())).toMatchObject([
		{ id: solby.id, kind: 'municipality', people: 0 }
	]);
	expect(
		await count(`audit_event where action = 'municipality.created' and tenant_id = $1`, solby.id)
	).toBe(1);
});

test('somebody who is no administrator creates nothing', async () => {
	const { tenant, worker, as } = await newWorld(database);
	const leader = await worker('Lene', tenant, 'project-leader');
	const id = randomUUID();
	const forge = as(leader).act;
	const refusal = /row-level security/;
	await expect(
		forge((acting) => createMunicipality(acting, { id, name: 'Nyby', cvr: null }))
	).rejects.toThrow(refusal);
	await expect(forge((acting) => addOrganisation(acting, { ...kilden(), id }))).rejects.toThrow(
		refusal
	);
	await expect(forge((acting) => invitePerson(acting, invitation(tenant)))).rejects.toThrow(
		refusal
	);
	expect(await count('organisation where id = $1', id)).toBe(0);
});

test('an organisation is added once though the form is sent twice, and a like name is asked about', async () => {
	const { administrator, as } = await newWorld(database);
	const ada = await administrator();
	const wish = kilden();
	const add = (given: typeof wish) => as(ada).act((acting) => addOrganisation(acting, given));
	expect(await add(wish)).toEqual({ ok: true, value: wish.id });
	expect(await add(wish)).toEqual({ ok: true, value: wish.id });
	const alike = { ...wish, id: randomUUID(), name: `Foreningen ${wish.name.toUpperCase()}` };
	expect(await add(alike)).toMatchObject({
		ok: false,
		reason: 'organisation-alike',
		alike: [{ id: wish.id }]
	});
	expect(await add({ ...alike, another: true })).toEqual({ ok: true, value: alike.id });
	// A slip, in the word that says what sort of body it is as well, and the same way to reach them.
	const nye = { ...wish, id: randomUUID(), name: 'Den nye forening', contact: 'Ring 70 10 20 99' };
	expect(await add(nye)).toMatchObject({ ok: true });
	for (const [name, contact] of [
		['Den nye forenig', ''],
		['Noget helt andet', 'tlf. 70102099']
	] as const)
		expect(await add({ ...nye, id: randomUUID(), name, contact }), name).toMatchObject({
			reason: 'organisation-alike',
			alike: [{ id: nye.id }]
		});
	const here = await as(ada).see(findWorkingHere('den nye forenig'));
	expect(here.map(({ id }) => id)).toContain(nye.id);
	expect((await as(ada).see(findWorkingHere('nye havn'))).map(({ id }) => id)).toEqual([]);
});

test('an organisation of another municipality is taken from the register instead of made twice', async () => {
	const [here, there] = [await newWorld(database), await newWorld(database)];
	const theirs = await there.organisation('housing', 'Solby Bo');
	const ada = await here.administrator();
	const name = (await there.as(ada).see(findOrganisation(theirs)))[0];
	expect(name).toBeUndefined();
	expect((await here.as(ada).see(findElsewhere('solby bo'))).map(({ id }) => id)).toContain(theirs);
	const join = () => here.as(ada).act((acting) => addExistingOrganisation(acting, theirs));
	expect(await join()).toEqual({ ok: true, value: theirs });
	expect(await join()).toEqual({ ok: true, value: theirs });
	expect((await here.as(ada).see(listOrganisations())).map(({ id }) => id)).toEqual([
		here.tenant,
		theirs
	]);
	expect((await here.as(ada).see(findElsewhere('solby bo'))).map(({ id }) => id)).not.toContain(
		theirs
	);
	expect(await here.as(ada).act((acting) => addExistingOrganisation(acting, randomUUID()))).toEqual(
		{
			ok: false,
			reason: 'no-such-organisation'
		}
	);
});

test('of two who change one organisation, the second reads what the first wrote', async () => {
	const { administrator, organisation, as } = await newWorld(database);
	const [ada, bo] = [await administrator('Ada'), await administrator('Bo')];
	const id = await organisation('voluntary');
	const change = (who: Someone, contact: string) =>
		as(who).act((acting) =>
			changeOrganisation(acting, id, {
				version: 1,
				name: 'Kilden',
				kind: null,
				cvr: null,
				areas: [],
				contact
			})
		);
	expect(await change(ada, 'Havnegade 1')).toEqual({ ok: true, value: id });
	expect(await change(ada, 'Havnegade 1')).toEqual({ ok: true, value: id });
	expect(await change(bo, 'Torvet 2')).toMatchObject({
		reason: 'stale',
		saved: { contact: 'Havnegade 1', version: 2, changedBy: 'Ada' }
	});
	const other = await newWorld(database);
	const stranger = await other.administrator();
	expect(
		await other.as(stranger).act((acting) =>
			changeOrganisation(acting, id, {
				version: 2,
				name: 'x',
				kind: null,
				cvr: null,
				areas: [],
				contact: ''
			})
		)
	).toEqual({ ok: false, reason: 'no-such-organisation' });
});

test('who is in the organisation already is not invited to it, and no mail is sent; to another one they are', async () => {
	const { worker, administrator, organisation, as } = await newWorld(database);
	const ada = await administrator();
	const [home, other] = [await organisation('voluntary'), await organisation('voluntary')];
	const { person } = await worker('Vera Vikar', home);
	const {
		rows: [{ email }]
	} = await database.owner.query('select email from samspil.person where id = $1', [person]);
	const invite = (to: string) =>
		as(ada).act((acting) => invitePerson(acting, { ...invitation(to), email }));
	expect(await invite(home)).toMatchObject({ reason: 'already-a-member' });
	const mails = () =>
		database.owner.query('select id from samspil.mail where address = $1', [email]);
	expect((await mails()).rows).toEqual([]);
	expect((await invite(other)).ok).toBe(true);
	await database.owner.query(
		`update samspil.membership set active_until = '2026-05-03' where person_id = $1`,
		[person]
	);
	expect((await invite(home)).ok).toBe(true);
});

test('somebody is invited by mail, once, and joins with the link in it', async () => {
	const { tenant, administrator, organisation, person, as } = await newWorld(database);
	const ada = await administrator();
	const wish = invitation(await organisation('voluntary'));
	const invite = (given: typeof wish) => as(ada).act((acting) => invitePerson(acting, given));
	const twice = await Promise.all([invite(wish), invite(wish)]);
	expect(twice).toEqual([
		{ ok: true, value: wish.id },
		{ ok: true, value: wish.id }
	]);
	expect(await invite({ ...wish, id: randomUUID() })).toEqual({
		ok: false,
		reason: 'address-already-invited'
	});
	const mails = await database.owner.query(
		`select kind, words from samspil.mail where address = $1`,
		[wish.email]
	);
	expect(mails.rows).toMatchObject([
		{
			kind: 'invitation',
			words: { name: wish.name, path: expect.stringMatching(/^\/invitations\/[\w-]{43}$/) }
		}
	]);
	const { id } = await person(wish.name);
	const token = mails.rows[0].words.path.split('/').at(-1);
	const use = async () =>
		(
			await database.pools.identity.query('select samspil.use_invitation($1, $2, $3) as used', [
				hashInvitationToken(token),
				id,
				TODAY
			])
		).rows[0].used;
	expect(await use()).toBe(true);
	expect(await use()).toBe(false);
	expect(await as(ada).see(findMembership(id, wish.organisation))).toMatchObject([
		{ name: wish.name, title: 'Frivillig 🌊', function: 'volunteer', tenant }
	]);
	// The same person again, for another organisation: a second hat.
	expect((await invite({ ...wish, id: randomUUID(), organisation: tenant })).ok).toBe(true);
});

test('R-060 a project leader is invited to the municipality only, and PostgreSQL says so too', async () => {
	const { tenant, administrator, organisation, as } = await newWorld(database);
	const ada = await administrator();
	const shelter = await organisation('voluntary');
	const wish = { ...invitation(shelter), function: 'project-leader' as const };
	const invite = (given: typeof wish) => as(ada).act((acting) => invitePerson(acting, given));
	expect(await invite(wish)).toEqual({ ok: false, reason: 'project-leader-elsewhere' });
	expect((await invite({ ...wish, organisation: tenant })).ok).toBe(true);
	await expect(
		database.owner.query(`update samspil.invitation set organisation_id = $2 where id = $1`, [
			wish.id,
			shelter
		])
	).rejects.toThrow(/invitation_project_leader/);
});

test('an invitation is taken back, and sent again with a new link', async () => {
	const { administrator, organisation, as } = await newWorld(database);
	const ada = await administrator();
	const wish = invitation(await organisation('private'));
	const act = as(ada).act;
	await act((acting) => invitePerson(acting, wish));
	const next = randomUUID();
	const again = () => act((acting) => inviteAgain(acting, wish.id, next));
	expect(await again()).toEqual({ ok: true, value: next });
	expect(await again()).toEqual({ ok: true, value: next });
	expect(await count('mail where address = $1', wish.email)).toBe(2);
	const list = await as(ada).see(listInvitations());
	expect(list.map(({ id, revokedAt }) => [id, revokedAt !== null])).toEqual([
		[next, false],
		[wish.id, true]
	]);
	expect(await as(ada).see(listInvitations(next))).toMatchObject([{ id: wish.id }]);
	const takeBack = () => act((acting) => takeInvitationBack(acting, next));
	expect(await takeBack()).toEqual({ ok: true, value: next });
	expect(await takeBack()).toEqual({ ok: true, value: next });
	expect(await act((acting) => takeInvitationBack(acting, randomUUID()))).toEqual({
		ok: false,
		reason: 'no-such-invitation'
	});
});

test('an invitation that ran out makes room for a new one', async () => {
	const { administrator, organisation, as } = await newWorld(database);
	const ada = await administrator();
	const wish = invitation(await organisation('private'));
	await as(ada).act((acting) => invitePerson(acting, wish));
	await database.owner.query(`update samspil.invitation set expires_at = now() where id = $1`, [
		wish.id
	]);
	expect(
		(await as(ada).act((acting) => invitePerson(acting, { ...wish, id: randomUUID() }))).ok
	).toBe(true);
});

test('a place is changed by an administrator of the municipality and by nobody else', async () => {
	const { tenant, administrator, organisation, worker, as } = await newWorld(database);
	const ada = await administrator('Ada');
	const shelter = await organisation('voluntary');
	const hans = await worker('Hans', shelter, 'volunteer');
	const manager = { title: 'Daglig leder', function: 'manager' as const, canBind: true };
	const change = (who: Someone, world = as) =>
		world(who).act((acting) =>
			changePlace(acting, { person: hans.person, organisation: shelter }, 1, manager)
		);
	await expect(change(hans)).rejects.toThrow(/changed by an administrator/);
	expect(await change(await worker('Lene', tenant, 'project-leader'))).toMatchObject({
		ok: false
	});
	const other = await newWorld(database);
	expect(await change(await other.administrator(), other.as)).toEqual({
		ok: false,
		reason: 'no-such-membership'
	});
	expect((await change(ada)).ok).toBe(true);
	expect(
		await as(ada).act((acting) =>
			changePlace(acting, { person: hans.person, organisation: shelter }, 1, {
				...manager,
				title: 'Leder'
			})
		)
	).toMatchObject({
		reason: 'stale',
		saved: { title: 'Daglig leder', changedBy: 'Ada', version: 2 }
	});
	expect(
		await as(ada).act((acting) =>
			changePlace(acting, { person: hans.person, organisation: shelter }, 2, {
				...manager,
				function: 'project-leader'
			})
		)
	).toEqual({ ok: false, reason: 'project-leader-elsewhere' });
});

test('a membership that is ended at once opens nothing from the next request, also on its first day', async () => {
	const { administrator, organisation, worker, as } = await newWorld(database);
	const ada = await administrator();
	const shelter = await organisation('voluntary');
	const hans = await worker('Hans', shelter, 'volunteer');
	await database.owner.query(
		'update samspil.membership set active_from = $2 where person_id = $1',
		[hans.person, TODAY]
	);
	const hat = () => as(hans).act(async ({ visitor }) => visitor.hat);
	const end = (version: number) =>
		as(ada).act((acting) =>
			leaveOrganisation(acting, { person: hans.person, organisation: shelter }, version, null)
		);
	expect(await hat()).toBe('organisation');
	expect(await end(7)).toMatchObject({ reason: 'stale' });
	expect(await hat()).toBe('organisation');
	expect(await end(1)).toEqual({ ok: true, value: true });
	expect(await hat()).toBe(null);
	// Pressed twice, or from another window: it has ended as it was wished.
	expect(await end(2)).toEqual({ ok: true, value: true });
});

test('the people of a municipality come by name, page by page, and no other municipality’s', async () => {
	const { administrator, organisation, worker, as } = await newWorld(database);
	const other = await newWorld(database);
	await other.worker('Bodil', other.tenant);
	const ada = await administrator();
	const shelter = await organisation('voluntary');
	const people = [
		await worker('Ane', shelter),
		await worker('Bo', shelter),
		await worker('Ane', shelter)
	];
	const all = await as(ada).see(listPeople({}));
	expect(all.map(({ name }) => name)).toEqual(['Ane', 'Ane', 'Bo']);
	const [first] = all;
	const rest = await as(ada).see(
		listPeople({ after: { person: first!.person, organisation: first!.organisation } })
	);
	expect(rest).toEqual(all.slice(1));
	expect(await as(ada).see(listPeople({ part: 'B' }))).toMatchObject([
		{ person: people[1]!.person }
	]);
	expect(await as(ada).see(listPeople({ organisation: other.tenant }))).toEqual([]);
});
