/** What rested on a consent is listed when it ends, for the tovholder: nothing is undone by itself. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type World } from '#server/database/test-world.ts';
import { listRested } from './rested.queries.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const database = await testDatabase();

/** A helper with a task about housing, in a part of the plan, that a consent about housing opens. */
async function arrange() {
	const world = await newWorld(database);
	const people = await world.coordinatedPathway();
	const { pathway, tovholder, helper } = people;
	await world.task(pathway, 'housing', tovholder, 'Ring til udlejer', helper);
	await world.task(pathway, 'housing', tovholder, 'Find papirerne', tovholder);
	const plan = await world.entry(pathway, 'housing', helper, 'Hjælp til flytningen');
	await database.owner.query(
		`update samspil.entry set kind = 'plan' where tenant_id = $1 and id = $2`,
		[world.tenant, plan]
	);
	return { world, ...people };
}
const restedOn = async (
	world: World,
	{ tovholder, pathway, consent }: Awaited<ReturnType<typeof arrange>>
) =>
	(await world.as(tovholder).see(listRested(pathway, consent))).map(
		({ kind, title }) => `${kind}: ${title}`
	);

test('nothing rests on a consent that stands; when it is withdrawn, what others have been given by it does', async () => {
	const people = await arrange();
	const { world, tovholder, consent } = people;
	expect(await restedOn(world, people)).toEqual([]);
	await world.as(tovholder).act((acting) => withdrawConsent(acting, consent, 1));
	expect(await restedOn(world, people)).toEqual([
		'partner: ',
		'plan: Hjælp til flytningen',
		'task: Ring til udlejer'
	]);
});

test('what another consent opens does not rest on the one that ended', async () => {
	const people = await arrange();
	const { world, tovholder, consent, pathway, shelter } = people;
	await world.consent(pathway, [shelter], ['housing']);
	await world.as(tovholder).act((acting) => withdrawConsent(acting, consent, 1));
	expect(await restedOn(world, people)).toEqual([]);
});

test('an organisation that is taken out leaves what it had; the others’ stands', async () => {
	const people = await arrange();
	const { world, tovholder, consent, pathway, shelter } = people;
	await world.insert('consent_denial', {
		tenant_id: world.tenant,
		id: consent,
		pathway_id: pathway,
		consent_id: consent,
		organisation_id: shelter,
		said_by: 'citizen',
		said_by_name: 'Amina',
		said_on: '2026-05-04',
		registered_by: tovholder.person,
		registered_by_name: tovholder.name
	});
	expect(await restedOn(world, people)).toContain('task: Ring til udlejer');
});

test('whoever only takes part is told nothing of it: the consent itself is gone for them', async () => {
	const people = await arrange();
	const { world, tovholder, helper, consent, pathway } = people;
	await world.as(tovholder).act((acting) => withdrawConsent(acting, consent, 1));
	const rested = await world.as(helper).see(listRested(pathway, consent));
	expect(rested).toEqual([]);
});

test('a coming meeting that they are asked to rests on the consent about meetings, once for all of them', async () => {
	const people = await arrange();
	const { world, tovholder, helper, pathway, shelter } = people;
	const other = await world.organisation('voluntary', 'Aftenklubben');
	const consent = await world.consent(pathway, [shelter, other], ['meetings']);
	const meeting = randomUUID();
	const at = {
		tenant_id: world.tenant,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'meetings')
	};
	await world.insert('meeting', {
		...at,
		id: meeting,
		purpose: 'Om flytningen',
		why_now: 'Nøglen er klar',
		form: 'phone',
		starts_at: '2026-06-01T08:00:00Z',
		ends_at: '2026-06-01T09:00:00Z',
		convened_by: tovholder.person,
		convened_by_organisation_id: tovholder.organisation
	});
	const members = [helper, await world.worker('Alma Aften', other)];
	for (const { person, name, organisation } of members)
		await world.insert('meeting_participant', {
			...at,
			id: randomUUID(),
			meeting_id: meeting,
			kind: 'person',
			person_id: person,
			organisation_id: organisation,
			name,
			reason: 'Hjælper med at flytte'
		});
	await world.as(tovholder).act((acting) => withdrawConsent(acting, consent, 1));
	const rested = await world.as(tovholder).see(listRested(pathway, consent));
	expect(rested.filter(({ kind }) => kind === 'meeting')).toMatchObject([
		{ id: meeting, title: 'Om flytningen', organisation: expect.stringContaining(', ') }
	]);
});
