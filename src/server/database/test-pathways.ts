/** Pathways of a test's world, arranged as the owner. */
import { randomUUID } from 'node:crypto';
import type { Day } from '#values/day.ts';
import type { TestDatabase } from './test-database.ts';
import { writeEntries } from './test-entries.ts';
import type { Someone } from './test-world.ts';

type Base = {
	database: TestDatabase;
	tenant: string;
	insert(table: string, row: Record<string, unknown>): Promise<void>;
	organisation(kind: 'voluntary' | 'housing' | 'private', name?: string): Promise<string>;
	person(name: string): Promise<{ id: string; name: string }>;
	session(id: string, name: string, session: { hat: 'self'; strong?: boolean }): Promise<Someone>;
	worker(
		name: string,
		organisation: string,
		memberFunction?: 'project-leader' | 'manager' | 'employee' | 'volunteer'
	): Promise<Someone>;
	collaboration(leader: Someone, ...parties: string[]): Promise<string>;
};

type PartnerState = 'planned' | 'contacted' | 'agreed' | 'declined' | 'ended';

export function writePathways({
	database,
	tenant,
	insert,
	organisation,
	person,
	session,
	worker,
	collaboration
}: Base) {
	const scopeOf = async (pathway: string, category: string): Promise<string> =>
		(
			await database.owner.query(
				'select id from samspil.scope where tenant_id = $1 and pathway_id = $2 and category = $3',
				[tenant, pathway, category]
			)
		).rows[0].id;

	/** A citizen with an account of their own, signed in as themselves. */
	async function citizen(
		name: string,
		registeredBy: Someone
	): Promise<Someone & { citizen: string }> {
		const { id } = await person(name);
		const citizenId = randomUUID();
		await insert('citizen', {
			tenant_id: tenant,
			id: citizenId,
			person_id: id,
			name,
			birth_date: '1990-02-03',
			registered_by: registeredBy.person
		});
		return { ...(await session(id, name, { hat: 'self' })), citizen: citizenId };
	}

	/** An open pathway held by `tovholder` since its beginning; with an id of the caller's, as a form brings one. */
	async function pathway(
		of: { citizen: string },
		collaborationId: string,
		tovholder: Someone,
		id: string = randomUUID()
	): Promise<string> {
		// In one statement: no pathway is without somebody who holds the threads.
		await database.owner.query(
			`with begun as (
				insert into samspil.pathway (tenant_id, id, number, citizen_id, collaboration_id, registered_on, registered_by, registered_organisation_id)
				values ($1, $2, 0, $3, $4, '2026-01-05', $5, $6)
				returning tenant_id, id
			)
			insert into samspil.tovholder (tenant_id, id, pathway_id, person_id, organisation_id, person_name, organisation_name, kind, since, route)
			select tenant_id, gen_random_uuid(), id, $5, $6, $7, 'x', 'temporary', '2026-01-05T10:00:00Z', 'registration' from begun`,
			[
				tenant,
				id,
				of.citizen,
				collaborationId,
				tovholder.person,
				tovholder.organisation,
				tovholder.name
			]
		);
		return id;
	}

	/** The threads go from one to the next at midday of 15 January; the former reads on through `until`, if at all. */
	async function handOver(
		pathwayId: string,
		from: Someone,
		to: Someone,
		{ until }: { until: Day | null }
	): Promise<void> {
		const moment = '2026-01-15T12:00:00Z';
		await database.owner.query(
			`with ended as (
				update samspil.tovholder set until = $4, handover_until = $5
				where tenant_id = $1 and pathway_id = $2 and person_id = $3 and until is null returning until
			)
			insert into samspil.tovholder (tenant_id, id, pathway_id, person_id, organisation_id, person_name, organisation_name, kind, since, follows,
				reason, route, citizen_part, agreed_on, agreed_heard_by)
			select $1, gen_random_uuid(), $2, $6, $7, $8, 'x', 'final', until, until, 'Kender borgeren', 'direct', 'present', '2026-01-15', 'x' from ended`,
			[tenant, pathwayId, from.person, moment, until, to.person, to.organisation, to.name]
		);
	}

	/** An organisation as partner in some state, with the people of it who are assigned. */
	async function partner(
		pathwayId: string,
		organisationId: string,
		state: PartnerState,
		...people: Someone[]
	): Promise<string> {
		const id = randomUUID();
		await insert('partner', {
			tenant_id: tenant,
			pathway_id: pathwayId,
			organisation_id: organisationId,
			id,
			state,
			question: 'Har I plads til en samtale om ugen?',
			decided_by_name: 'x',
			decided_on: '2026-01-06',
			contacted_at: state === 'planned' ? null : '2026-01-06T11:00:00Z',
			agreed_on: state === 'agreed' || state === 'ended' ? '2026-01-07' : null,
			ended_on: state === 'ended' ? '2026-02-01' : null
		});
		for (const { person: assigned } of people)
			await insert('partner_person', {
				tenant_id: tenant,
				pathway_id: pathwayId,
				organisation_id: organisationId,
				person_id: assigned,
				since: '2026-01-07'
			});
		return id;
	}

	let consents = 0;
	/** A consent that covers these categories for these organisations, running all of 2026 unless told. */
	async function consent(
		pathwayId: string,
		organisations: string[],
		categories: string[],
		{ from = '2026-01-07', until = '2026-12-31' }: { from?: Day; until?: Day } = {}
	): Promise<string> {
		const id = randomUUID();
		const { rows } = await database.owner.query('select id from samspil.person limit 1');
		await insert('consent', {
			tenant_id: tenant,
			id,
			pathway_id: pathwayId,
			number: ++consents,
			purpose: 'At finde et sted at bo',
			categories,
			organisations,
			given_by: 'citizen',
			given_by_name: 'x',
			given_how: 'paper',
			language: 'da',
			informed_at: '2026-01-06T10:00:00Z',
			given_at: '2026-01-06T10:05:00Z',
			text_shown: 'x',
			valid_from: from,
			valid_until: until,
			registered_by: rows[0].id,
			registered_by_name: 'x'
		});
		return id;
	}

	const { entry, task } = writeEntries({ tenant, insert, scopeOf });

	/** Somebody the citizen has opened categories to, signed in as themselves. */
	async function companion(
		pathwayId: string,
		name: string,
		categories: string[]
	): Promise<Someone> {
		const { id } = await person(name);
		await insert('companion', {
			tenant_id: tenant,
			id: randomUUID(),
			pathway_id: pathwayId,
			person_id: id,
			categories,
			since: '2026-01-07'
		});
		return session(id, name, { hat: 'self' });
	}

	/**
	 * The usual story: a project leader, a tovholder at the municipality, a citizen, a shelter that is an agreed partner
	 * with `helper` assigned and `colleague` not, a consent for housing, and a note in housing and in health.
	 */
	async function coordinatedPathway() {
		const shelter = await organisation('voluntary', 'Værestedet');
		const leader = await worker('Lene Leder', tenant, 'project-leader');
		const tovholder = await worker('Tove Tovholder', tenant);
		const helper = await worker('Hans Hjælper', shelter, 'volunteer');
		const colleague = await worker('Kim Kollega', shelter, 'volunteer');
		const collaborationId = await collaboration(leader, shelter);
		const amina = await citizen('Amina Andersen', tovholder);
		const pathwayId = await pathway(amina, collaborationId, tovholder);
		await partner(pathwayId, shelter, 'agreed', helper);
		const consentId = await consent(pathwayId, [shelter], ['housing']);
		const housing = await entry(pathwayId, 'housing', tovholder, 'Har brug for en stuelejlighed');
		const health = await entry(pathwayId, 'health', tovholder, 'Går hos Dr. Holm');
		return {
			shelter,
			leader,
			tovholder,
			helper,
			colleague,
			citizen: amina,
			collaboration: collaborationId,
			pathway: pathwayId,
			consent: consentId,
			entries: { housing, health }
		};
	}

	return {
		scopeOf,
		citizen,
		pathway,
		handOver,
		partner,
		consent,
		entry,
		task,
		companion,
		coordinatedPathway
	};
}
