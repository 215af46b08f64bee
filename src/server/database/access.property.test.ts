/** Random worlds, asked of PostgreSQL and of the model: the same answer in every one. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	CATEGORIES,
	STAFF,
	WORKS_AT,
	type Category,
	type Happening,
	type Outside,
	type Staff
} from './access-model.ts';
import { testDatabase } from './test-database.ts';
import {
	date,
	noteAccess,
	playBatch,
	type Batch,
	type Stage,
	type Told
} from './test-many-worlds.ts';

/** How many worlds a run asks; more by SAMSPIL_WORLDS. A failure prints the seed and the smallest world. */
const WORLDS = Number(process.env.SAMSPIL_WORLDS ?? 10_000);
/** How many are played side by side, by people they share. */
const TOGETHER = 100;
const DAYS = 12;
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
		weight: 3,
		arbitrary: fc
			.tuple(outside, fc.boolean(), categories, day, day)
			.map(([to, between, which, a, b]) => ({
				kind: 'basis' as const,
				to,
				between,
				categories: which,
				from: Math.min(a, b),
				until: Math.max(a, b)
			}))
	},
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('end-basis' as const),
			which: fc.integer({ min: 0, max: 2 })
		})
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
const question = fc.record({
	who: fc.constantFrom(
		...STAFF,
		'sine' as const,
		'stig' as const,
		'citizen' as const,
		'companion' as const
	),
	day,
	strong: fc.integer({ min: 0, max: 9 }).map((n) => n > 0)
});
const story = fc
	.record({
		beginning: fc.constantFrom<Happening[]>([], letIn),
		authors: fc.record<Record<Category, Staff>>({
			contact: staff,
			housing: staff,
			meetings: staff
		}),
		first: staff,
		after: fc.array(happening, { maxLength: 12 }),
		asked: question
	})
	.map(({ beginning, after, ...rest }) => ({ ...rest, happenings: [...beginning, ...after] }));
/** What a person does is done in every story they are in, once for each person, so it stands beside the stories. */
const partings = fc.uniqueArray(
	fc.record({
		step: fc.integer({ min: 0, max: 10 }),
		event: fc.oneof(
			fc.record({ kind: fc.constant('leave' as const), who: staff, on: day }),
			fc.record({ kind: fc.constant('undeclare' as const), who: staff })
		)
	}),
	{ maxLength: 3, selector: ({ event }) => event.who }
);
const batch: fc.Arbitrary<Batch> = fc.record({
	stories: fc.array(story, { minLength: TOGETHER, maxLength: TOGETHER }),
	partings,
	asked: fc.array(question, { minLength: 12, maxLength: 12 })
});

const database = await testDatabase();
const noting = await testDatabase();
await noteAccess(noting);

test(
	'in 200 random worlds every single change leaves behind what the model says',
	{
		timeout: 120_000
	},
	() => compare(200, (played) => playBatch(database, played, tell))
);

test(`the database answers as the model in ${WORLDS} random worlds`, { timeout: 600_000 }, () =>
	compare(WORLDS, (played) => playBatch(noting, played, tell, true))
);

/** Plays so many worlds, two batches at a time, and fails with the smallest that is answered wrongly. */
async function compare(worlds: number, play: Play): Promise<void> {
	await fc.assert(
		fc.asyncProperty(fc.tuple(batch, batch), async (two) => {
			await Promise.all(
				two.map(async (played) => {
					const wrong = await play(played);
					if (wrong) expect.fail(await smallest(play, { ...played, stories: [wrong.story] }));
				})
			);
		}),
		// Ours is the smaller world: theirs would play a hundred for each it tries to take away.
		{ numRuns: Math.ceil(worlds / TOGETHER / 2), endOnFailure: true }
	);
}
type Play = (played: Batch) => ReturnType<typeof playBatch>;

/** The story by itself with everything taken out that is not needed for the wrong answer, and that answer. */
async function smallest(play: Play, wrong: Batch): Promise<string> {
	const story = wrong.stories[0]!;
	const smaller = [
		...story.happenings.map((_, index) => ({
			...wrong,
			stories: [{ ...story, happenings: story.happenings.toSpliced(index, 1) }]
		})),
		...wrong.partings.map((_, index) => ({
			...wrong,
			partings: wrong.partings.toSpliced(index, 1)
		}))
	];
	for (const each of smaller) if (await play(each)) return smallest(play, each);
	const alone = await play(wrong);
	return `${alone?.difference ?? 'right when told by itself'}\n${JSON.stringify({ ...wrong, asked: undefined })}`;
}

/** What was shared of the child, resting on each consent and each basis. */
const sharing = (
	column: string
) => `insert into samspil.sharing_point (tenant_id, id, pathway_id, point, held_on, young_person, parents, contents,
		basis, ${column}, shared, written_by, written_by_name) values ($1, $2, $3, 'referral', '2026-01-06', true, true, '{well-being}', 'x', $4, $5, $6, 'x')`;
const SHARED_BY = { consent: sharing('consent_id'), basis: sharing('basis_id') };

/** Writes one happening as the owner; the triggers of the tables keep who may read what. */
function tell(
	{ tenant, places, people, companion }: Stage,
	{ pathway, facts, consents, bases, entries }: Told,
	event: Happening,
	send: (text: string, values: unknown[]) => void
): void {
	const setState = (state: 'open' | 'closed') =>
		send('update samspil.pathway set state = $3 where tenant_id = $1 and id = $2', [
			tenant,
			pathway,
			state
		]);
	/** As a denial stands: it is there, or was and is lifted. */
	const setDenial = (of: Record<string, string | null>, lifted: boolean) => {
		if (facts.closed) return;
		const { consent_id = null, entry_id = null, organisation_id } = of;
		send(
			`update samspil.consent_denial set lifted_at = now(), lifted_by_name = 'x' where tenant_id = $1 and lifted_at is null
				and consent_id is not distinct from $2 and entry_id is not distinct from $3 and organisation_id is not distinct from $4`,
			[tenant, consent_id, entry_id, organisation_id]
		);
		if (!lifted)
			send(
				`insert into samspil.consent_denial (tenant_id, id, pathway_id, consent_id, entry_id, organisation_id, said_by, said_by_name, said_on,
					registered_by, registered_by_name) values ($1, $2, $3, $4, $5, $6, 'citizen', 'Amina', '2026-01-01', $7, 'x')`,
				[tenant, randomUUID(), pathway, consent_id, entry_id, organisation_id, people.mona.person]
			);
	};
	switch (event.kind) {
		case 'appoint': {
			const moment = new Date(
				Date.UTC(2026, 1, 1) + (facts.former.length + 1) * 60_000
			).toISOString();
			send(
				`with ended as (
					update samspil.tovholder set until = $4, handover_until = $5
					where tenant_id = $1 and pathway_id = $3 and until is null returning until
				)
				insert into samspil.tovholder (tenant_id, id, pathway_id, person_id, organisation_id, person_name, organisation_name, kind, since, follows, route,
					agreed_on, agreed_heard_by)
				select $1, $2, $3, $6, $7, 'x', 'x', 'final', until, until, 'direct', '2026-02-01', 'x' from ended`,
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
			send(
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
			send(
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
		case 'consent': {
			const id = randomUUID();
			send(
				`insert into samspil.consent (tenant_id, id, pathway_id, number, purpose, categories, organisations, given_by, given_by_name, given_how,
					language, informed_at, given_at, text_shown, valid_from, valid_until, registered_by, registered_by_name)
				values ($1, $2, $3, $4, 'At finde et sted at bo', $5, $6, 'citizen', 'x', 'paper', 'da', '2026-01-06T10:00:00Z', '2026-01-06T10:05:00Z',
					'x', $7, $8, $9, 'x')`,
				[
					tenant,
					id,
					pathway,
					consents.length + 1,
					event.categories,
					event.to.map((to) => places[to]),
					date(event.from),
					date(event.until),
					people.mona.person
				]
			);
			send(SHARED_BY.consent, [
				tenant,
				randomUUID(),
				pathway,
				id,
				`consent ${consents.length + 1}`,
				people.mona.person
			]);
			if (!facts.closed) consents.push(id);
			return;
		}
		case 'basis': {
			const id = randomUUID();
			send(
				`insert into samspil.disclosure_basis (tenant_id, id, pathway_id, number, kind, reason, categories, organisation_id, decided_by_name,
					decided_on, valid_from, valid_until, registered_by, registered_organisation_id, registered_by_name)
				values ($1, $2, $3, $4, $5, 'x', $6, $7, 'x', '2026-01-01', $8, $9, $10, $1, 'x')`,
				[
					tenant,
					id,
					pathway,
					bases.length + 1,
					event.between ? 'crime-prevention' : 'vital-interest',
					event.categories,
					places[event.to],
					date(event.from),
					date(event.until),
					people.mona.person
				]
			);
			send(SHARED_BY.basis, [
				tenant,
				randomUUID(),
				pathway,
				id,
				`basis ${bases.length + 1}`,
				people.mona.person
			]);
			// as the model has it: what is refused is not there to be ended
			if (!facts.closed && facts.partners[event.to] && !(event.between && event.to === 'shelter'))
				bases.push(id);
			return;
		}
		case 'end-basis':
			if (bases[event.which])
				send(
					"update samspil.disclosure_basis set ended_at = now(), ended_by_name = 'x' where tenant_id = $1 and id = $2",
					[tenant, bases[event.which]]
				);
			return;
		case 'withdraw':
			if (consents[event.which])
				send(
					"update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where tenant_id = $1 and id = $2",
					[tenant, consents[event.which]]
				);
			return;
		case 'deny': {
			const consent = consents[event.which];
			if (!consent || !facts.consents[event.which]?.to.includes(event.to)) return;
			setDenial({ consent_id: consent, organisation_id: places[event.to] }, event.lifted);
			return;
		}
		case 'keep':
			setDenial(
				{
					entry_id: entries[event.category],
					organisation_id: event.from && places[event.from]
				},
				event.lifted
			);
			return;
		case 'companion':
			send(
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
			send(
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
		case 'close':
			send(
				`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x', ended_with_pathway = true
				where tenant_id = $1 and pathway_id = $2 and withdrawn_at is null`,
				[tenant, pathway]
			);
			setState('closed');
			return;
		case 'reopen':
			setState('open');
			return;
		case 'leave':
		case 'undeclare':
			throw new Error('what a person does is told for all stories at once');
	}
}
