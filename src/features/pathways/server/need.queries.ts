/** Registering a need for coordination, as PostgreSQL knows it. */
import { sql } from 'kysely';
import {
	actingDay,
	actingOrganisation,
	actingPerson,
	actingTenant,
	ask,
	tables
} from '#server/tables.ts';
import type { Day } from '#values/day.ts';

/** Whether somebody holds the threads for a citizen of this name and birth date; few questions a day (R-118, L-6). */
export const askForTovholder = (name: string, birthDate: Day) =>
	ask<{ answer: 'yes' | 'no' | 'too-many' | 'not-yours' }>(
		sql`select samspil.check_tovholder(${name}, ${birthDate}::date) as answer`
	);

/** The open pathway of the citizen with this name and birth date, where it is open to me to know whose it is. */
export const findOwnOpen = (name: string, birthDate: Day) =>
	ask<{ id: string; number: number }>(sql`
		select p.id, p.number from samspil.citizen c join samspil.pathway p on p.tenant_id = c.tenant_id and p.citizen_id = c.id
		where c.tenant_id = ${actingTenant} and samspil.folded_name(c.name) = samspil.folded_name(${name}::text) and c.birth_date = ${birthDate}::date and p.state = 'open'
		order by p.changed_at desc, p.id limit 1`);

/**
 * The collaborations the visitor takes part in, with the project leader to contact; the oldest first. Where the project
 * leader has left, only the municipality is there to contact.
 */
export const listCollaborations = () =>
	tables
		.selectFrom('collaboration as c')
		.leftJoin('membership as m', (join) =>
			join
				.onRef('m.tenant_id', '=', 'c.tenant_id')
				.onRef('m.person_id', '=', 'c.leader_person_id')
				.onRef('m.organisation_id', '=', 'c.leader_organisation_id')
				.on(({ eb, or }) =>
					or([eb('m.active_until', 'is', null), eb('m.active_until', '>=', actingDay)])
				)
		)
		.innerJoin('organisation as o', 'o.id', 'c.leader_organisation_id')
		.select([
			'c.id',
			'c.name',
			'm.person_id as leader',
			'm.person_name as leaderName',
			'm.title as leaderTitle',
			'o.name as leaderOrganisation',
			'o.contact as leaderContact'
		])
		.where('c.tenant_id', '=', actingTenant)
		.where('c.phase', '<>', 'ended')
		.where(sql<boolean>`c.id = any ((select samspil.my_collaborations())::uuid[])`)
		.orderBy('c.created_at')
		.orderBy('c.id');

/** How to reach the project leaders of the collaborations the visitor takes part in; none of one who has left. */
export const listLeaderAddresses = () =>
	ask<{ collaboration: string; email: string; phone: string }>(
		sql`select c.id as collaboration, a.email, a.phone
			from samspil.collaboration c cross join lateral samspil.leader_address(c.id) a
			where c.tenant_id = ${actingTenant} and c.phase <> 'ended'`
	);

type NewCitizen = {
	id: string;
	name: string;
	birthDate: Day;
	phone: string;
	preferredChannel: string;
	language: string;
	interpreterNeeded: boolean | null;
};

export const insertCitizen = (citizen: NewCitizen) =>
	tables.insertInto('citizen').values({
		tenant_id: actingTenant,
		id: citizen.id,
		name: citizen.name,
		birth_date: citizen.birthDate,
		phone: citizen.phone,
		preferred_channel: citizen.preferredChannel,
		language: citizen.language,
		interpreter_needed: citizen.interpreterNeeded,
		registered_by: actingPerson
	});

/** The number is the next of the municipality; the scopes and the project leader's line follow by themselves. */
export const insertPathway = (id: string, citizen: string, collaboration: string) =>
	tables.insertInto('pathway').values({
		tenant_id: actingTenant,
		id,
		number: 0,
		citizen_id: citizen,
		collaboration_id: collaboration,
		registered_on: actingDay,
		registered_by: actingPerson,
		registered_organisation_id: sql<string>`${actingOrganisation}`
	});

type NewNeed = {
	description: string;
	checkAnswer: 'no' | 'yes' | 'unknown';
	checkAsked: string;
	criteria: number[];
};

export const insertNeed = (pathway: string, need: NewNeed) =>
	tables
		.insertInto('coordination_need')
		.columns([
			'tenant_id',
			'pathway_id',
			'scope_id',
			'description',
			'check_answer',
			'check_asked',
			'criteria',
			'registered_by'
		])
		.expression(
			tables
				.selectFrom('scope as s')
				.select([
					's.tenant_id',
					's.pathway_id',
					's.id',
					sql<string>`${need.description}`.as('description'),
					sql<string>`${need.checkAnswer}`.as('check_answer'),
					sql<string>`${need.checkAsked}`.as('check_asked'),
					sql<number[]>`${need.criteria}::int[]`.as('criteria'),
					actingPerson.as('registered_by')
				])
				.where('s.tenant_id', '=', actingTenant)
				.where('s.pathway_id', '=', pathway)
				.where('s.category', '=', 'situation')
		);

/** whoever registers the need holds the threads from that moment. */
export const insertFirstTovholder = (
	pathway: string,
	{ kind, name, organisation }: { kind: 'temporary' | 'final'; name: string; organisation: string }
) =>
	tables.insertInto('tovholder').values({
		tenant_id: actingTenant,
		id: crypto.randomUUID(),
		pathway_id: pathway,
		person_id: actingPerson,
		organisation_id: sql<string>`${actingOrganisation}`,
		person_name: name,
		organisation_name: organisation,
		kind,
		since: sql<Date>`clock_timestamp()`,
		route: 'registration'
	});

/** A pathway that the visitor may open, by its id, and the need it began with: to recognise a form that is sent twice. */
export const findRegistered = (id: string) =>
	ask<{
		number: number;
		name: string;
		birthDate: Day;
		description: string;
		checkAsked: string;
	}>(sql`
		select p.number, c.name, c.birth_date as "birthDate", n.description, n.check_asked as "checkAsked" from samspil.pathway p
			join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			join samspil.coordination_need n on n.tenant_id = p.tenant_id and n.pathway_id = p.id
		where p.tenant_id = ${actingTenant} and p.id = ${id}::uuid`);
