import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { tellOutside } from '#features/outside/server/tell-outside.ts';
import { listConsents, listEndedForUs } from '#features/consents/server/consent.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { listEntries } from '#features/pathways/server/entry.queries.ts';
import { writeEntry } from '#features/pathways/server/write-entry.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import type { ClosingPlan } from '../closing.rules.ts';
import { findClosing, findStanding, listClosings } from './closing.queries.ts';
import { closePathway, keepPlan, reopenPathway } from './close-pathway.ts';

const database = await testDatabase();

const PLAN: ClosingPlan = {
	ground: 'criteria-gone',
	groundNote: '',
	criteria: [],
	plan: 'Amina ringer selv til boligrådgivningen, hvis huslejen driller.',
	citizenPart: 'together',
	citizenNote: '',
	toldOutside: []
};

const close = (
	world: World,
	who: Someone,
	pathway: string,
	plan: Partial<ClosingPlan> = {},
	version = 0
) =>
	world
		.as(who)
		.act((acting) =>
			closePathway(acting, pathway, { id: randomUUID(), version, plan: { ...PLAN, ...plan } })
		);
const reopen = (world: World, who: Someone, pathway: string, version: number) =>
	world
		.as(who)
		.act((acting) => reopenPathway(acting, pathway, { version, reason: 'Hun er flyttet hjem' }));

/** A pathway whose shelter reads what is about housing, by a consent. */
async function covered() {
	const world = await newWorld(database);
	return { world, ...(await world.coordinatedPathway()) };
}
const reads = async (world: World, who: Someone, pathway: string) => ({
	head: (await world.as(who).see(findHead(pathway))).length,
	entries: (await world.as(who).see(listEntries(pathway, null))).length
});

test('R-153 R-154 the tovholder closes; whoever held and helped stays readable, and consents have ended', async () => {
	const { world, pathway, tovholder, helper, citizen } = await covered();
	expect(await reads(world, helper, pathway)).toEqual({ head: 1, entries: 1 });
	expect(await close(world, tovholder, pathway)).toEqual({ ok: true, value: null });
	expect(await reads(world, helper, pathway)).toEqual({ head: 0, entries: 0 });
	expect(await reads(world, tovholder, pathway)).toEqual({ head: 1, entries: 2 });
	expect(await reads(world, citizen, pathway)).toEqual({ head: 1, entries: 2 });
	expect(await world.as(citizen).see(findClosing(pathway))).toMatchObject([
		{ plan: PLAN.plan, closedBy: 'Tove Tovholder', told: [{ how: 'here' }] }
	]);
	const { rows } = await database.owner.query(
		`select ended_with_pathway, withdrawn_by_name, (select state from samspil.partner p where p.pathway_id = k.pathway_id limit 1) as partner
		from samspil.consent k where pathway_id = $1`,
		[pathway]
	);
	expect(rows).toEqual([
		{ ended_with_pathway: true, withdrawn_by_name: 'Tove Tovholder', partner: 'agreed' }
	]);
});

test('R-155 everybody on it is told, without a word about whom', async () => {
	const { world, pathway, tovholder, helper, citizen } = await covered();
	await close(world, tovholder, pathway);
	const { rows } = await database.owner.query(
		`select person_id, path from samspil.notice where tenant_id = $1 and kind = 'pathway-closed'`,
		[world.tenant]
	);
	expect(rows).toHaveLength(2);
	expect(rows).toContainEqual({ person_id: helper.person, path: '/pathways' });
	expect(rows).toContainEqual({ person_id: citizen.person, path: '/me' });
});

test('R-155 a partner without anybody in Samspil is told by the tovholder first', async () => {
	const { world, pathway, tovholder } = await covered();
	const housing = await world.organisation('housing', 'Boligforeningen');
	const partner = await world.partner(pathway, housing, 'agreed');
	expect(await close(world, tovholder, pathway)).toEqual({
		ok: false,
		reason: 'lacking',
		lacks: ['partner-not-told'],
		version: 1
	});
	expect(await close(world, tovholder, pathway, { toldOutside: [partner] }, 1)).toMatchObject({
		ok: true
	});
	const [closing] = await world.as(tovholder).see(findClosing(pathway));
	expect(closing?.told.map(({ how }) => how).sort()).toEqual(['here', 'outside']);
});

test('what lacks is said, and what was written of the plan is kept', async () => {
	const { world, pathway, tovholder } = await covered();
	await world.task(pathway, 'housing', tovholder, 'Ring til udlejer', tovholder);
	expect(
		await close(world, tovholder, pathway, { criteria: [1], citizenPart: null })
	).toMatchObject({
		lacks: ['open-tasks', 'criteria-still-met', 'no-citizen-part']
	});
	expect(await world.as(tovholder).see(findClosing(pathway))).toMatchObject([
		{ plan: PLAN.plan, criteria: [1], closedAt: null, version: 1 }
	]);
	expect(await world.as(tovholder).see(findStanding(pathway))).toMatchObject([
		{ state: 'open', openTasks: 1 }
	]);
});

test('PostgreSQL closes nothing that is not ready, whatever the code forgets', async () => {
	const { world, pathway, tovholder } = await covered();
	await world.task(pathway, 'housing', tovholder, 'Ring til udlejer', tovholder);
	await close(world, tovholder, pathway);
	const [row] = await world.as(tovholder).act(async (acting) => {
		const { sql } = await import('kysely');
		const { ask } = await import('#server/tables.ts');
		return acting.all(
			ask<{ answer: string }>(sql`select samspil.close_pathway(${pathway}::uuid, 1) as answer`)
		);
	});
	expect(row).toEqual({ answer: 'not-ready' });
});

test('nobody but the tovholder plans, closes or opens again', async () => {
	const { world, pathway, tovholder, helper, colleague, leader, citizen, shelter } =
		await covered();
	await world.consent(pathway, [shelter], ['contact']);
	const companion = await world.companion(pathway, 'Sara Søster', ['contact']);
	const stranger = await (await newWorld(database)).coordinatedPathway();
	const others = [helper, colleague, leader, citizen, companion, stranger.tovholder];
	for (const other of [...others, await world.administrator()])
		expect(await close(world, other, pathway)).toEqual({ ok: false, reason: 'not-there' });
	await close(world, tovholder, pathway);
	for (const other of others)
		expect(await reopen(world, other, pathway, 2)).toEqual({ ok: false, reason: 'not-there' });
	for (const other of [helper, colleague, leader, companion, stranger.tovholder])
		expect(await world.as(other).see(listClosings(pathway))).toEqual([]);
});

test('nothing is written on a closed pathway, whoever asks', async () => {
	const { world, pathway, tovholder } = await covered();
	await close(world, tovholder, pathway);
	const note = {
		kind: 'note',
		title: '',
		body: 'Mere',
		startsOn: null,
		endsOn: null,
		area: null,
		channel: null
	} as const;
	await expect(
		world.as(tovholder).act((acting) => writeEntry(acting, pathway, randomUUID(), 'housing', note))
	).rejects.toMatchObject({ code: 'SA001' });
});

test('opened again the same people hold and help, and the consents are gone', async () => {
	const { world, pathway, tovholder, helper, shelter } = await covered();
	await close(world, tovholder, pathway);
	const [closing] = await world.as(tovholder).see(findClosing(pathway));
	expect(await reopen(world, tovholder, pathway, closing!.version)).toEqual({
		ok: true,
		value: null
	});
	expect(await reads(world, helper, pathway)).toEqual({ head: 1, entries: 0 });
	// nobody took it back, and neither is told so
	expect(await world.as(helper).see(listEndedForUs(pathway))).toMatchObject([
		{ number: 1, how: 'closed' }
	]);
	expect(await world.as(tovholder).see(listConsents(pathway))).toMatchObject([
		{ number: 1, endedWithPathway: true }
	]);
	expect(await reads(world, tovholder, pathway)).toEqual({ head: 1, entries: 2 });
	await world.consent(pathway, [shelter], ['housing']);
	expect(await reads(world, helper, pathway)).toEqual({ head: 1, entries: 1 });
	expect(await world.as(tovholder).see(findClosing(pathway))).toEqual([]);
	expect(await world.as(tovholder).see(listClosings(pathway))).toMatchObject([
		{ reopenReason: 'Hun er flyttet hjem', reopenedBy: 'Tove Tovholder' }
	]);
	expect(await close(world, tovholder, pathway, { plan: 'En ny plan' })).toMatchObject({
		ok: true
	});
	expect(await world.as(tovholder).see(listClosings(pathway))).toHaveLength(2);
});

test('R-101 it is not opened again beside another that was begun in the meantime, by code or past it', async () => {
	const { world, tovholder, citizen, collaboration, pathway } = await covered();
	await close(world, tovholder, pathway);
	const [closing] = await world.as(tovholder).see(findClosing(pathway));
	await world.pathway(citizen, collaboration, tovholder);
	expect(await reopen(world, tovholder, pathway, closing!.version)).toEqual({
		ok: false,
		reason: 'another-pathway-open'
	});
	expect(await world.as(tovholder).see(findClosing(pathway))).toMatchObject([
		{ reopenedAt: null, version: closing!.version }
	]);
	const { rows } = await database.owner.query('select state from samspil.pathway where id = $1', [
		pathway
	]);
	expect(rows).toEqual([{ state: 'closed' }]);
});

test('sent twice it is done once; on what somebody changed since, both texts are shown', async () => {
	const { world, pathway, tovholder } = await covered();
	const keep = (plan: string, version: number) =>
		world
			.as(tovholder)
			.act((acting) =>
				keepPlan(acting, pathway, { id: randomUUID(), version, plan: { ...PLAN, plan } })
			);
	expect(await keep('Et', 0)).toEqual({ ok: true, value: 1 });
	expect(await keep('Et', 0)).toEqual({ ok: true, value: 1 });
	expect(await keep('To', 1)).toEqual({ ok: true, value: 2 });
	expect(await keep('Tre', 1)).toMatchObject({
		reason: 'stale',
		saved: { plan: 'To', version: 2 }
	});
	for (let times = 0; times < 2; times += 1)
		expect(await close(world, tovholder, pathway, { plan: 'To' }, 2)).toEqual({
			ok: true,
			value: null
		});
	const [closing] = await world.as(tovholder).see(findClosing(pathway));
	for (let times = 0; times < 2; times += 1)
		expect(await reopen(world, tovholder, pathway, closing!.version)).toMatchObject({ ok: true });
});

test('R-155 whoever helps without an account is among those to be told, and a companion hears of it', async () => {
	const { world, pathway, tovholder } = await covered();
	const sif = await world.companion(pathway, 'Sif', ['housing']);
	const contact = randomUUID();
	await world.insert('outside_contact', {
		tenant_id: world.tenant,
		id: contact,
		pathway_id: pathway,
		name: 'Pipaluk',
		organisation: 'Sermersooq',
		reach: 'Ring',
		added_by: tovholder.person,
		changed_by_name: tovholder.name
	});
	const lacking = await close(world, tovholder, pathway);
	expect(lacking).toMatchObject({ reason: 'lacking', lacks: ['partner-not-told'], version: 1 });
	// A tick does not say when and how; what stands on the page of contacts does.
	const ticked = { toldOutside: [contact] };
	expect(await close(world, tovholder, pathway, ticked, 1)).toMatchObject({ reason: 'lacking' });
	const telling = { about: 'closing', toldOn: TODAY, channel: 'phone' } as const;
	await world.as(tovholder).act((acting) => tellOutside(acting, pathway, contact, telling));
	expect(await close(world, tovholder, pathway, ticked, 2)).toEqual({ ok: true, value: null });
	const [closing] = await world.as(tovholder).see(findClosing(pathway));
	expect(closing?.told).toContainEqual({ name: 'Pipaluk, Sermersooq', how: 'outside' });
	const { rows } = await database.owner.query(
		`select kind, path from samspil.notice where tenant_id = $1 and person_id = $2`,
		[world.tenant, sif.person]
	);
	expect(rows).toEqual([{ kind: 'pathway-closed', path: '/me' }]);
});

test('L-11 whoever closes by a plan as it stands wrote none of it; whoever changes its words did', async () => {
	for (const [words, wrote] of [
		[PLAN.plan, 'shelter'],
		['Hun ringer til Tove.', 'tenant']
	] as const) {
		const { world, pathway, tovholder, shelter } = await covered();
		const kept = await world
			.as(tovholder)
			.act((acting) => keepPlan(acting, pathway, { id: randomUUID(), version: 0, plan: PLAN }));
		expect(kept).toMatchObject({ ok: true });
		// Written by another organisation, before the pathway was handed over.
		await database.owner.query(
			'update samspil.closing set written_by_organisation_id = $2 where pathway_id = $1',
			[pathway, shelter]
		);
		expect(await close(world, tovholder, pathway, { plan: words }, 1)).toMatchObject({ ok: true });
		const { rows } = await database.owner.query(
			'select written_by_organisation_id as by from samspil.closing where pathway_id = $1',
			[pathway]
		);
		expect(rows).toEqual([{ by: wrote === 'shelter' ? shelter : world.tenant }]);
	}
});
