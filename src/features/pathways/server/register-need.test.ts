/** Noticing that a citizen needs coordination, told through the door on a real database. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { isSentTwice } from '#server/sent-twice.ts';
import { tables } from '#server/tables.ts';
import { checkTovholder } from './check-tovholder.ts';
import { insertCitizen, insertPathway, listLeaderAddresses } from './need.queries.ts';
import { registerNeed, type NeedNoticed } from './register-need.ts';

const database = await testDatabase();

/** A municipality with a project leader, a shelter in the collaboration, and a volunteer who notices things. */
async function shelterWorld() {
	const world = await newWorld(database);
	const shelter = await world.organisation('voluntary', 'Værestedet');
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const volunteer = await world.worker('Vera Frivillig', shelter, 'volunteer');
	const collaboration = await world.collaboration(leader, shelter);
	const noticed: NeedNoticed = {
		pathway: randomUUID(),
		name: 'Amina Andersen',
		birthDate: '1990-02-03',
		phone: '',
		preferredChannel: 'Sms',
		language: 'Somali',
		interpreterNeeded: true,
		description: 'Står uden bolig til den første',
		criteria: [2],
		checkAsked: 'Jobcenteret',
		caseworkerName: 'Kaja Koordinator',
		caseworkerWorkplace: 'Jobcenteret',
		collaboration
	};
	return { world, shelter, leader, volunteer, collaboration, noticed };
}

const register = (world: World, someone: Someone, noticed: NeedNoticed) =>
	world.as(someone).act((acting) => registerNeed(acting, noticed));
const check = (world: World, someone: Someone, name = 'Amina Andersen', day = '1990-02-03') =>
	world.as(someone).act((acting) => checkTovholder(acting, name, day));

const pathways = tables.selectFrom('pathway').select(['id', 'number']);
const allotments = tables.selectFrom('allotment').selectAll();
const notices = tables.selectFrom('notice').select(['kind', 'path']);

test('nobody has a birth date that has not come: it is not looked up, and begins nothing', async () => {
	const { world, volunteer, noticed } = await shelterWorld();
	expect(await check(world, volunteer, 'Amina Andersen', '2026-05-05')).toEqual({
		answer: 'not-born'
	});
	expect(await register(world, volunteer, { ...noticed, birthDate: '2026-05-05' })).toEqual({
		ok: false,
		reason: 'born-in-the-future'
	});
	expect(await world.as(volunteer).see(pathways)).toEqual([]);
	expect(await register(world, volunteer, { ...noticed, birthDate: TODAY })).toMatchObject({
		ok: true
	});
});

test('R-113, R-119, R-122: who notices a need holds the threads, the leader is told at once, and a week begins', async () => {
	const { world, leader, volunteer, collaboration, noticed } = await shelterWorld();
	expect(await register(world, volunteer, noticed)).toEqual({ ok: true, value: { number: 1 } });
	const holders = tables
		.selectFrom('tovholder')
		.select(['person_name', 'kind', 'follows', 'until', 'route']);
	expect(await world.as(volunteer).see(holders)).toEqual([
		{
			person_name: 'Vera Frivillig',
			kind: 'temporary',
			follows: null,
			until: null,
			route: 'registration'
		}
	]);
	expect(await world.as(leader).see(allotments)).toMatchObject([
		{
			pathway_number: 1,
			registered_on: TODAY,
			due_on: '2026-05-11',
			temporary_name: 'Vera Frivillig',
			decided_on: null
		}
	]);
	expect(await world.as(leader).see(notices)).toEqual([
		{ kind: 'tovholder-needed', path: `/collaborations/${collaboration}/allotments` }
	]);
	const { rows } = await database.owner.query(
		'select words::text from samspil.mail where person_id = $1',
		[leader.person]
	);
	expect(rows).toHaveLength(1);
	expect(rows[0].words).not.toContain('Amina');
});

test('the project leader learns the number and the week, and nothing else of the citizen', async () => {
	const { world, leader, volunteer, noticed } = await shelterWorld();
	await register(world, volunteer, noticed);
	const [ways, citizens, needs, holders] = await world
		.as(leader)
		.read(
			pathways,
			tables.selectFrom('citizen').select('name'),
			tables.selectFrom('coordination_need').select('description'),
			tables.selectFrom('tovholder').select('id')
		);
	expect([ways, citizens, needs, holders]).toEqual([[], [], [], []]);
});

test('R-118, L-6: the answer names nobody but the project leader, and a protected citizen is unknown', async () => {
	const { world, leader, volunteer, noticed } = await shelterWorld();
	const stranger = await world.worker('Sara', await world.organisation('private'));
	expect(await check(world, volunteer)).toEqual({ answer: 'no' });
	await register(world, volunteer, noticed);
	expect(await check(world, volunteer, ' amina andersen ')).toEqual({
		answer: 'yes',
		contacts: [
			{
				name: 'Lene Leder',
				organisation: expect.any(String),
				contact: '',
				phone: '',
				email: expect.stringContaining('@')
			}
		],
		// Whoever is on the pathway is led to it.
		own: { id: noticed.pathway, number: 1 }
	});
	expect(await check(world, leader)).toMatchObject({ answer: 'yes', own: null });
	await database.owner.query(
		`update samspil.membership set phone = '70 10 20 30' where tenant_id = $1 and function = 'project-leader'`,
		[world.tenant]
	);
	expect(await check(world, volunteer)).toMatchObject({ contacts: [{ phone: '70 10 20 30' }] });
	// how to reach the project leader is told to those who take part
	expect(await world.as(volunteer).see(listLeaderAddresses())).toHaveLength(1);
	expect(await world.as(stranger).see(listLeaderAddresses())).toEqual([]);
	// who is in no collaboration learns nothing, not even that
	expect(await check(world, stranger)).toEqual({ answer: 'not-yours' });
	// where the project leader has left, the municipality is there to contact, and nobody is told.
	await database.owner.query(
		`update samspil.membership set active_until = '2026-05-03' where tenant_id = $1 and function = 'project-leader'`,
		[world.tenant]
	);
	expect(await check(world, volunteer)).toEqual({
		answer: 'yes',
		contacts: [{ name: null, organisation: expect.any(String), contact: '', phone: '', email: '' }],
		own: { id: noticed.pathway, number: 1 }
	});
	await database.owner.query(
		'update samspil.citizen set is_protected = true where tenant_id = $1',
		[world.tenant]
	);
	// what I am on is not absent to me; to everybody else it is
	expect(await check(world, volunteer)).toMatchObject({ own: { number: 1 } });
	const other = await world.worker('Vita', volunteer.organisation!);
	expect(await check(world, other)).toEqual({ answer: 'no' });
});

test('L-6: twenty questions a day, also when they are asked all at once', async () => {
	const { world, volunteer } = await shelterWorld();
	const asked = await Promise.all(Array.from({ length: 24 }, () => check(world, volunteer)));
	expect(asked.filter(({ answer }) => answer === 'no')).toHaveLength(20);
	expect(asked.filter(({ answer }) => answer === 'too-many')).toHaveLength(4);
	const tomorrow = world.as(volunteer, '2026-05-05');
	const next = await tomorrow.act((acting) => checkTovholder(acting, 'Amina', '1990-02-03'));
	expect(next.answer).toBe('no');
});

test('an administrator, a citizen and a weak session may not ask', async () => {
	const { world, volunteer } = await shelterWorld();
	const weak = await world.session(volunteer.person, volunteer.name, {
		hat: 'organisation',
		organisation: volunteer.organisation,
		strong: false
	});
	const citizen = await world.citizen('Bo Hansen', volunteer);
	for (const someone of [await world.administrator(), citizen, weak])
		await expect(check(world, someone)).rejects.toThrow('only somebody at work may ask');
});

test('R-113: a citizen with a tovholder is not registered again, by nobody', async () => {
	const { world, leader, volunteer, noticed } = await shelterWorld();
	await register(world, volunteer, noticed);
	const second = { ...noticed, pathway: randomUUID() };
	expect(await register(world, leader, second)).toEqual({ ok: false, reason: 'has-tovholder' });
});

test('R-101, R-118: past the day’s questions nobody is registered, whoever it is and whoever has them already', async () => {
	const { world, leader, volunteer, noticed } = await shelterWorld();
	await register(world, volunteer, noticed);
	for (let n = 0; n < 20; n++) await check(world, leader, `Nr. ${n}`);
	for (const name of [noticed.name, 'Bo Hansen'])
		expect(await register(world, leader, { ...noticed, pathway: randomUUID(), name })).toEqual({
			ok: false,
			reason: 'too-many-checks'
		});
	const { rows } = await database.owner.query(
		'select count(*)::int as ways from samspil.pathway where tenant_id = $1',
		[world.tenant]
	);
	expect(rows).toEqual([{ ways: 1 }]);
});

test('R-101: PostgreSQL gives an open pathway to nobody who has one, not when two notice at the same moment either', async () => {
	const { world, leader, volunteer, noticed } = await shelterWorld();
	const both = await Promise.allSettled(
		[leader, volunteer].map((each) => register(world, each, { ...noticed, pathway: randomUUID() }))
	);
	const one = both.map((each) => (each.status === 'fulfilled' ? each.value.ok : each.reason));
	expect(one.filter((each) => each === true)).toHaveLength(1);
	const citizen = randomUUID();
	const past = world.as(leader).act(async (acting) => {
		await acting.run(insertCitizen({ ...noticed, name: 'amina andersen', id: citizen }));
		await acting.run(insertPathway(randomUUID(), citizen, noticed.collaboration));
	});
	await expect(past).rejects.toMatchObject({ code: '23505', constraint: 'second_pathway' });
});

test('R-118, L-6: a second pathway of a protected citizen is as absent as the first, and whoever holds the first is told', async () => {
	const { world, leader, volunteer, noticed } = await shelterWorld();
	await register(world, volunteer, noticed);
	await database.owner.query(
		'update samspil.citizen set is_protected = true where tenant_id = $1',
		[world.tenant]
	);
	expect(await register(world, leader, { ...noticed, pathway: randomUUID() })).toMatchObject({
		ok: true
	});
	expect(await check(world, leader)).toMatchObject({ answer: 'yes', own: { number: 2 } });
	expect(await register(world, leader, { ...noticed, pathway: randomUUID() })).toMatchObject({
		reason: 'has-tovholder'
	});
	expect(await world.as(volunteer).see(notices)).toEqual([
		{ kind: 'second-pathway', path: `/pathways/${noticed.pathway}` }
	]);
	// They are told where it is that they are, and nothing of who or where else.
	expect(await world.as(volunteer).see(pathways)).toMatchObject([{ id: noticed.pathway }]);
});

test('R-101 another spelling of the name is no other citizen', async () => {
	const { world, leader, volunteer, noticed } = await shelterWorld();
	await register(world, volunteer, { ...noticed, name: 'Anne-Marie Sø' });
	for (const name of ['anne marie  sø', 'Anne\u200b-Marie Sø', ' Anne\u2011Marie\u00a0Sø '])
		expect(await register(world, leader, { ...noticed, pathway: randomUUID(), name })).toEqual({
			ok: false,
			reason: 'has-tovholder'
		});
});

test('a form that is sent twice gives one pathway, one after the other or both at once', async () => {
	const { world, volunteer, noticed } = await shelterWorld();
	expect(await register(world, volunteer, noticed)).toEqual({ ok: true, value: { number: 1 } });
	expect(await register(world, volunteer, noticed)).toEqual({ ok: true, value: { number: 1 } });
	const other = { ...noticed, pathway: randomUUID(), name: 'Bo Hansen' };
	const both = await Promise.allSettled([
		register(world, volunteer, other),
		register(world, volunteer, other)
	]);
	for (const each of both)
		if (each.status === 'rejected') expect(isSentTwice(each.reason, 'pathway')).toBe(true);
	const ways = await world.as(volunteer).see(pathways);
	expect(ways).toHaveLength(2);
	const { rows } = await database.owner.query(
		'select count(*)::int as citizens from samspil.citizen where tenant_id = $1',
		[world.tenant]
	);
	expect(rows).toEqual([{ citizens: 2 }]);
});

test('nobody registers in a collaboration that their organisation is no party of', async () => {
	const { world, noticed } = await shelterWorld();
	const outsider = await world.worker('Ole', await world.organisation('private'));
	expect(await register(world, outsider, noticed)).toEqual({
		ok: false,
		reason: 'no-such-collaboration'
	});
});

test('PostgreSQL itself refuses to begin a pathway for a citizen who has one, or in another name', async () => {
	const { world, leader, volunteer, collaboration, noticed } = await shelterWorld();
	await register(world, volunteer, noticed);
	const { rows } = await database.owner.query(
		'select id from samspil.citizen where tenant_id = $1',
		[world.tenant]
	);
	const begin = (by: Someone, citizen: string, day = TODAY) =>
		world.as(volunteer).act((acting) =>
			acting.run(
				tables.insertInto('pathway').values({
					tenant_id: world.tenant,
					id: randomUUID(),
					number: 7,
					citizen_id: citizen,
					collaboration_id: collaboration,
					registered_on: day,
					registered_by: by.person,
					registered_organisation_id: by.organisation!
				})
			)
		);
	await expect(begin(volunteer, rows[0].id)).rejects.toThrow('row-level security');
	await expect(begin(leader, rows[0].id)).rejects.toThrow('row-level security');
	const forged = tables.insertInto('allotment').values({
		tenant_id: world.tenant,
		pathway_id: noticed.pathway,
		collaboration_id: collaboration,
		pathway_number: 9,
		registered_on: TODAY,
		due_on: '2026-05-11',
		temporary_name: 'x',
		temporary_organisation_name: 'x'
	});
	await expect(world.as(volunteer).act((acting) => acting.run(forged))).rejects.toThrow(
		'permission denied'
	);
});
