/** An organisation's own part, where both sides wrote: ours comes along, theirs does not (L-11). */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { ask } from '#server/tables.ts';
import { ourPartOf, readPart, spellPart } from './export-part.ts';

const database = await testDatabase();

/** The shelter holds the threads of what the municipality held before. */
async function arrange() {
	const world = await newWorld(database);
	const { pathway, shelter, tovholder } = await world.coordinatedPathway();
	const manager = await world.worker('Mona Manager', shelter, 'manager');
	await world.handOver(pathway, tovholder, manager, { until: '2026-05-20' });
	const scope = await world.scopeOf(pathway, 'housing');
	const on = { tenant_id: world.tenant, pathway_id: pathway };
	const plant = (table: string, row: Record<string, unknown>) =>
		world.insert(table, { ...on, id: randomUUID(), ...row });
	const take = async () => {
		const [answer] = await world.as(manager).see(ourPartOf(pathway));
		const told = JSON.parse(spellPart(answer, new Date('2026-05-04T10:00:00Z'))!.text);
		const read = readPart(answer)!
			.parts.flatMap(({ written }) => written.flatMap(({ words }) => words))
			.join('\n');
		return { told, file: JSON.stringify(told), read };
	};
	return { world, pathway, shelter, tovholder, manager, scope, plant, take };
}

test('L-11 of a row in which two organisations wrote, each takes along its own words', async () => {
	const { world, shelter, tovholder, manager, scope, plant, take } = await arrange();
	const [us, them] = [
		{ id: shelter, who: manager, name: 'Værestedet' },
		{ id: world.tenant, who: tovholder, name: 'Solby Kommune' }
	];
	const sides = [
		{ by: us, to: them, asked: 'VORES spørgsmål', answered: 'DERES svar' },
		{ by: them, to: us, asked: 'DERES spørgsmål', answered: 'VORES svar' }
	];
	for (const { by, to, asked, answered } of sides) {
		await plant('task', {
			scope_id: scope,
			category: 'housing',
			title: `${asked} opgave`,
			responsible_person_id: to.who.person,
			responsible_organisation_id: to.id,
			responsible_name: to.who.name,
			state: 'done',
			state_note: `${answered} opgave`,
			state_changed_at: '2026-05-02T10:00:00Z',
			state_changed_by_name: to.who.name,
			created_by: by.who.person,
			created_by_name: by.who.name,
			created_by_organisation_id: by.id,
			state_by_organisation_id: to.id
		});
		await plant('capacity_question', {
			organisation_id: to.id,
			organisation_name: to.name,
			question: `${asked} plads`,
			asked_by: by.who.person,
			asked_by_name: by.who.name,
			asked_by_organisation_name: by.name,
			asked_by_organisation_id: by.id,
			answer: 'yes',
			answer_note: `${answered} plads`,
			answered_at: '2026-05-02T10:00:00Z',
			answered_by: to.who.person,
			answered_by_name: to.who.name
		});
		await plant('transfer', {
			verb: 'refer',
			role: 'partner',
			state: 'declined',
			from_organisation_id: by.id,
			from_organisation_name: by.name,
			to_organisation_id: to.id,
			to_organisation_name: to.name,
			question: `${asked} henvisning`,
			begun_by: by.who.person,
			begun_by_name: by.who.name,
			begun_by_organisation_name: by.name,
			begun_by_organisation_id: by.id,
			asked_at: '2026-05-01T10:00:00Z',
			asked_by_name: by.who.name,
			asked_by_organisation_name: by.name,
			asked_by_organisation_id: by.id,
			answered_at: '2026-05-02T10:00:00Z',
			answered_by: to.who.person,
			answered_by_name: to.who.name,
			answered_by_organisation_id: to.id,
			answer_note: `${answered} henvisning`
		});
	}
	await plant('partner_change', {
		organisation_id: shelter,
		words: 'VORES ændring',
		told_by: manager.person,
		told_by_name: manager.name,
		told_by_organisation_name: us!.name,
		acknowledged_at: '2026-01-10T10:00:00Z',
		acknowledged_by_name: tovholder.name,
		acknowledged_by_organisation_name: them!.name,
		answer: 'DERES ændring'
	});
	await plant('emergency_access', {
		pathway_number: 1,
		person_id: manager.person,
		organisation_id: shelter,
		person_name: manager.name,
		organisation_name: us!.name,
		reason: 'VORES akutte adgang',
		from_on: '2026-03-01',
		until_on: '2026-03-01',
		ended_at: '2026-03-01T12:00:00Z',
		reviewed_at: '2026-03-02T12:00:00Z',
		reviewed_by: tovholder.person,
		reviewed_by_name: tovholder.name,
		finding: 'justified',
		review_note: 'DERES vurdering'
	});
	const { file, read } = await take();
	for (const text of [file, read]) {
		for (const about of ['opgave', 'plads', 'henvisning'])
			for (const kind of ['spørgsmål', 'svar']) expect(text).toContain(`VORES ${kind} ${about}`);
		expect(text).toContain('VORES ændring');
		expect(text).toContain('VORES akutte adgang');
		expect(text).not.toContain('DERES');
	}
});

test('L-11 what an organisation wrote under the name it had, or that became it, is its own', async () => {
	const { world, pathway, shelter, tovholder, manager, scope, plant, take } = await arrange();
	// the organisation of whoever writes is noted, whatever it is called later
	await world.as(manager).act((acting) =>
		acting.run(
			ask(
				sql`insert into samspil.foreseen_need (tenant_id, id, pathway_id, scope_id, category, kind, words, expected_on, written_by, written_by_name,
							written_by_organisation_name)
						values (${world.tenant}::uuid, ${randomUUID()}::uuid, ${pathway}::uuid, ${scope}::uuid, 'housing', 'need', 'VORES behov', '2026-06-01',
							${manager.person}::uuid, ${manager.name}, 'Værestedet')`
			)
		)
	);
	const { rows } = await database.owner.query(
		`select written_by_organisation_id as by from samspil.foreseen_need where pathway_id = $1`,
		[pathway]
	);
	expect(rows).toEqual([{ by: shelter }]);
	const former = await world.organisation('private', 'Det gamle værested');
	const author = await world.worker('Gerda', former);
	const message = (body: string, by: string) =>
		plant('status_message', {
			scope_id: scope,
			category: 'housing',
			body,
			sent_by: tovholder.person,
			sent_by_name: tovholder.name,
			sent_by_organisation_name: 'Et navn',
			sent_by_organisation_id: by
		});
	await message('VORES gamle besked', former);
	await message('DERES besked', world.tenant);
	await world.entry(pathway, 'housing', author, 'VORES gamle note');
	await database.owner.query(
		`update samspil.tenant_organisation set merged_into = $2 where tenant_id = $1 and organisation_id = $3`,
		[world.tenant, shelter, former]
	);
	await database.owner.query(`update samspil.organisation set name = 'Huset' where id = $1`, [
		shelter
	]);
	const { file } = await take();
	for (const ours of ['VORES behov', 'VORES gamle besked', 'VORES gamle note'])
		expect(file).toContain(ours);
	expect(file).not.toContain('DERES');
});

test('L-11 the minutes of our meetings are read and printed, and who said that they can stands in no file', async () => {
	const { world, pathway, shelter, manager, plant, take } = await arrange();
	const picked = randomUUID();
	await plant('meeting', {
		scope_id: await world.scopeOf(pathway, 'meetings'),
		purpose: 'VORES møde',
		why_now: 'Nu',
		form: 'in-person',
		starts_at: '2026-06-01T10:00:00Z',
		ends_at: '2026-06-01T11:00:00Z',
		minutes: 'VORES referat',
		convened_by: manager.person,
		convened_by_organisation_id: shelter,
		picked_by: [picked]
	});
	const { file, read } = await take();
	expect(read).toContain('VORES referat');
	expect(file).toContain('VORES referat');
	expect(file).not.toContain(picked);
});
