/** Random worlds, asked of PostgreSQL and of the model: the same answer in every one. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import { readAs } from '../acting.ts';
import { tables } from '../tables.ts';
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
	type Staff
} from './access-model.ts';
import { testDatabase } from './test-database.ts';
import { newWorld, type Someone, type World } from './test-world.ts';

/** How many worlds a run asks; more by SAMSPIL_WORLDS. A failure prints the seed and the smallest world. */
const WORLDS = Number(process.env.SAMSPIL_WORLDS ?? 2000);
const AT_ONCE = 4;
const DAYS = 12;
const BASE = '2026-03-01';
const date = (day: number) => addDays(BASE, day);
const orNull = (day: number | null) => (day === null ? null : date(day));

const day = fc.integer({ min: 0, max: DAYS });
const staff = fc.constantFrom(...STAFF);
const outside = fc.constantFrom<Outside>('shelter', 'workshop');
const categories = fc.subarray([...CATEGORIES], { minLength: 1 });
const openInterval = fc
	.tuple(day, fc.option(day))
	.map(([from, until]) => ({ from, until: until === null ? null : Math.max(from, until) }));
const happening: fc.Arbitrary<Happening> = fc.oneof(
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('appoint' as const),
			who: staff,
			handover: fc.option(day)
		})
	},
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constant('partner' as const),
			who: outside,
			state: fc.constantFrom(
				'agreed' as const,
				'agreed' as const,
				'agreed' as const,
				'planned' as const,
				'contacted' as const,
				'declined' as const,
				'ended' as const
			),
			agreedOn: day,
			endedOn: fc.option(day)
		})
	},
	{
		weight: 4,
		arbitrary: fc
			.tuple(fc.constantFrom('sine' as const, 'stig' as const, 'vera' as const), openInterval)
			.map(([who, at]) => ({ kind: 'assign' as const, who, ...at }))
	},
	{
		weight: 5,
		arbitrary: fc
			.tuple(fc.subarray<Outside>(['shelter', 'workshop'], { minLength: 1 }), categories, day, day)
			.map(([to, which, a, b]) => ({
				kind: 'consent' as const,
				to,
				categories: which,
				from: Math.min(a, b),
				until: Math.max(a, b)
			}))
	},
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('withdraw' as const),
			which: fc.integer({ min: 0, max: 3 })
		})
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('deny' as const),
			which: fc.integer({ min: 0, max: 3 }),
			to: fc.constantFrom<Outside>('shelter', 'workshop'),
			lifted: fc.boolean()
		})
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('keep' as const),
			category: fc.constantFrom(...CATEGORIES),
			from: fc.constantFrom<Outside | null>('shelter', 'workshop', null),
			lifted: fc.boolean()
		})
	},
	{
		weight: 1,
		arbitrary: fc
			.tuple(categories, openInterval)
			.map(([which, at]) => ({ kind: 'companion' as const, categories: which, ...at }))
	},
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), who: staff, on: day }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('undeclare' as const), who: staff }) },
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('emergency' as const),
			who: fc.constantFrom('mona' as const, 'mads' as const),
			from: day,
			nights: fc.integer({ min: 0, max: 1 }),
			ended: fc.boolean()
		})
	},
	{ weight: 1, arbitrary: fc.constant({ kind: 'close' as const }) },
	{ weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) }
);
/** Half of the stories begin with the shelter already let in, so that what ends access is tried as often as what opens it. */
const letIn: Happening[] = [
	{ kind: 'partner', who: 'shelter', state: 'agreed', agreedOn: 2, endedOn: null },
	{ kind: 'assign', who: 'sine', from: 1, until: null },
	{ kind: 'consent', to: ['shelter'], categories: ['housing', 'contact'], from: 3, until: 8 }
];
const story = fc.record({
	beginning: fc.constantFrom<Happening[]>([], letIn),
	authors: fc.record<Record<Category, Staff>>({ contact: staff, housing: staff, health: staff }),
	first: staff,
	happenings: fc.array(happening, { maxLength: 12 }),
	asked: fc.array(
		fc.record({
			who: fc.constantFrom(
				...STAFF,
				'sine' as const,
				'stig' as const,
				'citizen' as const,
				'companion' as const
			),
			day,
			strong: fc.integer({ min: 0, max: 9 }).map((n) => n > 0)
		}),
		{ minLength: 5, maxLength: 5 }
	)
});
type Story = typeof story extends fc.Arbitrary<infer One> ? One : never;

const database = await testDatabase();
type Stage = {
	world: World;
	places: Record<'municipality' | Outside, string>;
	collaboration: string;
	people: Record<Staff, Someone>;
	weak: Record<string, Someone>;
};
let stages: Stage[];

/** A stage is a municipality whose people play many stories, one after another; each story has a pathway of its own. */
async function setStage(): Promise<Stage> {
	const world = await newWorld(database);
	const places = {
		municipality: world.tenant,
		shelter: await world.organisation('voluntary'),
		workshop: await world.organisation('private')
	};
	const people = {} as Record<Staff, Someone>;
	const weak: Record<string, Someone> = {};
	for (const name of STAFF) {
		const place = places[WORKS_AT[name]];
		people[name] = await world.worker(name, place);
		weak[name] = await world.session(people[name].person, name, {
			hat: 'organisation',
			organisation: place,
			strong: false
		});
	}
	const leader = await world.worker('leader', world.tenant, 'project-leader');
	return { world, places, people, weak, collaboration: await world.collaboration(leader) };
}
beforeAll(async () => {
	stages = await Promise.all(Array.from({ length: AT_ONCE }, setStage));
});

test(
	`the database answers as the model in ${WORLDS} random worlds`,
	{ timeout: 300_000 },
	async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(story, { minLength: AT_ONCE, maxLength: AT_ONCE }),
				async (stories) => {
					await Promise.all(stories.map((one, index) => play(stages[index]!, one)));
				}
			),
			{ numRuns: Math.ceil(WORLDS / AT_ONCE) }
		);
	}
);

/** What a story has written: its consents in their order, and the one entry of each category. */
type Told = { consents: string[]; entries: Record<Category, string> };

/** What a closed pathway takes from nobody. */
const GUARDED: Happening['kind'][] = ['partner', 'consent', 'companion'];

/** Plays one story in the database and in the model, and compares what the people asked about read. */
async function play(
	stage: Stage,
	{ authors, first, beginning, happenings, asked }: Story
): Promise<void> {
	const { world, people } = stage;
	const citizen = await world.citizen('Amina', people[first]);
	const pathway = await world.pathway(citizen, stage.collaboration, people[first]);
	const companion = await world.person('Bodil');
	const entries = {} as Record<Category, string>;
	for (const category of CATEGORIES)
		entries[category] = await world.entry(pathway, category, people[authors[category]], category);
	let facts: Facts = {
		tovholder: first,
		former: [],
		partners: {},
		assigned: {},
		consents: [],
		kept: [],
		companions: [],
		left: {},
		undeclared: [],
		emergencies: [],
		closed: false,
		authors
	};
	const told: Told = { consents: [], entries };
	for (const event of [...beginning, ...happenings]) {
		const happens = () => write(stage, pathway, companion.id, event, facts, told);
		if (facts.closed && GUARDED.includes(event.kind)) {
			await expect(happens()).rejects.toMatchObject({ code: 'SA001' });
			continue;
		}
		await happens();
		facts = happen(facts, event);
	}
	const own: Record<string, Someone> = {
		...people,
		citizen,
		companion: await world.session(companion.id, 'Bodil', { hat: 'self' })
	};
	for (const question of asked) {
		if (!question.strong && !(question.who in stage.weak)) continue;
		const { token } = question.strong ? own[question.who]! : stage.weak[question.who]!;
		// On a page about the pathway the answer is found once, on every other by each policy: both must be the model's.
		const about = question.day % 2 === 0 ? pathway : undefined;
		const seen = await readAs(
			database.pools.app,
			{ token, today: date(question.day), about },
			tables.selectFrom('pathway').select('id').where('id', '=', pathway),
			tables.selectFrom('entry').select('category').where('pathway_id', '=', pathway),
			tables.selectFrom('citizen').select('id').where('id', '=', citizen.citizen)
		);
		const [ways, read, citizens] = seen.rows;
		const expected = mayRead(facts, question.who, question.day, question.strong);
		expect({
			...question,
			pathway: ways.length === 1,
			entries: read.map(({ category }) => category).sort(),
			name: citizens.length === 1
		}).toEqual({
			...question,
			pathway: expected.pathway,
			entries: [...expected.entries].sort(),
			name: expected.categories.includes('contact')
		});
	}
	// People play again in the next story: what belongs to the person and not the pathway is put back.
	await database.owner.query(
		'update samspil.membership set active_until = null, declared_on = $2, declaration_version = $3 where tenant_id = $1',
		[world.tenant, '2020-01-01', '1']
	);
}

/** Writes one happening as the owner; the triggers of the tables keep who may read what. */
async function write(
	{ world, places, people }: Stage,
	pathway: string,
	companion: string,
	event: Happening,
	facts: Facts,
	told: Told
): Promise<void> {
	const { consents } = told;
	const { tenant } = world;
	const setState = (state: 'open' | 'closed') =>
		database.owner.query('update samspil.pathway set state = $3 where tenant_id = $1 and id = $2', [
			tenant,
			pathway,
			state
		]);
	/** As a denial stands: it is there, or was and is lifted. */
	const setDenial = async (of: Record<string, string | null>, lifted: boolean) => {
		if (facts.closed) return;
		const { consent_id = null, entry_id = null, organisation_id } = of;
		await database.owner.query(
			`update samspil.consent_denial set lifted_at = now(), lifted_by_name = 'x' where tenant_id = $1 and lifted_at is null
				and consent_id is not distinct from $2 and entry_id is not distinct from $3 and organisation_id is not distinct from $4`,
			[tenant, consent_id, entry_id, organisation_id]
		);
		if (!lifted)
			await world.insert('consent_denial', {
				tenant_id: tenant,
				id: randomUUID(),
				pathway_id: pathway,
				consent_id,
				entry_id,
				organisation_id,
				said_by: 'citizen',
				said_by_name: 'Amina',
				said_on: '2026-01-01',
				registered_by: people.mona.person,
				registered_by_name: 'x'
			});
	};
	switch (event.kind) {
		case 'appoint': {
			const moment = new Date(
				Date.UTC(2026, 1, 1) + (facts.former.length + 1) * 60_000
			).toISOString();
			await database.owner.query(
				`with ended as (
					update samspil.tovholder set until = $4, handover_until = $5
					where tenant_id = $1 and pathway_id = $3 and until is null returning until
				)
				insert into samspil.tovholder (tenant_id, id, pathway_id, person_id, organisation_id, person_name, organisation_name, kind, since, follows, route)
				select $1, $2, $3, $6, $7, 'x', 'x', 'final', until, until, 'direct' from ended`,
				[
					tenant,
					randomUUID(),
					pathway,
					moment,
					orNull(event.handover),
					people[event.who].person,
					people[event.who].organisation
				]
			);
			return;
		}
		case 'partner':
			await database.owner.query(
				`insert into samspil.partner (tenant_id, pathway_id, organisation_id, id, state, question, decided_by_name, decided_on, agreed_on, ended_on)
				values ($1, $2, $3, $4, $5, 'q', 'x', '2026-01-01', $6, $7)
				on conflict (tenant_id, pathway_id, organisation_id) do update set state = excluded.state, agreed_on = excluded.agreed_on, ended_on = excluded.ended_on`,
				[
					tenant,
					pathway,
					places[event.who],
					randomUUID(),
					event.state,
					date(event.agreedOn),
					orNull(event.endedOn)
				]
			);
			return;
		case 'assign': {
			const place = WORKS_AT[event.who] as Outside;
			if (!facts.partners[place] || facts.closed) return;
			await database.owner.query(
				`insert into samspil.partner_person (tenant_id, pathway_id, organisation_id, person_id, since, until) values ($1, $2, $3, $4, $5, $6)
				on conflict (tenant_id, pathway_id, organisation_id, person_id) do update set since = excluded.since, until = excluded.until`,
				[
					tenant,
					pathway,
					places[place],
					people[event.who].person,
					date(event.from),
					orNull(event.until)
				]
			);
			return;
		}
		case 'consent':
			consents.push(
				await world.consent(
					pathway,
					event.to.map((to) => places[to]),
					event.categories,
					{ from: date(event.from), until: date(event.until) }
				)
			);
			return;
		case 'withdraw':
			if (consents[event.which])
				await database.owner.query(
					"update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where tenant_id = $1 and id = $2",
					[tenant, consents[event.which]]
				);
			return;
		case 'deny': {
			const consent = consents[event.which];
			if (!consent || !facts.consents[event.which]?.to.includes(event.to)) return;
			await setDenial({ consent_id: consent, organisation_id: places[event.to] }, event.lifted);
			return;
		}
		case 'keep':
			await setDenial(
				{
					entry_id: told.entries[event.category],
					organisation_id: event.from && places[event.from]
				},
				event.lifted
			);
			return;
		case 'companion':
			await database.owner.query(
				'insert into samspil.companion (tenant_id, id, pathway_id, person_id, categories, since, until) values ($1, $2, $3, $4, $5, $6, $7)',
				[
					tenant,
					randomUUID(),
					pathway,
					companion,
					event.categories,
					date(event.from),
					orNull(event.until)
				]
			);
			return;
		case 'emergency':
			await database.owner.query(
				`insert into samspil.emergency_access (tenant_id, id, pathway_id, pathway_number, person_id, organisation_id, person_name, organisation_name,
					reason, from_on, until_on, ended_at)
				values ($1, $2, $3, 1, $4, $1, 'x', 'x', 'bevidstløs i nat', $5, $6, $7)`,
				[
					tenant,
					randomUUID(),
					pathway,
					people[event.who].person,
					date(event.from),
					date(event.from + event.nights),
					event.ended ? new Date() : null
				]
			);
			return;
		case 'leave':
			await database.owner.query(
				'update samspil.membership set active_until = $3 where tenant_id = $1 and person_id = $2',
				[tenant, people[event.who].person, date(event.on)]
			);
			return;
		case 'close':
			await database.owner.query(
				`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x', ended_with_pathway = true
				where tenant_id = $1 and pathway_id = $2 and withdrawn_at is null`,
				[tenant, pathway]
			);
			await setState('closed');
			return;
		case 'reopen':
			await setState('open');
			return;
		case 'undeclare':
			await database.owner.query(
				'update samspil.membership set declared_on = null, declaration_version = null where tenant_id = $1 and person_id = $2',
				[tenant, people[event.who].person]
			);
	}
}
