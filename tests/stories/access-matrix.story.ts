/**
 * Every page and form of Samspil × every kind of person: is each answered as the rows in tests/access say, and does
 * nobody read a word that is not for them? Asked over HTTP of the built app.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../src/server/database/test-database.ts';
import { startTestService } from '../../src/server/digital-post/test-service.ts';
import { type Ids, type MatrixWorld, worldsIn } from '../access/arrange-world.ts';
import { ask, cellOf, comparable, type Answer } from '../access/ask.ts';
import { except, KINDS, WEAK, type Kind } from '../access/kinds.ts';
import { PLANTED, type Planted } from '../access/planted.ts';
import type { Form, Row } from '../access/row.ts';
import { ROWS } from '../access/rows.ts';
import { listWaysIn } from '../access/ways-in.ts';
import { startServer, type RunningServer } from './open-samspil.ts';

const database = await testDatabase({ grows: true });
const newWorld = worldsIn(database);
const ways = await listWaysIn();
const nameOf = ({ route, does }: { route: string; does: string }) => `${route} ${does}`;

const digitalPost = await startTestService();
let server: RunningServer | undefined;
let shared: MatrixWorld;
beforeAll(async () => {
	shared = await newWorld();
	server = await startServer({
		DATABASE_URL: database.url,
		// Each plans what it has not been asked before, and of this many pages most are asked a few times.
		DATABASE_POOL: '3',
		LOG_LEVEL: 'trace',
		...digitalPost.environment
	});
});
afterAll(async () => {
	await server?.stop();
	await digitalPost.stop();
	await database.close();
});

test('every page and form has a row, and every row a page or form', () => {
	const named = ROWS.map(nameOf);
	const there = ways.map(nameOf);
	expect
		.soft(
			there.filter((way) => !named.includes(way)),
			'without a row'
		)
		.toEqual([]);
	expect
		.soft(
			named.filter((row) => !there.includes(row)),
			'without a page or form'
		)
		.toEqual([]);
	expect
		.soft(
			named.filter((row, index) => named.indexOf(row) !== index),
			'twice'
		)
		.toEqual([]);
});

const rows = ROWS.flatMap((row) => {
	const way = ways.find((each) => nameOf(each) === nameOf(row));
	return way ? [{ ...row, params: way.params, name: nameOf(row) }] : [];
});
type Asked = (typeof rows)[number];
/** Those that leave nothing behind come while there is one world: some pages look through what everybody has. */
const inTurn = [...rows.filter(({ keeps }) => keeps), ...rows.filter(({ keeps }) => !keeps)];

describe('each is answered as its row says', () => {
	test.each(inTurn)('$name', async (row) => {
		// A hundred askers from one place would meet the limits on guessing.
		await database.owner.query('delete from identity."rateLimit"');
		const complaints = [];
		// One after the other, where two are the same person: what the record says is told apart by whom it names.
		for (const kinds of [except(KINDS, ...WEAK), WEAK]) {
			const since = await momentOfRecord();
			complaints.push(...(await Promise.all(kinds.map((kind) => judge(row, kind, since)))));
			complaints.push(await deedsOfRefused());
		}
		expect(complaints.flat()).toEqual([]);
	});
});

test('the log of all this tells what happened, and of nobody', () => {
	const log = server!.said();
	const answered = log.split('\n').filter((line) => line.includes('"event":"answered"'));
	expect(answered.length).toBeGreaterThan(rows.length * KINDS.length);
	for (const { text } of Object.values(PLANTED)) expect(log).not.toContain(text);
	for (const { name, token, person } of Object.values(shared.people))
		for (const word of [name, token, person]) expect(log).not.toContain(word);
	const ids = /[0-9a-f]{8}-[0-9a-f]{4}-|@[\w-]+\.(dk|test|invalid|example)|\?\w+=/i;
	expect(log.split('\n').filter((line) => ids.test(line))).toEqual([]);
});

/** Where nothing that is written about a citizen may come, not even by way of what was just done a thousand times. */
const BESIDES = [
	'samspil.mail',
	'samspil.notice',
	'samspil.reminder',
	'jobs.job',
	'identity.session'
];
/** Not about a citizen: an agreement's mail says what it is called. */
const NOT_OF_CITIZENS: readonly Planted[] = ['agreement'];
/** The record says who did it by name, and who does it may be the citizen or a companion. */
const DOERS: readonly Planted[] = ['name', 'otherName', 'companion'];

test('neither mails, notices, jobs nor the record of all this hold a word about anybody', async () => {
	const found: string[] = [];
	for (const table of [...BESIDES, 'samspil.audit_event']) {
		const { rows } = await database.owner.query(`select count(*)::int as rows from ${table}`);
		if (table === 'samspil.audit_event' || table === 'samspil.mail')
			expect(rows[0].rows, table).toBeGreaterThan(100);
		const elsewhere = table === 'samspil.audit_event' ? DOERS : NOT_OF_CITIZENS;
		const { rows: holding } = await database.owner.query(
			`select word, min(left(row, 200)) as row
			from (select t::text as row from ${table} t offset 0) each join unnest($1::text[]) word on strpos(row, word) > 0
			group by word`,
			[Object.values(PLANTED).map(({ text }) => text)]
		);
		for (const [name, { text }] of Object.entries(PLANTED)) {
			const held = holding.find(({ word }) => word === text);
			if (held && !elsewhere.includes(name as Planted))
				found.push(`${table} holds the ${name}: ${held.row}`);
		}
	}
	expect(found).toEqual([]);
});

/** What is wrong with the answer that this kind of person gets, who has done nothing `since`; one line each. */
async function judge(row: Asked, kind: Kind, since: string): Promise<string[]> {
	const expected = row.cell(kind);
	// What changes something changes it in a world of its own.
	const world = expected === 'done' && !row.keeps ? await newWorld() : shared;
	const form = await row.form(world, kind);
	const ids = { ...world.ids, ...row.at(world) };
	const answer = await askAs(world, kind, row, ids, form, since);
	const found = cellOf(row, answer);
	// What should not have been done is reported here and must not disturb the rows after it.
	if (found === 'done' && expected !== 'done') shared = await newWorld();
	const complaints = [...leaks(answer, kind, form, row), ...keptOnTheWay(answer, kind)];
	if (found !== expected)
		complaints.push(`${kind}: ${expected} expected, got ${found} ${excerpt(answer)}`);
	else if (expected === 'none')
		complaints.push(...(await unlikeNothing(answer, world, kind, row, ids, form, since)));
	else if (expected === 'page' || expected === 'done')
		complaints.push(...missing(answer, kind, row));
	if (found === 'done' && expected === 'done' && row.again !== null && !row.keeps)
		complaints.push(...(await sentTwice(answer, world, kind, row, ids, form)));
	if (row.params.length > 1 && expected !== 'none' && expected !== 'away')
		complaints.push(...(await strangersChild(world, kind, row, ids)));
	return complaints;
}

async function askAs(
	world: MatrixWorld,
	kind: Kind,
	row: Asked,
	ids: Ids,
	form: Form,
	since: string
): Promise<Answer> {
	const answer = await ask({
		...row,
		search: row.search(world),
		origin: server!.origin,
		cookie: world.cookieOf(kind),
		ids,
		form
	});
	// Whose session is another's here is left to that other.
	if (answer.status === 404 && kind !== 'nobody' && !WEAK.includes(kind))
		refused.push({ kind, person: world.people[kind].person, since });
	return answer;
}

/** Who was answered that it is not there, and since when they have done nothing else. */
const refused: { kind: Kind; person: string; since: string }[] = [];

/** Now, by the clock of the record and to its microsecond. */
async function momentOfRecord(): Promise<string> {
	const { rows } = await database.owner.query('select clock_timestamp()::text as moment');
	return rows[0].moment;
}

/** L-9: what the record says that somebody did or read who was answered that it is not there. */
async function deedsOfRefused(): Promise<string[]> {
	const asked = JSON.stringify(refused.splice(0));
	const { rows } = await database.owner.query({
		name: 'deeds',
		text: `select r.kind, e.action from jsonb_to_recordset($1) r (kind text, person uuid, since timestamptz)
				join samspil.audit_event e on e.person_id = r.person and e.at >= r.since
			order by e.sequence`,
		values: [asked]
	});
	return rows.map(({ kind, action }) => `${kind}: answered 404, and the record says ${action}`);
}

/** Planted words in the answer that are not for this person. What one sends oneself may come back. */
function leaks({ all }: Answer, kind: Kind, form: Form, { opens = [] }: Row): string[] {
	const sent = JSON.stringify(form);
	return Object.entries(PLANTED)
		.filter(([name, { text, readers }]) => {
			const mayRead =
				(readers as readonly Kind[]).includes(kind) || opens.includes(name as Planted);
			return !mayRead && !sent.includes(text) && all.includes(text);
		})
		.map(([name]) => `${kind}: was shown the ${name}`);
}

/** An answer that shows something planted may be kept by nobody between, and none stands in an address. */
function keptOnTheWay({ body, headers, location }: Answer, kind: Kind): string[] {
	const texts = Object.values(PLANTED).map(({ text }) => text);
	const rules = headers.find(([name]) => name === 'cache-control')?.[1] ?? '';
	const isKept = !rules.includes('no-store') && texts.some((text) => body.includes(text));
	const isNamed = texts.some((text) => decodeURIComponent(location).includes(text));
	return [
		...(isKept ? [`${kind}: what is shown may be kept on the way`] : []),
		...(isNamed ? [`${kind}: the address it leads to says what it is about`] : [])
	];
}

/** Planted words that the page shows to those who may read them, and that this reader does not find. */
function missing({ body }: Answer, kind: Kind, { shows, shownTo = KINDS }: Row): string[] {
	if (!shownTo.includes(kind)) return [];
	return shows
		.filter((name) => {
			const { text, readers } = PLANTED[name];
			return (readers as readonly Kind[]).includes(kind) && !body.includes(text);
		})
		.map((name) => `${kind}: does not find the ${name}`);
}

/** What this kind of person was answered about an id that nobody ever gave, under whatever address. */
const forNothing = new Set<string>();

/** A 404 must not tell what is there: it is compared with that for ids which nobody ever gave. */
async function unlikeNothing(
	answer: Answer,
	world: MatrixWorld,
	kind: Kind,
	row: Asked,
	ids: Ids,
	form: Form,
	since: string
): Promise<string[]> {
	if (row.params.length === 0) return [];
	const asked = Object.fromEntries(row.params.map((name) => [name, ids[name]!]));
	const found = comparable(answer, asked, row.route, form);
	if (forNothing.has(`${kind} ${found}`)) return [];
	const nothing = Object.fromEntries(row.params.map((name) => [name, randomUUID()]));
	const other = await askAs(world, kind, row, { ...ids, ...nothing }, form, since);
	const expected = comparable(other, nothing, row.route, form);
	forNothing.add(`${kind} ${expected}`);
	return found === expected
		? []
		: [`${kind}: the answer differs from that for an id that does not exist`];
}

/** A button pressed twice without script: the second answer leads where the first did, as if there had been one. */
async function sentTwice(
	first: Answer,
	world: MatrixWorld,
	kind: Kind,
	row: Asked,
	ids: Ids,
	form: Form
): Promise<string[]> {
	const second = await askAs(world, kind, row, ids, form, await momentOfRecord());
	const { again = 'done' } = row;
	const found = cellOf(row, second);
	if (found !== again) return [`${kind}: sent twice gave ${found} ${excerpt(second)}`];
	return again !== 'done' || second.location === first.location
		? []
		: [`${kind}: sent twice led to ${second.location} and not to ${first.location}`];
}

/** "My parent, your child": the last part of the address is the second pathway's. */
async function strangersChild(
	world: MatrixWorld,
	kind: Kind,
	row: Asked,
	ids: Ids
): Promise<string[]> {
	const child = row.params.at(-1)!;
	const mixed = { ...ids, [child]: world.otherIds[child]! };
	const form = await row.form(world, kind);
	const answer = await askAs(world, kind, row, mixed, form, await momentOfRecord());
	const found = cellOf(row, answer);
	return found === 'none' ? [] : [`${kind}: another's ${child} under this address gave ${found}`];
}

/** What the error page says in its heading, to find what broke. */
const excerpt = ({ body, location }: Answer) =>
	location || (/<h1[^>]*>([^<]*)/.exec(body)?.[1] ?? body.slice(0, 200)).trim();
