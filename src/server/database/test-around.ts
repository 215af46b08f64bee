/** What random worlds have around each pathway from its first day, so that it can be asked who sees it. */
import { randomUUID } from 'node:crypto';
import { ABOUT, TELLER, TOLD } from './access-model-lists.ts';
import type { Stage, Told } from './test-many-worlds.ts';

/** One statement for each table, for all pathways at once: its text, and what it is given. */
export function around({ tenant, places, people }: Stage, told: Told[]): [string, unknown[]][] {
	const pathways = told.map(({ pathway }) => pathway);
	const conveners = told.map(({ facts }) => people[facts.tovholder]);
	const ids = told.map(() => randomUUID());
	const teller = people[TELLER].person;
	return [
		[
			`insert into samspil.meeting (tenant_id, id, pathway_id, scope_id, purpose, why_now, form, starts_at, ends_at, state, interpreter, place,
				place_agreed_on, convened_by, convened_by_organisation_id)
			select $1, gen_random_uuid(), p.id, s.id, x, 'x', 'phone', '2026-03-05T09:00:00Z', '2026-03-05T10:00:00Z', x, 'no', 'x', '2026-02-01',
				p.convener, p.organisation
			from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as p (id, convener, organisation) cross join unnest('{draft,invited}'::text[]) x
				join samspil.scope s on s.tenant_id = $1 and s.pathway_id = p.id and s.category = 'meetings'`,
			[
				tenant,
				pathways,
				conveners.map(({ person }) => person),
				conveners.map(({ organisation }) => organisation)
			]
		],
		[
			`insert into samspil.meeting_participant (tenant_id, id, meeting_id, pathway_id, scope_id, kind, name, reason)
			select m.tenant_id, gen_random_uuid(), m.id, m.pathway_id, m.scope_id, 'guest', m.purpose, 'x'
			from samspil.meeting m where m.tenant_id = $1 and m.pathway_id = any ($2)`,
			[tenant, pathways]
		],
		[
			`insert into samspil.transfer (tenant_id, id, pathway_id, verb, role, state, reason, question, from_organisation_name, to_organisation_id,
				to_organisation_name, begun_by, begun_by_name, begun_by_organisation_name)
			select $1, gen_random_uuid(), p, 'hand-over', 'partner', 'proposed', 'one', 'x', 'x', $4, 'x', $3, 'x', 'x' from unnest($2::uuid[]) p`,
			[tenant, pathways, teller, places.workshop]
		],
		[
			`insert into samspil.tovholder_message (tenant_id, id, pathway_id, person_id, person_name, organisation_id, organisation_name, body)
			select $1, gen_random_uuid(), p, $3, 'x', $4, 'x', 'one' from unnest($2::uuid[]) p`,
			[tenant, pathways, teller, places.shelter]
		],
		[
			`insert into samspil.status_message (tenant_id, id, pathway_id, scope_id, category, body, sent_by, sent_by_name, sent_by_organisation_name)
			select $1, p.id, s.pathway_id, s.id, s.category, 'one', $4, 'x', 'x'
			from unnest($2::uuid[], $3::uuid[]) as p (pathway, id)
				join samspil.scope s on s.tenant_id = $1 and s.pathway_id = p.pathway and s.category = $5`,
			[tenant, pathways, ids, people.mona.person, ABOUT]
		],
		[
			`insert into samspil.status_recipient (tenant_id, message_id, pathway_id, organisation_id, organisation_name)
			select $1, p.id, p.pathway, $4, 'one' from unnest($2::uuid[], $3::uuid[]) as p (pathway, id)`,
			[tenant, pathways, ids, places[TOLD]]
		],
		[
			`insert into samspil.outside_contact (tenant_id, id, pathway_id, scope_id, category, name, organisation, reach, added_by, changed_by_name)
			select $1, gen_random_uuid(), s.pathway_id, s.id, s.category, 'one', 'x', 'x', $3, 'x'
			from samspil.scope s where s.tenant_id = $1 and s.pathway_id = any ($2) and s.category = $4`,
			[tenant, pathways, people.mona.person, ABOUT]
		],
		[
			`insert into samspil.network_relation (tenant_id, id, pathway_id, side, name, relation, closeness, involve, written_by, changed_by_name)
			select $1, gen_random_uuid(), p, 'private', 'one', 'x', 1, 'not-asked', $3, 'x' from unnest($2::uuid[]) p`,
			[tenant, pathways, people.mona.person]
		]
	];
}
