/**
 * Small worlds for tests, arranged with all rights as the owner: a municipality, organisations, people with hats, and
 * a pathway with its partners and consents. Then the story is told as those people, through the door.
 *
 *     const database = await testDatabase();
 *     const world = await newWorld(database);
 *     const { tovholder, pathway } = await world.coordinatedPathway();
 *     await world.as(tovholder).read(listEntries(pathway));
 *
 * Each world is a tenant of its own, so tests share no rows.
 */
import { randomUUID } from 'node:crypto';
import type { Day } from '#values/day.ts';
import { actingAs, readAs, type Acting, type Query } from '../acting.ts';
import type { TestDatabase } from './test-database.ts';
import { writePathways } from './test-pathways.ts';

/** Somebody with a hat and an open session. */
export type Someone = {
	person: string;
	name: string;
	/** The organisation of the hat; null for citizens, companions and administrators. */
	organisation: string | null;
	token: string;
};

/** The day on which stories happen unless they say another. */
export const TODAY: Day = '2026-05-04';

type Kind = 'municipality' | 'region' | 'voluntary' | 'private' | 'housing' | 'foundation';
type MemberFunction =
	| 'project-leader'
	| 'manager'
	| 'employee'
	| 'volunteer'
	| 'data-protection-officer';
type Session = {
	hat: 'organisation' | 'administrator' | 'self';
	organisation?: string | null;
	/** False for a session without a second factor. */
	strong?: boolean;
};

export type World = Awaited<ReturnType<typeof newWorld>>;

/** A municipality of its own, empty but for itself. */
export async function newWorld(database: TestDatabase) {
	const { owner, pools } = database;
	const tenant = randomUUID();
	await insert('organisation', {
		id: tenant,
		name: `Solby ${tenant.slice(0, 8)}`,
		kind: 'municipality'
	});
	await insert('tenant', { id: tenant });
	await insert('tenant_organisation', {
		tenant_id: tenant,
		organisation_id: tenant,
		joined_on: TODAY
	});

	async function insert(table: string, row: Record<string, unknown>): Promise<void> {
		const names = Object.keys(row);
		const places = names.map((_, index) => `$${index + 1}`);
		await owner.query(
			`insert into samspil.${table} (${names.map((name) => `"${name}"`)}) values (${places})`,
			Object.values(row)
		);
	}

	/** An organisation that works in this municipality. */
	async function organisation(kind: Kind, name: string = kind): Promise<string> {
		const id = randomUUID();
		await insert('organisation', { id, name: `${name} ${id.slice(0, 4)}`, kind });
		await insert('tenant_organisation', {
			tenant_id: tenant,
			organisation_id: id,
			joined_on: TODAY
		});
		return id;
	}

	/** A person with an account and no place anywhere. */
	async function person(name: string): Promise<{ id: string; name: string; email: string }> {
		const id = randomUUID();
		const email = `${id}@example.test`;
		await owner.query(
			'insert into identity."user" (id, name, email, "emailVerified") values ($1, $2, $3, true)',
			[id, name, email]
		);
		return { id, name, email };
	}

	/** A session for somebody who exists, with this hat on. */
	async function session(
		id: string,
		name: string,
		{ hat, organisation = null, strong = true }: Session
	): Promise<Someone> {
		const token = randomUUID();
		await owner.query(
			`insert into identity.session (token, "userId", "expiresAt", assurance, hat, "hatTenant", "hatOrganisation")
			values ($1, $2, now() + interval '1 day', $3, $4, $5, $6)`,
			[token, id, strong ? 'multi' : 'single', hat, tenant, organisation]
		);
		return { person: id, name, organisation, token };
	}

	/** Makes `id` a member of an organisation of this municipality, with the confidentiality declaration accepted. */
	async function join(
		id: string,
		name: string,
		organisation: string,
		memberFunction: MemberFunction
	): Promise<void> {
		await insert('membership', {
			tenant_id: tenant,
			person_id: id,
			organisation_id: organisation,
			person_name: name,
			function: memberFunction,
			active_from: '2020-01-01',
			declared_on: '2020-01-01',
			declaration_version: '1'
		});
	}

	/** A new person at work in an organisation, signed in with its hat. */
	async function worker(
		name: string,
		organisation: string,
		memberFunction: MemberFunction = 'employee'
	): Promise<Someone> {
		const { id } = await person(name);
		await join(id, name, organisation, memberFunction);
		return session(id, name, { hat: 'organisation', organisation });
	}

	/** An administrator of the installation with the hat on in this municipality. */
	async function administrator(name = 'Ada Administrator'): Promise<Someone> {
		const { id } = await person(name);
		await owner.query('update samspil.person set is_administrator = true where id = $1', [id]);
		return session(id, name, { hat: 'administrator' });
	}

	/** A collaboration led by `leader` (of the municipality), with these organisations as parties. */
	async function collaboration(leader: Someone, ...parties: string[]): Promise<string> {
		const id = randomUUID();
		await insert('collaboration', {
			tenant_id: tenant,
			id,
			name: 'Hjem og hverdag',
			leader_person_id: leader.person,
			leader_organisation_id: tenant
		});
		for (const party of parties)
			await insert('collaboration_party', {
				tenant_id: tenant,
				collaboration_id: id,
				organisation_id: party,
				joined_on: TODAY
			});
		return id;
	}

	/** Gives somebody a seat in a group of a collaboration. */
	const seat = (
		collaborationId: string,
		group: 'steering' | 'project' | 'follow-up',
		{ person: personId, organisation: at }: Someone
	) =>
		insert('group_member', {
			tenant_id: tenant,
			collaboration_id: collaborationId,
			group_kind: group,
			person_id: personId,
			organisation_id: at,
			since: '2020-01-01'
		});

	/** Somebody's way through the door, on `today`. */
	function as({ token }: Pick<Someone, 'token'>, today: Day = TODAY) {
		return {
			act: <Result>(work: (acting: Acting) => Promise<Result>) =>
				actingAs(pools.app, { token, today }, work),
			read: async <Queries extends Query<unknown>[]>(...queries: Queries) =>
				(await readAs(pools.app, { token, today }, ...queries)).rows,
			/** Rows of one query. */
			see: async <Row>(query: Query<Row>): Promise<Row[]> =>
				(await readAs(pools.app, { token, today }, query)).rows[0] as Row[]
		};
	}

	const base = {
		database,
		tenant,
		insert,
		organisation,
		person,
		session,
		join,
		worker,
		administrator,
		collaboration,
		seat,
		as
	};
	return { ...base, ...writePathways(base) };
}
