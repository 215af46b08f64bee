/** Something that no invented data holds: an import that is being taken in. */
import type { TestDatabase } from '../../src/server/database/test-database.ts';

/** One more import beside the invented one, ordered by whoever read it; nobody begins it. */
export async function orderImport({ owner }: TestDatabase) {
	await owner.query(
		`with copy as (
			insert into samspil.offer_import (tenant_id, id, source, form, file_name, organisation_id, headings, columns, begun_by, begun_by_name)
				select i.tenant_id, gen_random_uuid(), i.source, i.form, i.file_name, i.organisation_id, i.headings, i.columns, i.begun_by, i.begun_by_name
				from samspil.offer_import i order by i.begun_at limit 1
				returning tenant_id, id, begun_by, begun_by_name)
		insert into samspil.offer_import_work (tenant_id, import_id, what, mark, ordered_by, ordered_in, ordered_by_name, total, done, attempts, claimed_until, next_try_at)
			select c.tenant_id, c.id, 'take', '', c.begun_by, c.tenant_id, c.begun_by_name, 1240, 500, 1, 'infinity', 'infinity' from copy c`
	);
}
