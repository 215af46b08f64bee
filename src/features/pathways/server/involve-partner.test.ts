/** Asking organisations to join a pathway, told through the door on a real database. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { answerRequest } from './answer-request.ts';
import { askPartner, endPartner, planPartner, withdrawQuestion } from './involve-partner.ts';
import { findPartner, insertPartner, listPartners, listRequests } from './partner.queries.ts';
import { findHead } from './pathway.queries.ts';

const database = await testDatabase();
const DONE = { ok: true, value: null };
const QUESTION = 'Har I plads til en samtale om ugen?';

/** A pathway, and a clinic that is planned as a partner, with two people. */
async function clinicWorld() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const clinic = await world.organisation('private', 'Klinikken');
	const nurse = await world.worker('Nora Nord', clinic);
	const doctor = await world.worker('Dan Dahl', clinic);
	const partner = randomUUID();
	await world.as(story.tovholder).act((acting) =>
		planPartner(acting, story.pathway, {
			id: partner,
			organisation: clinic,
			reason: 'Sår',
			citizenPart: 'asked' as const,
			citizenNote: ''
		})
	);
	return { ...story, world, clinic, nurse, doctor, partner };
}
type Told = Awaited<ReturnType<typeof clinicWorld>>;

const ask = (
	{ world, pathway, partner, nurse }: Told,
	by: Someone,
	{ question = QUESTION, version = 1, answerBefore = null as string | null } = {}
) =>
	world.as(by).act((acting) =>
		askPartner(acting, pathway, partner, version, {
			question,
			answerBefore,
			people: [nurse.person]
		})
	);
const answer = (world: World, by: Someone, request: string, yes: boolean, today = TODAY) =>
	world.as(by, today).act((acting) => answerRequest(acting, request, yes, ''));
const requests = (world: World, someone: Someone, today = TODAY) =>
	world.as(someone, today).see(listRequests());
const isOpenTo = async (world: World, someone: Someone, pathway: string) =>
	(await world.as(someone).see(findHead(pathway))).length === 1;
const versionOf = async ({ world, tovholder, pathway, partner }: Told) =>
	(await world.as(tovholder).see(findPartner(pathway, partner)))[0]!.version;

test('R-150: an organisation sees the question and who asks, and nothing of the citizen, until it says yes', async () => {
	const story = await clinicWorld();
	const { world, tovholder, nurse, doctor, pathway, partner } = story;
	expect(await requests(world, nurse)).toEqual([]);
	expect(await ask(story, tovholder, { answerBefore: '2026-05-10' })).toEqual(DONE);
	for (const each of [nurse, doctor])
		expect(await requests(world, each)).toEqual([
			{
				id: partner,
				cursor: `2026-05-10 00:00:00+00~${partner}`,
				question: QUESTION,
				askedBy: 'Tove Tovholder',
				askedByOrganisation: expect.stringContaining('Solby'),
				contactedAt: expect.any(Date),
				answerBefore: '2026-05-10'
			}
		]);
	expect(await isOpenTo(world, nurse, pathway)).toBe(false);
	expect(await answer(world, nurse, partner, true)).toEqual({ ok: true, value: { pathway } });
	expect(await isOpenTo(world, nurse, pathway)).toBe(true);
	expect(await isOpenTo(world, doctor, pathway)).toBe(false);
	expect(await requests(world, doctor)).toEqual([]);
	// Pressed twice: the yes stands. To a colleague, the question is not open.
	expect(await answer(world, nurse, partner, true)).toEqual({ ok: true, value: { pathway } });
	expect(await answer(world, doctor, partner, true)).toEqual({
		ok: false,
		reason: 'request-not-open'
	});
});

test('R-150: no leaves nothing behind, and the tovholder is told', async () => {
	const story = await clinicWorld();
	const { world, tovholder, nurse, pathway, partner } = story;
	await ask(story, tovholder);
	expect(await answer(world, nurse, partner, false)).toEqual({
		ok: true,
		value: { pathway: null }
	});
	expect(await requests(world, nurse)).toEqual([]);
	expect(await isOpenTo(world, nurse, pathway)).toBe(false);
	const notices = tables.selectFrom('notice').select('kind');
	expect(await world.as(tovholder).see(notices)).toEqual([{ kind: 'partner-declined' }]);
	// The same no a second time is one; a yes after it is told that the no stands.
	expect(await answer(world, nurse, partner, false)).toEqual({
		ok: true,
		value: { pathway: null }
	});
	expect(await world.as(tovholder).see(notices)).toHaveLength(1);
	expect(await answer(world, nurse, partner, true)).toEqual({
		ok: false,
		reason: 'request-answered-before'
	});
	expect(await isOpenTo(world, nurse, pathway)).toBe(false);
});

test('nobody answers for another: the partner next door, a citizen, a guessed id, after the last day', async () => {
	const story = await clinicWorld();
	const { world, tovholder, helper, citizen, nurse, partner } = story;
	await ask(story, tovholder, { answerBefore: '2026-05-10' });
	const no = { ok: false, reason: 'request-not-open' };
	for (const someone of [helper, citizen, tovholder])
		expect(await answer(world, someone, partner, true)).toEqual(no);
	expect(await answer(world, nurse, randomUUID(), true)).toEqual(no);
	expect(await requests(world, nurse, '2026-05-11')).toEqual([]);
	expect(await answer(world, nurse, partner, true, '2026-05-11')).toEqual(no);
});

test('the question does not say whom it is about', async () => {
	const story = await clinicWorld();
	for (const question of ['Kan Amina komme?', 'En kvinde født 3. februar 1990'])
		expect(await ask(story, story.tovholder, { question })).toEqual({
			ok: false,
			reason: 'names-the-citizen'
		});
	expect(await requests(story.world, story.nurse)).toEqual([]);
});

test('those who are told get a link and no content', async () => {
	const story = await clinicWorld();
	const { world, tovholder, nurse, doctor } = story;
	await ask(story, tovholder);
	const notices = tables.selectFrom('notice').select(['kind', 'path']);
	expect(await world.as(nurse).see(notices)).toEqual([
		{ kind: 'partner-asked', path: '/requests' }
	]);
	expect(await world.as(doctor).see(notices)).toEqual([]);
	const { rows } = await database.owner.query(
		'select words from samspil.mail where person_id = $1',
		[nurse.person]
	);
	expect(rows).toEqual([{ words: { path: expect.stringMatching(/^\/light\/[0-9a-f]{64}$/) } }]);
});

test('R-126: only the tovholder plans, asks, takes back and ends', async () => {
	const story = await clinicWorld();
	const { world, helper, leader, citizen, colleague, pathway, partner, tovholder } = story;
	for (const someone of [helper, leader, citizen, colleague, await world.administrator()]) {
		const plan = {
			id: randomUUID(),
			organisation: world.tenant,
			reason: 'x',
			citizenPart: 'asked' as const,
			citizenNote: ''
		};
		const by = world.as(someone);
		expect((await by.act((acting) => planPartner(acting, pathway, plan))).ok).toBe(false);
		expect((await ask(story, someone)).ok).toBe(false);
		expect((await by.act((acting) => endPartner(acting, pathway, partner, 1))).ok).toBe(false);
	}
	await ask(story, tovholder);
	const back = await world
		.as(tovholder)
		.act((acting) => withdrawQuestion(acting, pathway, partner, 2));
	expect(back).toEqual(DONE);
	expect(await requests(world, story.nurse)).toEqual([]);
});

test('R-051 no organisation is thought of without the citizen’s part in it, whoever writes it', async () => {
	const { world, tovholder, helper, pathway } = await clinicWorld();
	const organisation = await world.organisation('private', 'Cafeen');
	const plan = { id: randomUUID(), organisation, reason: 'x', citizenNote: ' ' };
	const say = (citizenNote: string) =>
		world
			.as(tovholder)
			.act((acting) =>
				planPartner(acting, pathway, { ...plan, citizenPart: 'not-possible', citizenNote })
			);
	expect(await say(' ')).toEqual({ ok: false, reason: 'citizen-part-unexplained' });
	const past = insertPartner(pathway, { ...plan, decidedBy: 'x' });
	await expect(world.as(tovholder).act((acting) => acting.run(past))).rejects.toMatchObject({
		code: '42501'
	});
	expect(await say('Kan ikke træffes')).toEqual({ ok: true, value: plan.id });
	const { as } = world;
	expect(await as(tovholder).see(findPartner(pathway, plan.id))).toMatchObject([
		{ citizenPart: 'not-possible', citizenNote: 'Kan ikke træffes' }
	]);
	expect(await as(helper).see(findPartner(pathway, plan.id))).toEqual([]);
});

test('an organisation that is not of the municipality, or is none, is not planned', async () => {
	const { world, tovholder, pathway } = await clinicWorld();
	const elsewhere = await (await newWorld(database)).organisation('private', 'Fremmed');
	for (const organisation of [randomUUID(), elsewhere]) {
		const plan = {
			id: randomUUID(),
			organisation,
			reason: 'x',
			citizenPart: 'asked' as const,
			citizenNote: ''
		};
		expect(await world.as(tovholder).act((acting) => planPartner(acting, pathway, plan))).toEqual({
			ok: false,
			reason: 'no-such-organisation'
		});
	}
});

test('an end closes at once, and who was in before comes back only by answering anew', async () => {
	const story = await clinicWorld();
	const { world, tovholder, nurse, doctor, pathway, partner } = story;
	await ask(story, tovholder);
	await answer(world, nurse, partner, true);
	const end = async () =>
		world
			.as(tovholder)
			.act(async (acting) => endPartner(acting, pathway, partner, await versionOf(story)));
	expect(await end()).toEqual(DONE);
	expect(await isOpenTo(world, nurse, pathway)).toBe(false);
	expect(await ask(story, tovholder, { version: await versionOf(story) })).toEqual(DONE);
	await answer(world, doctor, partner, true);
	expect(await isOpenTo(world, doctor, pathway)).toBe(true);
	expect(await isOpenTo(world, nurse, pathway)).toBe(false);
	expect(await world.as(tovholder).see(listPartners(pathway))).toContainEqual(
		expect.objectContaining({ id: partner, state: 'agreed', people: ['Dan Dahl'] })
	);
});

test('a step is based on how the partner stands: two at once, one is taken', async () => {
	const story = await clinicWorld();
	const answers = await Promise.all([
		ask(story, story.tovholder),
		ask(story, story.tovholder, { question: 'Har I tid på fredag?' })
	]);
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test('PostgreSQL itself refuses a tovholder who says yes for an organisation, and a person who lets themselves in', async () => {
	const story = await clinicWorld();
	const { world, tovholder, nurse, pathway, partner, clinic } = story;
	await ask(story, tovholder);
	const agree = tables.updateTable('partner').set({ state: 'agreed' }).where('id', '=', partner);
	await expect(world.as(tovholder).act((acting) => acting.run(agree))).rejects.toThrow();
	expect(await world.as(nurse).act((acting) => acting.run(agree))).toBe(0);
	const letIn = tables.insertInto('partner_person').values({
		tenant_id: world.tenant,
		pathway_id: pathway,
		organisation_id: clinic,
		person_id: nurse.person,
		since: TODAY
	});
	await expect(world.as(nurse).act((acting) => acting.run(letIn))).rejects.toThrow(
		'permission denied'
	);
});
