/** L-10: what is written about a citizen is on paper too, whatever table it stands in. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { TOLD } from './export.queries.ts';
import { allWrittenOf, tellAllWritten } from './written.queries.ts';
import { WRITTEN, WRITTEN_TABLES, type Spelling } from '../written.rules.ts';

const database = await testDatabase();

/** Told by a part of the page of its own: MyWords, ComingMeetings, MyMinutes and MyPost, NetworkOnPaper. */
const ELSEWHERE = [
	'own_words',
	'task_helper',
	'agenda_item',
	'meeting_sending',
	'digital_post',
	'meeting_option',
	'meeting_option_answer',
	'calendar_seat',
	'consent_scan',
	'network_relation',
	'pathway_mark',
	'pathway_offer'
];

/** Days and marks, of which nobody wrote a word. */
const WORDLESS = ['contact_rhythm', 'pathway_phase', 'status_recipient', 'outside_told'];

/** Words of a list, a language, a day or a step, which the rows beside them say in full. */
const MARKS = /^(category|state|kind|side|involve|language|verb|role|route|criteria|guideline)$/;

/** Told by a part of the page of its own, of a table that is told here as well: MyConsents, ComingMeetings, MyMinutes. */
const IN_ITS_PLACE = [
	'consent.heard',
	'consent.purpose',
	'consent.unable_why',
	'meeting.minutes',
	'meeting.place',
	'meeting.without_citizen'
];

test('L-10 every table of a pathway is on paper, and every column that somebody writes in', async () => {
	expect([...WRITTEN_TABLES, ...ELSEWHERE, ...WORDLESS].sort()).toEqual(Object.keys(TOLD).sort());
	const { rows } = await database.owner.query<{ table: string; column: string }>(
		`select c.table_name as table, c.column_name as column from information_schema.columns c
		where c.table_schema = 'samspil' and c.data_type = 'text' and c.table_name = any ($1)
			and not exists (select from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
				where k.contype = 'c' and k.conrelid = ('samspil.' || c.table_name)::regclass and a.attname = c.column_name
					and cardinality(k.conkey) = 1 and pg_get_constraintdef(k.oid) ~ 'ARRAY')`,
		[WRITTEN_TABLES]
	);
	const untold = rows.filter(({ table, column }) => {
		const { by, words, facts = [] }: Spelling = WRITTEN[table as keyof typeof WRITTEN];
		return !MARKS.test(column) && ![...by, ...words, ...facts].some((each) => each === column);
	});
	expect(untold.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(IN_ITS_PLACE);
});

test('L-10 the citizen reads the need, notes and why each was asked; a partner and a companion do not', async () => {
	const world = await newWorld(database);
	const { citizen, tovholder, helper, pathway } = await world.coordinatedPathway();
	await world.entry(pathway, 'health', tovholder, 'Vi talte om ryggen');
	await database.owner.query(
		`update samspil.partner set reason = 'Har en seng' where pathway_id = $1`,
		[pathway]
	);
	const read = async (who: Someone) =>
		JSON.stringify(tellAllWritten((await world.as(who).see(allWrittenOf(pathway)))[0]));
	const at = {
		tenant_id: world.tenant,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'meetings')
	};
	// Three, of which the last to be held has the first id.
	const held = [
		['f', '2026-05-11'],
		['8', '2026-05-12'],
		['0', '2026-05-13']
	] as const;
	for (const [letter, day] of held) {
		const meeting = letter + randomUUID().slice(1);
		await world.insert('meeting', {
			...at,
			id: meeting,
			state: 'invited',
			purpose: `At finde ro ${day}`,
			why_now: 'x',
			form: 'in-person',
			starts_at: `${day}T11:00:00Z`,
			ends_at: `${day}T12:00:00Z`,
			place: 'Biblioteket',
			place_agreed_on: '2026-05-01',
			interpreter: 'no',
			interpreter_agreed_on: '2026-05-01',
			convened_by: tovholder.person,
			convened_by_organisation_id: tovholder.organisation
		});
		await world.insert('meeting_participant', {
			...at,
			id: randomUUID(),
			meeting_id: meeting,
			kind: 'citizen',
			name: 'Borger',
			reason: 'Det er mit møde'
		});
	}
	const listed = tellAllWritten((await world.as(citizen).see(allWrittenOf(pathway)))[0])
		.filter(({ table }) => table === 'meeting_participant')
		.flatMap(({ written }) => written);
	// Of which meeting somebody is on the list, by the days of the meetings.
	expect(listed).toMatchObject(
		held.map(([, day]) => ({
			words: ['Det er mit møde'],
			facts: { meeting_purpose: `At finde ro ${day}`, meeting_place: 'Biblioteket' }
		}))
	);
	for (const who of [citizen, tovholder]) {
		const all = await read(who);
		for (const words of ['Vi talte om ryggen', 'Har en seng']) expect(all).toContain(words);
	}
	expect(await read(helper)).not.toContain('Vi talte om ryggen');
});
