/** R-130, L-10: what stood there before is kept with its row, in each table, and is told to those who read the whole pathway. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { KEPT, sayFormer, type KeptTable } from '#features/pathways/say-former.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { listPlans } from '#features/pathway-plans/server/plan.queries.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import type { Former } from '#values/former.ts';
import { spellWhole, wholeOf } from './export-pathway.ts';
import { allWrittenOf, tellAllWritten } from './written.queries.ts';
import { sayWrittenFacts } from '../say-written.ts';

const database = await testDatabase();
const NOW = new Date('2026-05-04T10:00:00Z');

async function arrange() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, tovholder, shelter } = story;
	const at = { tenant_id: world.tenant, pathway_id: pathway };
	const by = { changed_by_name: tovholder.name };
	const written = { id: randomUUID(), ...at, written_by: tovholder.person };
	const plan = randomUUID();
	const scope = await world.scopeOf(pathway, 'progress');
	await world.insert('pathway_plan', {
		...at,
		id: plan,
		scope_id: scope,
		category: 'progress',
		number: 1,
		aim: 'Egen bolig',
		steps: 'Søge',
		cooperation: 'Sammen',
		involvement: 'Hver uge',
		review_on: '2026-09-01',
		owners: '[]',
		citizen_owns: true,
		hash: Buffer.alloc(32),
		written_by: tovholder.person,
		written_by_name: tovholder.name,
		written_by_organisation_name: 'x'
	});
	const { rows } = await database.owner.query(
		'select hash from samspil.pathway_plan where id = $1',
		[plan]
	);
	const answer = {
		...at,
		plan_id: plan,
		hash: rows[0].hash,
		scope_id: scope,
		category: 'progress',
		answered_by: tovholder.person,
		answered_by_name: tovholder.name
	};
	const meeting = {
		...at,
		id: randomUUID(),
		scope_id: await world.scopeOf(pathway, 'meetings'),
		state: 'invited',
		purpose: 'Bolig',
		why_now: 'x',
		form: 'in-person',
		starts_at: '2026-05-11T11:00:00Z',
		ends_at: '2026-05-11T12:00:00Z',
		place: 'Biblioteket',
		place_agreed_on: '2026-05-01',
		interpreter: 'no',
		interpreter_agreed_on: '2026-05-01',
		convened_by: tovholder.person,
		convened_by_organisation_id: tovholder.organisation
	};
	return { world, ...story, at, by, written, answer, meeting, shelter };
}

/** What is written in each table of the pathway, and what it is put right by: `set` is SQL. */
const rowsOf = ({
	by,
	at,
	written,
	answer,
	meeting,
	tovholder,
	shelter
}: Awaited<ReturnType<typeof arrange>>): [
	KeptTable,
	Record<string, unknown>,
	set: string,
	before: string
][] => [
	[
		'guardian',
		{
			...written,
			...by,
			name: 'Karen',
			relation: 'mor',
			custody: 'sole',
			words: 'Hun sover',
			said_on: '2026-05-01'
		},
		`words = 'Hun sover godt'`,
		'Hun sover'
	],
	[
		'guideline_mark',
		{ ...at, ...by, guideline: 'own-words', mark: 'skipped', words: 'Ikke nu' },
		`mark = 'done', words = ''`,
		'Ikke nu'
	],
	[
		'closing',
		{ ...at, ...by, id: randomUUID(), plan: 'Ring til os' },
		`plan = 'Ring til Lone'`,
		'Ring til os'
	],
	[
		'caseworker',
		{ ...at, ...by, name: 'Sigrid', workplace: 'Jobcenter', written_by: tovholder.person },
		`name = '', workplace = ''`,
		'Sigrid'
	],
	[
		'outside_contact',
		{
			...at,
			...by,
			id: randomUUID(),
			name: 'Ulla',
			organisation: 'Kommunen',
			helps_with: 'Flytning',
			reach: '1',
			added_by: tovholder.person
		},
		`helps_with = 'Bolig'`,
		'Flytning'
	],
	[
		'outside_notification',
		{
			...written,
			...by,
			made_on: '2026-05-01',
			made_by: 'x',
			made_to: 'y',
			written_by_name: tovholder.name,
			received_at: '2026-05-01T08:00:00Z'
		},
		`received_at = '2026-05-01T09:00:00Z'`,
		'1. maj 2026 kl. 10.00'
	],
	[
		'network_relation',
		{
			...written,
			...by,
			side: 'private',
			name: 'Eva',
			relation: 'søster',
			closeness: 1,
			involve: 'yes',
			agreed_on: '2026-05-01'
		},
		`involve = 'no', agreed_on = null`,
		'Ja'
	],
	[
		'partner_change',
		{
			...at,
			id: randomUUID(),
			organisation_id: shelter,
			words: 'Vi kommer fredag',
			told_by: tovholder.person,
			told_by_name: 'Hanne',
			told_by_organisation_name: 'x'
		},
		`words = 'Vi kommer lørdag'`,
		'Vi kommer fredag'
	],
	[
		'meeting',
		{ ...meeting, ...by, prepared_on: '2026-05-02', prepared_note: 'Over kaffe' },
		`prepared_note = 'Per telefon'`,
		'Over kaffe'
	],
	[
		'task',
		{
			...at,
			id: randomUUID(),
			scope_id: meeting.scope_id,
			category: 'meetings',
			title: 'Ring',
			responsible_person_id: tovholder.person,
			responsible_organisation_id: tovholder.organisation,
			responsible_name: tovholder.name,
			created_by: tovholder.person,
			created_by_name: tovholder.name,
			state: 'done',
			state_note: 'Ringet',
			state_changed_at: NOW,
			state_changed_by_name: tovholder.name
		},
		`state = 'open', state_note = ''`,
		'Ringet'
	],
	[
		'pathway_plan_answer',
		{
			...answer,
			organisation_id: shelter,
			organisation_name: 'x',
			answer: 'not-yet',
			note: 'Mangler seng'
		},
		`answer = 'accepted', note = ''`,
		'Mangler seng'
	]
];

test('R-130, L-10 each table keeps what stood there, and tells it to the citizen and the tovholder, on paper and in the file', async () => {
	const arranged = await arrange();
	const { world, pathway, citizen, tovholder, helper } = arranged;
	const rows = rowsOf(arranged);
	for (const [table, row, set] of rows) {
		await world.insert(table, row);
		await database.owner.query(`update samspil.${table} set ${set} where pathway_id = $1`, [
			pathway
		]);
		// the same again is no correction
		await database.owner.query(`update samspil.${table} set ${set} where pathway_id = $1`, [
			pathway
		]);
	}
	for (const who of [citizen, tovholder]) {
		const file = JSON.parse(spellWhole((await world.as(who).see(wholeOf(pathway)))[0], NOW)!.text);
		const paper = tellAllWritten((await world.as(who).see(allWrittenOf(pathway)))[0]);
		for (const [table, , , before] of rows) {
			const former: Former[] = file[table][0].former;
			expect(former, table).toHaveLength(1);
			expect(former[0]!.by, table).not.toBe('');
			expect(sayFormer(table, former)[0]!.lines.join(), table).toContain(before);
			if (table === 'network_relation') continue; // on paper as the map
			const onPaper = paper.find((part) => part.table === table)?.written[0];
			expect(onPaper, table).toBeDefined();
			expect(sayWrittenFacts(table, onPaper!.facts!), table).toContain(before);
		}
	}
	// a partner and a companion of somebody else's take nothing of it along
	expect(spellWhole((await world.as(helper).see(wholeOf(pathway)))[0], NOW)).toBeNull();
	const tested = [...rows.map(([table]) => table), 'entry', 'companion', 'citizen'];
	expect(tested.toSorted()).toEqual(Object.keys(KEPT).toSorted());
});

test('R-130 who wrote what stood there and when goes from one correction to the next', async () => {
	const { world, by, written, pathway, tovholder } = await arrange();
	const guardian = { ...written, ...by, name: 'Karen', relation: 'mor', custody: 'sole' };
	await world.insert('guardian', { ...guardian, words: 'Et', said_on: '2026-05-01' });
	for (const [words, name] of [
		['To', 'Bo'],
		['Tre', 'Cai']
	])
		await database.owner.query(
			'update samspil.guardian set words = $2, changed_by_name = $3, changed_at = now() where pathway_id = $1',
			[pathway, words, name]
		);
	const { rows } = await database.owner.query(
		'select former from samspil.guardian where pathway_id = $1',
		[pathway]
	);
	expect(rows[0].former).toMatchObject([
		{ words: 'Et', by: tovholder.name, untilBy: 'Bo' },
		{ words: 'To', by: 'Bo', untilBy: 'Cai' }
	]);
	expect(rows[0].former[1].at).toBe(rows[0].former[0].until);
	expect(sayFormer('guardian', rows[0].former).map(({ lines }) => lines.at(-1))).toEqual([
		'To',
		'Et'
	]);
});

test('R-145 whoever is taken off the map or the list leaves no word behind, not among what stood before either', async () => {
	const arranged = await arrange();
	const { world, pathway } = arranged;
	const former = async (table: string) =>
		(
			await database.owner.query(`select former from samspil.${table} where pathway_id = $1`, [
				pathway
			])
		).rows[0].former;
	for (const [table, row, set] of rowsOf(arranged)) {
		if (table !== 'network_relation' && table !== 'outside_contact') continue;
		await world.insert(table, row);
		await database.owner.query(`update samspil.${table} set ${set} where pathway_id = $1`, [
			pathway
		]);
		expect(await former(table)).toHaveLength(1);
		await database.owner.query(
			`update samspil.${table} set removed_at = now(), name = '', ${
				table === 'network_relation'
					? `relation = '', involve = 'not-asked', involve_when = '', agreed_on = null, contact = ''`
					: `organisation = '', helps_with = '', reach = ''`
			} where pathway_id = $1`,
			[pathway]
		);
		expect(await former(table)).toEqual([]);
	}
});

test('what the citizen says of a plan and a task is theirs to say anew, and is kept where another writes over it', async () => {
	const { world, answer, pathway, citizen, tovholder } = await arrange();
	const task = await world.task(pathway, 'meetings', tovholder, 'Find papirer', 'citizen');
	const formerOf = async (table: string, which: string) =>
		(
			await database.owner.query(
				`select former from samspil.${table} where ${which} and pathway_id = $1`,
				[pathway]
			)
		).rows[0].former;
	const say = (set: string) =>
		database.owner.query(`update samspil.task set ${set} where id = $1`, [task]);
	await say(`state = 'done', state_note = 'Ligger hos mor', state_changed_by_name = ''`);
	await say(`state_note = 'Fundet'`);
	expect(await formerOf('task', `id = '${task}'`)).toEqual([]);
	await say(`state = 'open', state_note = 'Ikke fundet', state_changed_by_name = 'Lone'`);
	expect(await formerOf('task', `id = '${task}'`)).toMatchObject([
		{ state_note: 'Fundet', by: '' }
	]);

	await world.insert('pathway_plan_answer', {
		...answer,
		organisation_id: null,
		organisation_name: '',
		answered_by: citizen.person,
		answered_by_name: citizen.name,
		answer: 'not-yet',
		note: 'Jeg er bange'
	});
	const answered = (set: string) =>
		database.owner.query(`update samspil.pathway_plan_answer set ${set} where pathway_id = $1`, [
			pathway
		]);
	await answered(`note = 'Jeg vil tænke'`);
	expect(await formerOf('pathway_plan_answer', 'true')).toEqual([]);
	await answered(
		`answer = 'disagrees', note = 'Sagt i telefonen', told = true, answered_by_name = 'Lone'`
	);
	expect(await formerOf('pathway_plan_answer', 'true')).toMatchObject([{ note: 'Jeg vil tænke' }]);
});

test('L-10 a name and a birth date that were wrong are kept with who put them right, and not the telephone', async () => {
	const { world, pathway, citizen } = await arrange();
	const put = (set: string) =>
		database.owner.query(`update samspil.citizen set ${set} where id = $1`, [citizen.citizen]);
	await put(`phone = '11111111', version = version + 1`);
	await put(`name = 'Aminah Andersen', version = version + 1`);
	const told = JSON.parse(
		spellWhole((await world.as(citizen).see(wholeOf(pathway)))[0], NOW)!.text
	);
	expect(told.citizen.former).toMatchObject([{ name: 'Amina Andersen', is_protected: false }]);
	expect(JSON.stringify(told.citizen.former)).not.toContain('1111');
});

test('L-5 a partner reads neither what stood of a contact under another category, nor who answered a plan before', async () => {
	const arranged = await arrange();
	const { world, helper } = arranged;
	const asHelper = (who: Someone, table: string) =>
		world.as(who).see({
			compile: () => ({ sql: `select former from samspil.${table}`, parameters: [] })
		} as never);
	for (const table of ['outside_contact', 'pathway_plan_answer'])
		await expect(asHelper(helper, table)).rejects.toThrow('permission denied');
});

test('L-5 what an organisation answered to a plan before is for the whole pathway and for itself, not for a partner that came later', async () => {
	const arranged = await arrange();
	const { world, pathway, citizen, tovholder, helper } = arranged;
	const lateComer = await world.organisation('voluntary', 'Senere');
	const later = await world.worker('Lis Ledig', lateComer, 'volunteer');
	await world.partner(pathway, lateComer, 'agreed', later);
	await world.consent(pathway, [arranged.shelter, lateComer], ['progress', 'contact']);
	const [, row, set] = rowsOf(arranged).find(([table]) => table === 'pathway_plan_answer')!;
	await world.insert('pathway_plan_answer', row);
	await database.owner.query(
		`update samspil.pathway_plan_answer set ${set} where pathway_id = $1`,
		[pathway]
	);
	const formerOf = async (who: Someone) =>
		(await world.as(who).see(listPlans(pathway)))[0]?.answers.map(({ former }) => former.length);
	for (const who of [citizen, tovholder, helper]) expect(await formerOf(who)).toEqual([1]);
	expect(await formerOf(later)).toEqual([0]);
});
