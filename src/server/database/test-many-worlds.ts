/**
 * Plays many random worlds side by side in one municipality, in the database and in the model of access, and compares
 * what everybody reads. What happens at the same step in all of them travels as one message, and one visit asks about all
 * of them at once: so ten thousand cost what a few hundred would one by one.
 */
import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { expect } from 'vitest';
import { addDays, type Day } from '#values/day.ts';
import {
	CATEGORIES,
	happen,
	mayRead,
	STAFF,
	WORKS_AT,
	type Category,
	type Facts,
	type Happening,
	type Outside,
	type Someone as Role,
	type Staff
} from './access-model.ts';
import { LISTED, maySee, type Listed } from './access-model-lists.ts';
import { askInOneGo, type Statement } from './one-go.ts';
import type { TestDatabase } from './test-database.ts';
import { around } from './test-around.ts';
import { newWorld, type Someone } from './test-world.ts';

/** What happens on one pathway. */
export type Story = {
	authors: Record<Category, Staff>;
	first: Staff;
	happenings: Happening[];
	/** Asked on a page about the pathway itself. */
	asked: Question;
};
export type Question = { who: Role; day: number; strong: boolean };
/** Stories of people who work together: who leaves, leaves in all of them, before the step of that number. */
export type Batch = {
	stories: Story[];
	partings: { step: number; event: Happening & { kind: 'leave' | 'undeclare' } }[];
	/** Asked on pages about no pathway in particular: about all the stories at once. */
	asked: Question[];
};

/** The municipality of a batch and its people. */
export type Stage = {
	tenant: string;
	places: Record<'municipality' | Outside, string>;
	people: Record<Staff, Someone>;
	companion: string;
	/** The token somebody asks with; none where they have no session of that strength. */
	token(who: Role, strong: boolean): string | undefined;
	collaboration: string;
	citizenPerson: string;
};

/** One pathway while its story is told. */
export type Told = {
	pathway: string;
	citizen: string;
	entries: Record<Category, string>;
	consents: string[];
	/** Other bases than consent. */
	bases: string[];
	facts: Facts;
};

/** Says what one happening writes; `send` keeps it for the message of this step. */
export type Tell = (
	stage: Stage,
	told: Told,
	event: Happening,
	send: (text: string, values: unknown[]) => void
) => void;

/** What a closed pathway takes from nobody. */
const GUARDED: Happening['kind'][] = ['partner', 'consent', 'companion', 'basis'];
/** How PostgreSQL refuses what must not happen; null where it may. */
function refusalOf({ facts }: Told, event: Happening): string | null {
	if (event.kind === 'basis') {
		// L-2: what is between authorities is not for the shelter, which is voluntary; and each is for a partner.
		if (event.between && event.to === 'shelter') return '23514';
		if (!facts.partners[event.to]) return '23503';
	}
	return facts.closed && GUARDED.includes(event.kind) ? 'SA001' : null;
}
const BASE: Day = '2026-03-01';
/** A day of a story as the database writes it. */
export const date = (day: number) => addDays(BASE, day);

/**
 * From now on a change only notes whose access it touches, and `findAccess` finds it once for all that happened: what
 * the triggers of ten happenings on a pathway would have found ten times, at most of the cost of a world.
 */
export const noteAccess = (database: TestDatabase) =>
	database.owner.query(`
		alter function samspil.refresh_access(uuid, uuid) rename to find_access_again;
		create unlogged table public.touched (tenant uuid, pathway uuid, primary key (tenant, pathway));
		grant insert on public.touched to samspil_owner;
		create function samspil.refresh_access(tenant uuid, wanted uuid) returns void language sql
			as 'insert into public.touched values (tenant, wanted) on conflict do nothing';`);
const findAccess = (owner: PoolClient, { tenant }: Stage) =>
	owner.query(
		`with touched as (delete from public.touched t where t.tenant = $1 returning t.tenant, t.pathway)
		select count(samspil.find_access_again(touched.tenant, touched.pathway)::text) from touched`,
		[tenant]
	);

/**
 * Plays a batch; answers the first story in which somebody reads other things than the model says, and what. `tell` says
 * what each happening writes.
 */
export async function playBatch(
	database: TestDatabase,
	{ stories, partings, asked }: Batch,
	tell: Tell,
	isNoted = false
): Promise<{ story: Story; difference: string } | null> {
	const stage = await setStage(database);
	const told = stories.map(beginning);
	const owner = await database.owner.connect();
	try {
		const step = stepwise(owner, stage, tell);
		await step(told.map((one, index) => () => begin(stage, one, stories[index]!)));
		await step([() => around(stage, told).map(([text, values]) => named(text, values))]);
		const steps = Math.max(
			...stories.map(({ happenings }) => happenings.length),
			...partings.map(({ step: at }) => at)
		);
		for (let index = 0; index <= steps; index++) {
			for (const { event } of partings.filter(({ step: at }) => at === index))
				await step([() => parting(stage, told, event)]);
			await step(
				stories.flatMap(({ happenings }, story) => {
					const event = happenings[index];
					return event ? [{ told: told[story]!, event }] : [];
				})
			);
		}
		if (isNoted) await findAccess(owner, stage);
	} finally {
		owner.release();
	}
	const wide = await askWide(database.pools.app, stage, told, asked);
	const close = await askClose(database.pools.app, stage, told, stories);
	const wrong = [...wide, ...close].find(({ read, expected }) => read !== expected);
	return wrong
		? {
				story: stories[wrong.story]!,
				difference: `${JSON.stringify(wrong.question)} reads ${wrong.read}, and may read ${wrong.expected}`
			}
		: null;
}

async function setStage(database: TestDatabase): Promise<Stage> {
	const world = await newWorld(database);
	const places = {
		municipality: world.tenant,
		shelter: await world.organisation('voluntary'),
		workshop: await world.organisation('private')
	};
	const people = {} as Record<Staff, Someone>;
	const weak: Partial<Record<Role, Someone>> = {};
	for (const name of STAFF) {
		const organisation = places[WORKS_AT[name]];
		people[name] = await world.worker(name, organisation);
		weak[name] = await world.session(people[name].person, name, {
			hat: 'organisation',
			organisation,
			strong: false
		});
	}
	const leader = await world.worker('leader', world.tenant, 'project-leader');
	const amina = await world.person('Amina');
	const bodil = await world.person('Bodil');
	const own: Record<Role, Someone> = {
		...people,
		citizen: await world.session(amina.id, 'Amina', { hat: 'self' }),
		companion: await world.session(bodil.id, 'Bodil', { hat: 'self' })
	};
	return {
		tenant: world.tenant,
		places,
		people,
		companion: bodil.id,
		token: (who, strong) => (strong ? own[who] : weak[who])?.token,
		collaboration: await world.collaboration(leader),
		citizenPerson: amina.id
	};
}

const beginning = ({ authors, first }: Story): Told => ({
	pathway: randomUUID(),
	citizen: randomUUID(),
	entries: Object.fromEntries(
		CATEGORIES.map((category) => [category, randomUUID()])
	) as Told['entries'],
	consents: [],
	bases: [],
	facts: {
		tovholder: first,
		former: [],
		partners: {},
		assigned: {},
		consents: [],
		bases: [],
		kept: [],
		companions: [],
		left: {},
		undeclared: [],
		emergencies: [],
		closed: false,
		authors
	}
});

/**
 * What a pathway has beside its entries, one in each category: each is read by whoever reads the whole pathway or has its
 * category open, whoever wrote it.
 */
const BESIDE = ['task', 'foreseen_need', 'pathway_plan'] as const;
const BESIDE_COLUMNS: Record<(typeof BESIDE)[number], { names: string; values: string }> = {
	task: {
		names: 'title, responsible_name, for_citizen, created_by, created_by_name',
		values: `'x', 'Amina', true, $4, 'x'`
	},
	foreseen_need: {
		names: 'kind, words, expected_on, written_by, written_by_name, written_by_organisation_name',
		values: `'need', 'x', '2026-06-01', $4, 'x', 'x'`
	},
	pathway_plan: {
		names:
			'number, aim, steps, cooperation, involvement, owners, citizen_owns, hash, written_by, written_by_name, written_by_organisation_name',
		values: `array_position($3::text[], s.category), 'x', 'x', 'x', 'x', '[]', true, sha256('x'), $4, 'x', 'x'`
	}
};

type Write = () => Statement[];

/**
 * Writes one step of all stories as one message, and moves their facts on. What must be refused is tried by
 * itself, since a refusal ends the transaction it comes in.
 */
const stepwise =
	(owner: PoolClient, stage: Stage, tell: Tell) =>
	async (step: (Write | { told: Told; event: Happening })[]) => {
		const said = (each: { told: Told; event: Happening }): Statement[] => {
			const statements: Statement[] = [];
			tell(stage, each.told, each.event, (text, values) =>
				statements.push({ name: nameOf(text), text, values })
			);
			return statements;
		};
		const refused = (each: Write | { told: Told; event: Happening }) =>
			'event' in each ? refusalOf(each.told, each.event) : null;
		const statements = step
			.filter((each) => refused(each) === null)
			.flatMap((each) => (typeof each === 'function' ? each() : said(each)));
		if (statements.length > 0) await askInOneGo(owner, statements);
		for (const each of step) {
			if (typeof each === 'function') continue;
			const code = refused(each);
			if (code) await expect(askInOneGo(owner, said(each))).rejects.toMatchObject({ code });
			else each.told.facts = happen(each.told.facts, each.event);
		}
	};

const NAMES = new Map<string, string>();
const nameOf = (text: string) =>
	NAMES.get(text) ?? NAMES.set(text, `told_${NAMES.size}`).get(text)!;
const named = (text: string, values: unknown[]): Statement => ({
	name: nameOf(text),
	text,
	values
});

/** The citizen, the pathway, who holds it first, and one entry in each category. */
function begin(stage: Stage, told: Told, { first, authors }: Story): Statement[] {
	const { tenant, people } = stage;
	const { person, organisation } = people[first];
	return [
		named(
			`insert into samspil.citizen (tenant_id, id, person_id, name, birth_date, registered_by) values ($1, $2, $3, 'Amina', '1990-02-03', $4)`,
			[tenant, told.citizen, stage.citizenPerson, person]
		),
		named(
			`insert into samspil.pathway (tenant_id, id, number, citizen_id, collaboration_id, registered_on, registered_by, registered_organisation_id)
			values ($1, $2, 0, $3, $4, '2026-01-05', $5, $6)`,
			[tenant, told.pathway, told.citizen, stage.collaboration, person, organisation]
		),
		named(
			`insert into samspil.tovholder (tenant_id, id, pathway_id, person_id, organisation_id, person_name, organisation_name, kind, since, route)
			values ($1, $2, $3, $4, $5, 'x', 'x', 'temporary', '2026-01-05T10:00:00Z', 'registration')`,
			[tenant, randomUUID(), told.pathway, person, organisation]
		),
		named(
			`insert into samspil.entry (tenant_id, id, pathway_id, scope_id, category, kind, body, author_id, author_organisation_id, author_name, author_organisation_name)
			select s.tenant_id, e.id, s.pathway_id, s.id, s.category, 'note', s.category, e.author, e.organisation, 'x', 'x'
			from unnest($3::text[], $4::uuid[], $5::uuid[], $6::uuid[]) as e (category, id, author, organisation)
				join samspil.scope s on s.tenant_id = $1 and s.pathway_id = $2 and s.category = e.category`,
			[
				tenant,
				told.pathway,
				[...CATEGORIES],
				CATEGORIES.map((category) => told.entries[category]),
				CATEGORIES.map((category) => people[authors[category]].person),
				CATEGORIES.map((category) => people[authors[category]].organisation)
			]
		),
		...BESIDE.map((table) =>
			named(
				`insert into samspil.${table} (tenant_id, id, pathway_id, scope_id, category, ${BESIDE_COLUMNS[table].names})
				select s.tenant_id, gen_random_uuid(), s.pathway_id, s.id, s.category, ${BESIDE_COLUMNS[table].values}
				from samspil.scope s where s.tenant_id = $1 and s.pathway_id = $2 and s.category = any ($3) order by array_position($3::text[], s.category)`,
				[tenant, told.pathway, [...CATEGORIES], stage.citizenPerson]
			)
		)
	];
}

/** Somebody leaves, or takes the declaration back: in all stories, since it is the person who does. */
function parting(
	{ tenant, people }: Stage,
	told: Told[],
	event: Batch['partings'][number]['event']
): Statement[] {
	for (const one of told) one.facts = happen(one.facts, event);
	const { person } = people[event.who];
	return event.kind === 'leave'
		? [
				named(
					'update samspil.membership set active_until = $3 where tenant_id = $1 and person_id = $2',
					[tenant, person, date(event.on)]
				)
			]
		: [
				named(
					'update samspil.membership set declared_on = null, declaration_version = null where tenant_id = $1 and person_id = $2',
					[tenant, person]
				)
			];
}

type Answer = { story: number; question: Question; read: string; expected: string };

/** Tables that hold what was written in a category, the entries first, and those around the pathway. */
export const WRITTEN = ['entry', ...BESIDE] as const;
const AROUND = Object.keys(LISTED) as Listed[];

/** The rows of each table, by what tells them apart: the category in which it is written, or what a list calls it. */
type Seen = readonly (readonly string[])[];
const inWords = (pathway: boolean, name: boolean, rows: Seen) =>
	[
		`${pathway ? 'the pathway' : 'nothing of it'}${name ? ', the name' : ''}`,
		...[...WRITTEN, ...AROUND].map((table, index) => `${table} ${[...(rows[index] ?? [])].sort()}`)
	].join('; ');
const expectedOf = (stage: Stage, { facts }: Told, { who, day, strong }: Question) => {
	const { pathway, categories, entries } = mayRead(facts, who, day, strong);
	const around = maySee(facts, who, day, strong, stage);
	return inWords(pathway, categories.includes('contact'), [
		entries,
		...BESIDE.map(() => categories),
		...AROUND.map((table) => around[table])
	]);
};

/** What a visit reads of these pathways; `about` narrows it as an address does. */
const visit = (token: string, day: number, told: Told[], about: string | null): Statement[] => {
	const pathways = told.map(({ pathway }) => pathway);
	return [
		named('select * from samspil.begin_visit($1, $2, $3, true)', [token, date(day), about]),
		named('select id from samspil.pathway where id = any ($1)', [pathways]),
		named('select id from samspil.citizen where id = any ($1)', [
			told.map(({ citizen }) => citizen)
		]),
		...WRITTEN.map((table) =>
			named(
				`select pathway_id, category as row from samspil.${table} where pathway_id = any ($1)`,
				[pathways]
			)
		),
		...AROUND.map((table) =>
			named(
				`select pathway_id, ${LISTED[table]} as row from samspil.${table} where pathway_id = any ($1) and ${LISTED[table]} is not null`,
				[pathways]
			)
		)
	];
};

/** Every question, about all stories in one visit: each policy finds for itself what is open. */
async function askWide(app: Pool, stage: Stage, told: Told[], questions: Question[]) {
	const answers: Answer[] = [];
	for (const question of questions) {
		const token = stage.token(question.who, question.strong);
		if (!token) continue;
		const [, pathways, citizens, ...written] = await inOneGo(
			app,
			visit(token, question.day, told, null)
		);
		const seen = { pathways: setOf(pathways!), citizens: setOf(citizens!) };
		const tables = written.map((rows) => Map.groupBy(rows, (row) => row.pathway_id));
		told.forEach((one, story) => {
			const read = tables.map((rows) => (rows.get(one.pathway) ?? []).map(nameOfRow));
			answers.push({
				story,
				question,
				read: inWords(seen.pathways.has(one.pathway), seen.citizens.has(one.citizen), read),
				expected: expectedOf(stage, one, question)
			});
		});
	}
	return answers;
}

/** Each story's own question, on a page about its pathway: there the answer is found once, when the visit begins. */
async function askClose(app: Pool, stage: Stage, told: Told[], stories: Story[]) {
	const askable = told.flatMap((one, story) => {
		const question = stories[story]!.asked;
		const token = stage.token(question.who, question.strong);
		return token ? [{ one, story, question, token }] : [];
	});
	const results = await inOneGo(
		app,
		askable.flatMap(({ one, question, token }) => visit(token, question.day, [one], one.pathway))
	);
	return askable.map(({ one, story, question }, index): Answer => {
		const asked = results.length / askable.length;
		const [, pathways, citizens, ...written] = results.slice(index * asked, (index + 1) * asked);
		return {
			story,
			question,
			read: inWords(
				pathways!.length === 1,
				citizens!.length === 1,
				written.map((rows) => rows.map(nameOfRow))
			),
			expected: expectedOf(stage, one, question)
		};
	});
}

type Row = { id?: string; pathway_id?: string; row?: string };
const nameOfRow = ({ row }: Row) => row!;
const setOf = (rows: Row[]) => new Set(rows.map(({ id }) => id));

async function inOneGo(pool: Pool, statements: Statement[]): Promise<Row[][]> {
	const client = await pool.connect();
	try {
		return (await askInOneGo(client, statements)).map(({ rows }) => rows as Row[]);
	} finally {
		client.release();
	}
}
