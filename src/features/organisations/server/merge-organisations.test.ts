/** Two organisations become one, told through the front door: what moves, what stays, and that nobody reads more of a citizen by it. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	begun,
	complete,
	name,
	newAgreementWorld,
	send,
	sign
} from '#features/agreements/server/test-agreement.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { ask } from '#server/tables.ts';
import { sql } from 'kysely';
import { addExistingOrganisation } from './add-organisation.ts';
import { changeOrganisation } from './change-organisation.ts';
import { listKnown } from './duplicate.queries.ts';
import { invitePerson } from './invite-person.ts';
import { listMerges } from './merge.queries.ts';
import { mergeOrganisations, previewOf } from './merge-organisations.ts';
import { findOrganisation, listOrganisations } from './organisation.queries.ts';

const database = await testDatabase();
const { owner } = database;
const rows = async (question: string, ...values: unknown[]) =>
	(await owner.query(question, values)).rows;
const nameOf = async (id: string): Promise<string> =>
	(await rows('select name from samspil.organisation where id = $1', id))[0].name;

/** What an administrator sees and sends who looks first and merges then. */
async function merge(world: World, ada: Someone, merged: string, into: string) {
	const seen = await world.as(ada).act((acting) => previewOf(acting, merged, into));
	return mergeSeen(world, ada, merged, into, seen?.seen ?? '');
}
const mergeSeen = async (
	world: World,
	ada: Someone,
	merged: string,
	into: string,
	seen: string
) => {
	const typed = await nameOf(merged);
	return world
		.as(ada)
		.act((acting) =>
			mergeOrganisations(acting, merged, { into, name: typed, reason: 'Samme formand', seen })
		);
};

/** Everybody who may read anything of a citizen in this municipality, under which hat, and until when. */
const accessIn = (tenant: string) =>
	rows(
		`select 'pathway' as of, person_id, organisation_id, pathway_id, null::uuid as scope_id, reason, from_day, until_day
			from samspil.pathway_access where tenant_id = $1
		union all select 'scope', person_id, organisation_id, pathway_id, scope_id, reason, from_day, until_day
			from samspil.scope_access where tenant_id = $1 order by 1, 2, 3, 4, 5, 6, 7, 8`,
		tenant
	);
const keyOf = (row: Record<string, unknown>) =>
	[row.of, row.person_id, row.organisation_id, row.pathway_id, row.scope_id, row.reason].join();

async function twoKildens() {
	const world = await newWorld(database);
	const ada = await world.administrator();
	const a = await world.organisation('voluntary', 'Kilden');
	const b = await world.organisation('voluntary', 'Værestedet Kilden');
	const lead = await world.worker('Lone Leder', world.tenant, 'project-leader');
	return { world, ada, a, b, lead };
}

test('what lives moves: people, collaborations, seats, offers, contacts, invitations; who leads comes along as an employee', async () => {
	const { world, ada, a, b, lead } = await twoKildens();
	const boss = await world.worker('Birgitte', a, 'manager');
	const helper = await world.worker('Viggo', a, 'volunteer');
	await owner.query('update samspil.membership set can_bind = true where person_id = $1', [
		boss.person
	]);
	const collaboration = await world.collaboration(lead, a);
	await world.seat(collaboration, 'steering', boss);
	await world.insert('offer', {
		tenant_id: world.tenant,
		id: randomUUID(),
		organisation_id: a,
		provider: await nameOf(a),
		group_kind: 'private-voluntary',
		name: 'Varm mad',
		target_group: 'Alle',
		content: 'Mad',
		contact: 'Kom forbi',
		confirmed_on: TODAY,
		confirmed_by_name: 'x',
		changed_by: lead.person,
		changed_by_name: 'x'
	});
	await world.insert('organisation_contact', {
		tenant_id: world.tenant,
		id: randomUUID(),
		organisation_id: a,
		name: 'Kasper',
		phone: '12345678',
		purpose: 'Nøgler'
	});
	const invited = await world.as(ada).act((acting) =>
		invitePerson(acting, {
			id: randomUUID(),
			name: 'Ny',
			email: `${randomUUID()}@example.test`,
			organisation: a,
			title: '',
			function: 'manager',
			canBind: true
		})
	);
	expect(invited.ok).toBe(true);

	const preview = await world.as(ada).act((acting) => previewOf(acting, a, b));
	expect(preview?.moved).toEqual({
		people: ['Birgitte', 'Viggo'],
		leaders: ['Birgitte'],
		collaborations: ['Hjem og hverdag'],
		offers: ['Varm mad'],
		contacts: ['Kasper'],
		invitations: 1,
		seats: 1,
		pool: 0,
		activities: 0,
		imports: 0,
		drafts: 0,
		agreements: 0
	});
	expect(await merge(world, ada, a, b)).toEqual({ ok: true, value: true });

	const places = await rows(
		'select person_name as name, function, can_bind, active_until from samspil.membership where tenant_id = $1 and organisation_id = $2 order by 1',
		world.tenant,
		b
	);
	expect(places).toEqual([
		{ name: 'Birgitte', function: 'employee', can_bind: false, active_until: null },
		{ name: 'Viggo', function: 'volunteer', can_bind: false, active_until: null }
	]);
	// Nothing runs under the former name: its hats have ended.
	expect(
		await rows(
			'select count(*)::int as n from samspil.membership where organisation_id = $1 and (active_until is null or active_until >= $2)',
			a,
			TODAY
		)
	).toEqual([{ n: 0 }]);
	await expect(world.as(helper).act(async () => true)).resolves.toBe(true);
	const at = (table: string, and = '') =>
		rows(
			`select count(*)::int as n from samspil.${table} where tenant_id = $1 and organisation_id = $2 ${and}`,
			world.tenant,
			b
		);
	for (const [table, and] of [
		['collaboration_party', 'and left_on is null'],
		['group_member', 'and until is null'],
		['organisation_contact', ''],
		['invitation', "and not can_bind and function = 'employee' and revoked_at is null"]
	])
		expect([table, await at(table!, and)]).toEqual([table, [{ n: 1 }]]);
	expect(
		await rows('select provider, version from samspil.offer where organisation_id = $1', b)
	).toEqual([{ provider: await nameOf(b), version: 2 }]);

	// Who, when, why, what; and old addresses know where it went.
	const [merges] = await world.as(ada).read(listMerges(b));
	expect(merges).toMatchObject([
		{ merged: a, into: b, by: 'Ada Administrator', reason: 'Samme formand', moved: preview?.moved }
	]);
	const [old] = await world.as(ada).see(findOrganisation(a));
	expect(old).toMatchObject({ mergedHere: b, nowCalled: await nameOf(b) });
	const listed = await world.as(ada).see(listOrganisations());
	expect(listed.map(({ id }) => id)).not.toContain(a);
	expect((await world.as(ada).see(listKnown())).map(({ id }) => id)).not.toContain(a);
});

test('the same form twice merges once; what changed since it was shown is shown again', async () => {
	const { world, ada, a, b } = await twoKildens();
	const preview = await world.as(ada).act((acting) => previewOf(acting, a, b));
	await world.worker('Nina Ny', a);
	expect(await mergeSeen(world, ada, a, b, preview!.seen)).toEqual({
		ok: false,
		reason: 'merge-seen-since'
	});
	expect(await rows('select merged_into from samspil.organisation where id = $1', a)).toEqual([
		{ merged_into: null }
	]);
	const again = await world.as(ada).act((acting) => previewOf(acting, a, b));
	expect((await mergeSeen(world, ada, a, b, again!.seen)).ok).toBe(true);
	expect((await mergeSeen(world, ada, a, b, again!.seen)).ok).toBe(true);
	expect(
		await rows('select count(*)::int as n from samspil.organisation_merge where merged_id = $1', a)
	).toEqual([{ n: 1 }]);
});

test('two who merge the two into each other at the same moment do not both succeed, and no ring comes of three', async () => {
	for (let round = 0; round < 5; round++) {
		const { world, ada, a, b } = await twoKildens();
		const bo = await world.administrator('Bo Administrator');
		const outcomes = await Promise.all([merge(world, ada, a, b), merge(world, bo, b, a)]);
		expect(outcomes.filter(({ ok }) => ok).length).toBe(1);
		expect(outcomes.filter((each) => !each.ok && each.reason === 'merge-done-already').length).toBe(
			1
		);
		const [gone] = await rows(
			'select id, merged_into from samspil.organisation where id = any ($1) and merged_into is not null',
			[a, b]
		);
		const stays = gone.merged_into;
		const c = await world.organisation('voluntary', 'Tredje');
		const three = await Promise.all([merge(world, ada, stays, c), merge(world, bo, c, stays)]);
		expect(three.filter(({ ok }) => ok).length).toBe(1);
		expect(
			await rows(
				`select count(*)::int as n from samspil.organisation o join samspil.organisation n on n.id = o.merged_into where n.merged_into is not null`
			)
		).toEqual([{ n: 0 }]);
	}
});

test('L-8 nothing moves on a pathway: who read, reads, and nobody else; the tovholder is told to ask again', async () => {
	const { world, ada, a, b, lead } = await twoKildens();
	const holder = await world.worker('Tove', world.tenant);
	const mine = await world.worker('Aviâja', a);
	const theirs = await world.worker('Poul', b, 'manager');
	const citizen = await world.citizen('Jens', holder);
	const pathway = await world.pathway(citizen, await world.collaboration(lead, a, b), holder);
	await world.partner(pathway, a, 'agreed', mine);
	await world.partner(pathway, b, 'agreed', theirs);
	await world.consent(pathway, [a], ['housing', 'health']);
	const before = await accessIn(world.tenant);
	const consents = await rows('select * from samspil.consent where tenant_id = $1', world.tenant);
	expect((await merge(world, ada, a, b)).ok).toBe(true);
	expect(await accessIn(world.tenant)).toEqual(before);
	expect(await rows('select * from samspil.consent where tenant_id = $1', world.tenant)).toEqual(
		consents
	);
	// Those of the one that stays, and the one who came along, read nothing by the consent that names the other.
	const asNew = await world.session(mine.person, mine.name, {
		hat: 'organisation',
		organisation: b
	});
	const scopes = async (who: Someone) =>
		(
			await world
				.as(who)
				.act((acting) =>
					acting.all(ask<{ n: number }>(sql`select cardinality(samspil.my_scopes()) as n`))
				)
		)[0]?.n;
	expect(await scopes(mine)).toBe(2);
	expect(await scopes(theirs)).toBe(0);
	expect(await scopes(asNew)).toBe(0);
	expect(
		await rows(
			`select path from samspil.notice where tenant_id = $1 and person_id = $2 and kind = 'partner-renamed'`,
			world.tenant,
			holder.person
		)
	).toEqual([{ path: `/pathways/${pathway}/partners` }]);
	// When the last of it ends, so do the hats of the former name.
	const ended = () =>
		owner
			.query('select samspil.end_all_former_hats($1) as n', [TODAY])
			.then(({ rows: [row] }) => row.n);
	expect(await ended()).toBe(0);
	await owner.query(
		`update samspil.partner set state = 'ended', ended_on = $3 where tenant_id = $1 and organisation_id = $2`,
		[world.tenant, a, '2026-05-03']
	);
	expect(await ended()).toBeGreaterThan(0);
	expect(
		await rows(
			'select hats_ended_on is not null as over from samspil.organisation_merge where merged_id = $1',
			a
		)
	).toEqual([{ over: true }]);
	expect(await scopes(asNew)).toBe(0);
});

test('nothing new begins under a former name, here or elsewhere', async () => {
	const { world, ada, a, b, lead } = await twoKildens();
	const holder = await world.worker('Tove', world.tenant);
	const citizen = await world.citizen('Jens', holder);
	const collaboration = await world.collaboration(lead);
	const pathway = await world.pathway(citizen, collaboration, holder);
	expect((await merge(world, ada, a, b)).ok).toBe(true);
	await expect(world.partner(pathway, a, 'planned')).rejects.toThrow('former name');
	await expect(world.worker('Sen', a)).rejects.toThrow('former name');
	const elsewhere = await newWorld(database);
	const bo = await elsewhere.administrator();
	expect(await elsewhere.as(bo).act((acting) => addExistingOrganisation(acting, a))).toEqual({
		ok: false,
		reason: 'no-such-organisation'
	});
	await expect(
		owner.query(
			'insert into samspil.tenant_organisation (tenant_id, organisation_id, joined_on) values ($1, $2, $3)',
			[elsewhere.tenant, a, TODAY]
		)
	).rejects.toThrow('merged');
	// A former name stays as papers say it.
	const change = { version: 1, name: 'x', kind: null, cvr: null, areas: [], contact: '' };
	expect((await world.as(ada).act((acting) => changeOrganisation(acting, a, change))).ok).toBe(
		false
	);
});

test('another municipality keeps what is its own, until it moves it itself', async () => {
	const { world, ada, a, b } = await twoKildens();
	const other = await newWorld(database);
	const bo = await other.administrator('Bo');
	for (const id of [a, b])
		await other.insert('tenant_organisation', {
			tenant_id: other.tenant,
			organisation_id: id,
			joined_on: TODAY
		});
	const there = await other.worker('Karen', a, 'manager');
	await other.insert('organisation_contact', {
		tenant_id: other.tenant,
		id: randomUUID(),
		organisation_id: a,
		name: 'Kun vores',
		phone: '12345678',
		purpose: 'x'
	});
	const before = await rows(
		'select * from samspil.membership where tenant_id = $1 order by 1, 2, 3',
		other.tenant
	);
	const preview = await world.as(ada).act((acting) => previewOf(acting, a, b));
	expect(JSON.stringify(preview)).not.toContain('Karen');
	expect(JSON.stringify(preview)).not.toContain('Kun vores');
	expect((await merge(world, ada, a, b)).ok).toBe(true);
	expect(
		await rows(
			'select * from samspil.membership where tenant_id = $1 order by 1, 2, 3',
			other.tenant
		)
	).toEqual(before);
	await expect(other.as(there).act(async ({ visitor }) => visitor.organisation)).resolves.toBe(a);
	const known = await other.as(bo).see(listKnown());
	expect(known.find(({ id }) => id === a)).toMatchObject({ here: true, mergedInto: b });
	// The register has decided which of the two stays: the other way round is refused, this way is open.
	expect(await merge(other, bo, b, a)).toEqual({ ok: false, reason: 'merge-done-already' });
	expect((await merge(other, bo, a, b)).ok).toBe(true);
	expect(
		await rows(
			'select organisation_id from samspil.organisation_contact where tenant_id = $1',
			other.tenant
		)
	).toEqual([{ organisation_id: b }]);
});

test('only an administrator merges, and only what works in their own municipality; no kind changes by it', async () => {
	const { world, ada, a, b, lead } = await twoKildens();
	for (const who of [lead, await world.worker('Birgitte', a, 'manager')]) {
		expect(await world.as(who).act((acting) => previewOf(acting, a, b))).toBeNull();
		expect(await mergeSeen(world, who, a, b, '')).toEqual({
			ok: false,
			reason: 'no-such-organisation'
		});
	}
	const far = await newWorld(database);
	const foreign = await far.organisation('voluntary', 'Fjern');
	expect(await merge(world, ada, foreign, b)).toEqual({
		ok: false,
		reason: 'no-such-organisation'
	});
	const homes = await world.organisation('housing', 'Bo');
	expect(await merge(world, ada, a, homes)).toEqual({ ok: false, reason: 'merge-other-kind' });
	expect(await merge(world, ada, a, world.tenant)).toEqual({
		ok: false,
		reason: 'merge-other-kind'
	});
	// into one of the register that did not work here yet: it does from now on
	expect((await merge(world, ada, a, foreign)).ok).toBe(true);
	expect((await world.as(ada).see(listOrganisations())).map(({ id }) => id)).toContain(foreign);
});

test('a signed agreement keeps name, bytes and party; both names read it, and who works with it keeps the hat', async () => {
	const { world, place } = await complete(database);
	const ada = await world.administrator();
	const b = await world.organisation('voluntary', 'Det nye Nattely');
	const member = await world.worker('Nye Nete', b);
	const version = await send(world, place);
	for (const who of [world.mayor, world.host])
		expect((await sign(world, place, who, version)).ok).toBe(true);
	const frozen = () =>
		Promise.all(
			['document_version', 'document_signature', 'document_party'].map((table) =>
				rows(`select * from samspil.${table} where tenant_id = $1 order by 1, 2, 3`, world.tenant)
			)
		);
	const before = await frozen();
	const reads = async (who: Someone) =>
		(
			await world
				.as(who)
				.see(ask<{ n: number }>(sql`select count(*)::int as n from samspil.document`))
		)[0]?.n;
	expect(await reads(member)).toBe(0);
	expect((await merge(world, ada, world.shelter, b)).ok).toBe(true);
	expect(await frozen()).toEqual(before);
	expect(await reads(member)).toBe(1);
	expect(await reads(world.stranger)).toBe(0);
	const still = await rows(
		`select person_name as name from samspil.membership where tenant_id = $1 and organisation_id = $2
			and (active_until is null or active_until >= $3) order by 1`,
		world.tenant,
		world.shelter,
		TODAY
	);
	expect(still.map((each) => each.name)).toEqual(['Hans Hjælper', 'Vera Vang']);
	expect(
		await rows(
			`select kind from samspil.notice where tenant_id = $1 and person_id = $2 and kind = 'document-party-renamed'`,
			world.tenant,
			world.leader.person
		)
	).toHaveLength(1);
});

test('a draft that nobody was sent names the one that stays, with what was answered', async () => {
	const world = await newAgreementWorld(database);
	const ada = await world.administrator();
	const b = await world.organisation('voluntary', 'Det nye Nattely');
	const place = await begun(world);
	await name(world, place, world.shelter, {
		responsible: world.host,
		executing: [world.helper],
		signatories: [world.host]
	});
	await world.insert('document_answer', {
		tenant_id: world.tenant,
		document_id: place.id,
		field_key: 'expectations',
		party_id: world.shelter,
		value: { kind: 'text', text: 'Et svar' },
		answered_by: world.host.person,
		answered_by_name: 'Vera'
	});
	expect((await merge(world, ada, world.shelter, b)).ok).toBe(true);
	expect(
		await rows(
			'select organisation_id as party, responsible_person_id as person from samspil.document_party where document_id = $1 and organisation_id <> tenant_id',
			place.id
		)
	).toEqual([{ party: b, person: world.host.person }]);
	expect(
		await rows(
			'select question_key as key from samspil.document_answer where document_id = $1',
			place.id
		)
	).toEqual([{ key: `expectations@${b}` }]);
	expect(
		await rows(
			'select person_id as person from samspil.document_executor where document_id = $1',
			place.id
		)
	).toEqual([{ person: world.helper.person }]);
	// Nobody signs for the one that stays until they are let there.
	expect(
		await rows('select 1 from samspil.document_signatory where document_id = $1', place.id)
	).toEqual([]);
});

const state = fc.constantFrom('planned', 'contacted', 'agreed', 'declined', 'ended');
const whoever = fc.subarray(['a', 'b', 'both'] as const);
const someWorld = fc.record({
	pathways: fc.array(
		fc.record({
			a: fc.option(fc.record({ state, people: whoever })),
			b: fc.option(fc.record({ state, people: whoever })),
			consents: fc.array(fc.subarray(['a', 'b'] as const, { minLength: 1 }), { maxLength: 2 }),
			closed: fc.boolean()
		}),
		{ maxLength: 3 }
	)
});

test('whatever runs, a merge opens no citizen to anybody, under either name', async () => {
	await fc.assert(
		fc.asyncProperty(someWorld, async ({ pathways }) => {
			const { world, ada, a, b, lead } = await twoKildens();
			const holder = await world.worker('Tove', world.tenant);
			const people = {
				a: await world.worker('Ada A', a, 'manager'),
				b: await world.worker('Bo B', b, 'manager')
			};
			const both = await world.worker('Begge', a);
			await world.join(both.person, both.name, b, 'employee');
			const collaboration = await world.collaboration(lead, a, b);
			const of = (side: 'a' | 'b', which: readonly string[]) =>
				which.flatMap((each) => (each === side ? [people[side]] : each === 'both' ? [both] : []));
			for (const each of pathways) {
				const citizen = await world.citizen('Jens', holder);
				const pathway = await world.pathway(citizen, collaboration, holder);
				if (each.a) await world.partner(pathway, a, each.a.state, ...of('a', each.a.people));
				if (each.b) await world.partner(pathway, b, each.b.state, ...of('b', each.b.people));
				for (const named of each.consents)
					await world.consent(
						pathway,
						named.map((side) => (side === 'a' ? a : b)),
						['housing']
					);
				if (each.closed)
					await owner.query(`update samspil.pathway set state = 'closed' where id = $1`, [pathway]);
			}
			const before = await accessIn(world.tenant);
			expect((await merge(world, ada, a, b)).ok).toBe(true);
			const after = await accessIn(world.tenant);
			const had = new Map(before.map((row) => [keyOf(row), row]));
			for (const row of after) {
				const then = had.get(keyOf(row));
				expect(then).toBeDefined();
				expect(row.until_day <= then.until_day).toBe(true);
			}
			// and whoever read today reads today
			const open = (all: Record<string, unknown>[]) =>
				all
					.filter((row) => String(row.from_day) <= TODAY && String(row.until_day) >= TODAY)
					.map(keyOf);
			expect(open(after)).toEqual(open(before));
		}),
		{ numRuns: 25 }
	);
});
