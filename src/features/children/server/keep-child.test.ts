import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { askPartner, planPartner } from '#features/pathways/server/involve-partner.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import type { Course } from '../child.rules.ts';
import { ADULT_FROM, turns } from '../custody.rules.ts';
import type { Sharing } from '../sharing.rules.ts';
import { findChild, insertSharing, tellShared, type GuardianSaid } from './child.queries.ts';
import { addGuardian, assess, changeGuardian, findWrong, holdSharing } from './keep-child.ts';
import { noteNotification } from './keep-notification.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const NOT_THERE = { ok: false, reason: 'not-there' };
const FOUND = {
	need: 'Støtte efter skole',
	effort: 'En ung-til-ung mentor',
	assessedBy: 'Ida Iversen',
	profession: 'psykolog',
	assessedOn: TODAY
};
const TALK: Omit<Sharing, 'ground'> = {
	point: 'referral',
	heldOn: TODAY,
	youngPerson: true,
	parents: true,
	absentWhy: '',
	contents: ['well-being'],
	shared: 'Sover bedre'
};

async function begun() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, shelter } = story;
	await database.owner.query(`update samspil.citizen set birth_date = '2012-02-03' where id = $1`, [
		story.citizen.citizen
	]);
	const noticer = await world.worker('Nina Natteravn', shelter, 'volunteer');
	await world.insert('coordination_need', {
		tenant_id: world.tenant,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'situation'),
		description: 'x',
		check_answer: 'no',
		criteria: [1],
		registered_by: noticer.person
	});
	const see = async (who: Someone) => (await world.as(who).see(findChild(pathway)))[0];
	const assessed = (who: Someone, organisation = shelter, on = pathway) =>
		world.as(who).act((acting) => assess(acting, on, randomUUID(), { ...FOUND, organisation }));
	const wrong = (who: Someone, course: Course, id: string = randomUUID(), on = pathway) =>
		world.as(who).act((acting) =>
			findWrong(acting, on, id, {
				organisation: shelter,
				course,
				why: 'Større behov',
				citizenPart: 'asked',
				citizenNote: ''
			})
		);
	const toldOf = async (kind: string) =>
		(
			await database.owner.query(
				'select person_id as person from samspil.notice where tenant_id = $1 and kind = $2',
				[world.tenant, kind]
			)
		).rows.map(({ person }) => person);
	return { world, noticer, see, assessed, wrong, toldOf, ...story };
}

test('R-213 no organisation is asked about a child before a professional has assessed it, and PostgreSQL says the same', async () => {
	const { world, pathway, tovholder, assessed, see } = await begun();
	const club = await world.organisation('voluntary', 'Klubben');
	const manager = await world.worker('Kaj Klub', club, 'manager');
	const partner = randomUUID();
	await world.as(tovholder).act((acting) =>
		planPartner(acting, pathway, {
			id: partner,
			organisation: club,
			reason: 'x',
			citizenPart: 'asked',
			citizenNote: ''
		})
	);
	const ask = () =>
		world.as(tovholder).act((acting) =>
			askPartner(acting, pathway, partner, 1, {
				question: 'Har I plads til en ung?',
				answerBefore: null,
				people: [manager.person]
			})
		);
	expect(await ask()).toEqual({ ok: false, reason: 'child-not-assessed' });
	await expect(
		world.as(tovholder).act((acting) =>
			acting.run({
				compile: () =>
					({
						sql: `update samspil.partner set state = 'contacted', question = 'x', contacted_at = now() where id = $1`,
						parameters: [partner],
						query: { kind: 'RawNode' }
					}) as never
			})
		)
	).rejects.toThrow('professional assessment');
	expect(await assessed(tovholder, club)).toEqual(DONE);
	expect(await ask()).toMatchObject({ ok: true });
	expect((await see(tovholder))!.assessments).toMatchObject([
		{ assessedBy: 'Ida Iversen', profession: 'psykolog', isVoid: false }
	]);
});

test('R-046 what is written of a guardian can be mended, by the tovholder alone, and two windows keep both texts', async () => {
	const { world, tovholder, helper, citizen, pathway, see } = await begun();
	const id = randomUUID();
	const SARA: GuardianSaid = {
		name: 'Sara',
		relation: 'mor',
		contact: '',
		custody: 'shared' as const,
		words: 'Jeg er træt'
	};
	await world.as(tovholder).act((acting) => addGuardian(acting, pathway, id, SARA));
	const mend = (who: Someone, version: number, said: Partial<typeof SARA>, today?: string) =>
		world
			.as(who, today)
			.act((acting) => changeGuardian(acting, pathway, id, version, { ...SARA, ...said }));
	for (const other of [helper, citizen])
		expect(await mend(other, 1, { name: 'X' })).toEqual(NOT_THERE);
	for (let twice = 0; twice < 2; twice++)
		expect(await mend(tovholder, 1, { custody: 'none' }, '2026-05-06')).toEqual(DONE);
	// The words are of the day on which they were said, until they are others.
	expect((await see(tovholder))!.guardians).toMatchObject([
		{ custody: 'none', words: 'Jeg er træt', saidOn: TODAY, version: 2 }
	]);
	expect(await mend(tovholder, 1, { name: 'Sara Lund' })).toMatchObject({
		reason: 'stale',
		saved: { name: 'Sara', custody: 'none', version: 2 }
	});
	expect(await mend(tovholder, 2, { words: 'Det går bedre' }, '2026-05-06')).toEqual(DONE);
	expect((await see(tovholder))!.guardians).toMatchObject([
		{ words: 'Det går bedre', saidOn: '2026-05-06', version: 3 }
	]);
	const elsewhere = await begun();
	const theirs = () =>
		elsewhere.world
			.as(elsewhere.tovholder)
			.act((acting) => changeGuardian(acting, elsewhere.pathway, id, 3, SARA));
	expect(await theirs()).toEqual(NOT_THERE);
});

test('L-17 what a guardian says and what the young person says stand apart', async () => {
	const { world, tovholder, citizen, pathway, see } = await begun();
	const said = {
		name: 'Sara',
		relation: 'mor',
		contact: '',
		custody: 'shared' as const,
		words: 'Jeg er træt'
	};
	await world.as(tovholder).act((acting) => addGuardian(acting, pathway, randomUUID(), said));
	await world.insert('own_words', {
		tenant_id: world.tenant,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'situation'),
		id: randomUUID(),
		question: 'wishes',
		body: 'Jeg vil sove hos min moster',
		said_on: '2026-01-06'
	});
	for (const reader of [tovholder, citizen]) {
		const child = (await see(reader))!;
		expect(child.words.map(({ body }) => body)).toEqual(['Jeg vil sove hos min moster']);
		expect(child.guardians.map(({ words }) => words)).toEqual(['Jeg er træt']);
	}
});

test('R-240 an effort found wrong ends, the referrer and the tovholder are told, and a new assessment begins', async () => {
	const { tovholder, helper, noticer, pathway, assessed, wrong, see, toldOf } = await begun();
	await assessed(tovholder);
	const id = randomUUID();
	expect(await wrong(helper, 'stopped', id)).toEqual(DONE);
	expect(await toldOf('wrong-fit')).toEqual([tovholder.person]);
	expect(await toldOf('wrong-fit-referrer')).toEqual([noticer.person]);
	// whoever says it need not be told
	expect(await toldOf('wrong-fit-stopped')).toEqual([]);
	expect(await wrong(tovholder, 'stopped', id)).toEqual(DONE);
	const { rows } = await database.owner.query(
		`select responsible_person_id as person, state from samspil.task where pathway_id = $1`,
		[pathway]
	);
	expect(rows).toEqual([{ person: tovholder.person, state: 'open' }]);
	const child = (await see(tovholder))!;
	expect(child.wrong).toMatchObject([{ course: 'stopped', by: helper.name, told: 2 }]);
	expect(child.assessments).toMatchObject([{ isVoid: true }]);
	expect(child.organisations).toMatchObject([{ hasAgreed: false }]);
	expect(await see(helper)).toBeUndefined();
});

test('R-240 those who helped by an effort that the tovholder stops are told that the pathway is closed to them', async () => {
	const { tovholder, helper, assessed, wrong, toldOf } = await begun();
	await assessed(tovholder);
	expect(await wrong(tovholder, 'stopped')).toEqual(DONE);
	expect(await toldOf('wrong-fit-stopped')).toEqual([helper.person]);
});

test('R-240 an adjusted effort goes on, and the partner reads no more than its own', async () => {
	const { tovholder, helper, assessed, wrong, see } = await begun();
	await assessed(tovholder);
	expect(await wrong(tovholder, 'adjusted')).toEqual(DONE);
	const shown = (await see(helper))!;
	expect(shown.wrong).toHaveLength(1);
	expect([shown.assessments, shown.guardians, shown.sharings]).toEqual([[], [], []]);
});

test('R-046, R-228 the tovholder alone keeps it; the young person reads it, and nobody else finds it', async () => {
	const story = await begun();
	const { world, pathway, tovholder, citizen, helper, colleague, leader, see, wrong, assessed } =
		story;
	const guardian = {
		name: 'Sara',
		relation: 'mor',
		contact: '',
		custody: 'shared' as const,
		words: 'Jeg er træt'
	};
	const notice = {
		receivedOn: null,
		receivedTime: '',
		madeOn: TODAY,
		madeBy: 'Ida',
		madeTo: 'Familieafdelingen'
	};
	const talk = { ...TALK, ground: story.consent };
	const keepAll = async (who: Someone, on = pathway) => [
		await world.as(who).act((a) => addGuardian(a, on, randomUUID(), guardian)),
		await world.as(who).act((a) => holdSharing(a, on, randomUUID(), talk)),
		await world.as(who).act((a) => noteNotification(a, on, randomUUID(), notice, new Date())),
		await assessed(who, story.shelter, on)
	];
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	for (const who of [citizen, helper, colleague, leader, neighbour.tovholder, outside.tovholder])
		for (const kept of await keepAll(who)) expect(kept).toEqual(NOT_THERE);
	for (const who of [colleague, leader, neighbour.tovholder, outside.tovholder]) {
		expect(await see(who)).toBeUndefined();
		expect(await wrong(who, 'stopped')).toEqual(NOT_THERE);
	}
	for (const kept of await keepAll(tovholder)) expect(kept).toEqual(DONE);
	expect(await see(citizen)).toMatchObject({
		guardians: [{ words: 'Jeg er træt' }],
		sharings: [{ restsOn: { kind: 'consent' } }],
		notifications: [{ madeBy: 'Ida' }]
	});
	// An adult's pathway has no such page.
	for (const kept of await keepAll(neighbour.tovholder, neighbour.pathway))
		expect(kept).toEqual(NOT_THERE);
});

test('R-228 the organisation it is shared with reads what was shared, as long as it reads by what that rests on', async () => {
	const { world, pathway, tovholder, helper, citizen, consent, shelter, see } = await begun();
	const workshop = await world.organisation('private', 'Værkstedet');
	const vera = await world.worker('Vera Værksted', workshop, 'employee');
	await world.partner(pathway, workshop, 'agreed', vera);
	// Another that runs on, so that their page is there when the first has ended.
	for (const place of [shelter, workshop]) await world.consent(pathway, [place], ['contact']);
	const basis = randomUUID();
	await world.insert('disclosure_basis', {
		tenant_id: world.tenant,
		id: basis,
		pathway_id: pathway,
		number: 1,
		kind: 'vital-interest',
		reason: 'x',
		categories: ['housing'],
		organisation_id: workshop,
		decided_by_name: 'x',
		decided_on: TODAY,
		valid_from: TODAY,
		valid_until: '2026-05-06',
		registered_by: tovholder.person,
		registered_organisation_id: world.tenant,
		registered_by_name: tovholder.name
	});
	const hold = (ground: string, shared: string) =>
		world.as(tovholder).act((acting) =>
			holdSharing(acting, pathway, randomUUID(), {
				...TALK,
				parents: false,
				absentWhy: 'Mor var syg',
				ground,
				shared
			})
		);
	expect(await hold(consent, 'Til herberget')).toEqual(DONE);
	expect(await hold(basis, 'Til værkstedet')).toEqual(DONE);
	const reads = async (who: Someone, day?: string) =>
		(await world.as(who, day).see(findChild(pathway)))[0]?.sharings
			.map(({ shared }) => shared)
			.sort();
	const both = ['Til herberget', 'Til værkstedet'];
	for (const whole of [tovholder, citizen]) expect(await reads(whole)).toEqual(both);
	expect(await reads(helper)).toEqual(['Til herberget']);
	expect(await reads(vera)).toEqual(['Til værkstedet']);
	// Why somebody was not there was not shared with them.
	expect((await see(helper))!.sharings).toMatchObject([{ absentWhy: '', parents: false }]);
	expect((await see(tovholder))!.sharings.map(({ absentWhy }) => absentWhy)).toContain(
		'Mor var syg'
	);
	// The basis has run out; a colleague who is not on it, another municipality and whoever is on it no more read nothing.
	expect(await reads(vera, '2026-05-07')).toEqual([]);
	const raw = tables.selectFrom('sharing_point').select('shared');
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	const mate = await world.worker('Mads Makker', shelter, 'employee');
	for (const who of [
		mate,
		neighbour.helper,
		neighbour.tovholder,
		outside.helper,
		outside.tovholder
	])
		expect(await world.as(who).see(raw)).toEqual([]);
	await database.owner.query('update samspil.consent set denied = array[$2::uuid] where id = $1', [
		consent,
		shelter
	]);
	expect(await reads(helper)).toEqual([]);
	await database.owner.query(`update samspil.consent set denied = '{}' where id = $1`, [consent]);
	expect(await reads(helper)).toEqual(['Til herberget']);
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[consent]
	);
	expect(await reads(helper)).toEqual([]);
	await database.owner.query(
		`update samspil.partner set state = 'ended', ended_on = '2026-05-03' where pathway_id = $1 and organisation_id = $2`,
		[pathway, workshop]
	);
	expect(await reads(vera)).toBeUndefined();
	expect(await world.as(vera).see(raw)).toEqual([]);
	expect(await reads(tovholder)).toEqual(both);
});

test('R-228 whoever reads what was shared is told so, once and without a word of it, and nobody else', async () => {
	const { world, pathway, tovholder, helper, citizen, consent, shelter, toldOf } = await begun();
	const workshop = await world.organisation('private', 'Værkstedet');
	const vera = await world.worker('Vera Værksted', workshop, 'employee');
	await world.partner(pathway, workshop, 'agreed', vera);
	await world.consent(pathway, [workshop], ['contact']);
	const mate = await world.worker('Mads Makker', shelter, 'employee');
	const id = randomUUID();
	const hold = (id: string) =>
		world
			.as(tovholder)
			.act((acting) => holdSharing(acting, pathway, id, { ...TALK, ground: consent }));
	for (const _ of ['once', 'twice']) expect(await hold(id)).toEqual(DONE);
	expect(await toldOf('child-shared')).toEqual([helper.person]);
	const { rows } = await database.owner.query(
		`select person_id as person, kind, words from samspil.mail where tenant_id = $1`,
		[world.tenant]
	);
	expect(rows).toEqual([
		{ person: helper.person, kind: 'notice', words: { path: `/pathways/${pathway}/child` } }
	]);
	// Nobody but whoever holds the threads has anybody told, and what nobody reads any more is told to nobody.
	for (const who of [helper, citizen, vera, mate])
		expect(await world.as(who).act((acting) => acting.all(tellShared(pathway, id)))).toEqual([]);
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[consent]
	);
	expect(await hold(randomUUID())).toEqual(DONE);
	expect(await toldOf('child-shared')).toEqual([helper.person]);
});

test('R-224 what is shared rests on something of this pathway that was in force, and PostgreSQL says the same', async () => {
	const { world, pathway, tovholder, consent } = await begun();
	const other = await world.coordinatedPathway();
	const hold = (ground: string) =>
		world
			.as(tovholder)
			.act((acting) => holdSharing(acting, pathway, randomUUID(), { ...TALK, ground }));
	const forced = (ground: string) =>
		world.as(tovholder).act((acting) => {
			const restsOn = {
				id: ground,
				kind: 'consent' as const,
				number: 1,
				from: TODAY,
				until: TODAY,
				endedOn: null
			};
			const at = { pathway, id: randomUUID(), by: tovholder.name };
			return acting.run(insertSharing(at, { ...TALK, ground, restsOn }, 'x'));
		});
	const no = { ok: false, reason: 'not-in-force-then' };
	for (const ground of [randomUUID(), other.consent]) {
		expect(await hold(ground)).toEqual(no);
		await expect(forced(ground)).rejects.toMatchObject({ code: '23514' });
	}
	expect(await hold(consent)).toEqual(DONE);
	await database.owner.query(
		`update samspil.consent set withdrawn_at = '2026-05-01', withdrawn_by_name = 'x' where id = $1`,
		[consent]
	);
	expect(await hold(consent)).toEqual(no);
	await expect(forced(consent)).rejects.toMatchObject({ code: '23514' });
});

test('R-046 who was born on 29 February is no child from the last of February on, by the rule and in PostgreSQL', async () => {
	const { world, pathway, tovholder, citizen } = await begun();
	await database.owner.query(`update samspil.citizen set birth_date = '2008-02-29' where id = $1`, [
		citizen.citizen
	]);
	expect(turns('2008-02-29', ADULT_FROM)).toBe('2026-02-28');
	const on = async (day: string) => (await world.as(tovholder, day).see(findChild(pathway))).length;
	expect([await on('2026-02-27'), await on('2026-02-28')]).toEqual([1, 0]);
});
