/** Whom agreements in force are for, in ages, as far as the acting person reads them. */
import { sql } from 'kysely';
import type { Answers } from '#features/documents/template.rules.ts';
import { actingOrganisation, actingTenant, ask } from '#server/tables.ts';

/** An agreement that says an age, with the parties other than one's own organisation. */
export type AgedAgreement = {
	id: string;
	title: string;
	/** What it says of ages, and nothing else. */
	answers: Answers;
	parties: { organisation: string; name: string }[];
};

/** Those in force that say an age, by title; at most 200. */
export const listAgedAgreements = () =>
	ask<AgedAgreement>(sql`
		select d.id, d.title, jsonb_build_object('age-from', v.content #> '{answers,age-from}',
				'age-to', v.content #> '{answers,age-to}') as answers,
			(select coalesce(jsonb_agg(jsonb_build_object('organisation', p ->> 'organisation', 'name', p ->> 'name')), '[]')
				from jsonb_array_elements(v.content -> 'parties') p where p ->> 'organisation' <> ${actingOrganisation}::text) as parties
		from samspil.document d
			join samspil.document_version v on v.tenant_id = d.tenant_id
				and v.id = samspil.counting_version(d.tenant_id, d.id, (select samspil.acting_day()))
		where d.tenant_id = ${actingTenant} and v.content -> 'answers' ?| array['age-from', 'age-to']
			and v.from_on <= (select samspil.acting_day())
			and (v.until_on is null or v.until_on >= (select samspil.acting_day()))
			and (v.ends_on is null or v.ends_on > (select samspil.acting_day()))
		order by d.title, d.id
		limit 200`);
