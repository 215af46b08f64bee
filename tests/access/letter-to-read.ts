/** Something that no invented data holds: whoever gets no mail of a meeting, and a letter to them by Digital Post. */
import { TEST_CVR } from '../../src/server/digital-post/test-service.ts';
import type { TestDatabase } from '../../src/server/database/test-database.ts';

/** A task of telling for each pathway of which something was sent; the municipalities have the number that letters are sent under, and one has arrived. */
export async function arrangeLetter({ owner }: TestDatabase) {
	await owner.query(
		`update samspil.organisation set cvr = $1 where id in (select id from samspil.tenant)`,
		[TEST_CVR]
	);
	await owner.query(
		`with told as (
			insert into samspil.task (tenant_id, id, pathway_id, scope_id, category, title, tells_of, responsible_person_id, responsible_organisation_id,
					responsible_name, created_by, created_by_name, due_on)
				select distinct on (g.pathway_id) g.tenant_id, gen_random_uuid(), g.pathway_id, g.scope_id, 'meetings', '', g.id, t.person_id, t.organisation_id,
					m.person_name, t.person_id, m.person_name, current_date - 3
				from samspil.meeting_sending g
					join samspil.tovholder t on t.tenant_id = g.tenant_id and t.pathway_id = g.pathway_id and t.until is null
					join samspil.pathway p on p.tenant_id = g.tenant_id and p.id = g.pathway_id and p.state = 'open'
					join samspil.membership m on m.tenant_id = t.tenant_id and m.person_id = t.person_id and m.organisation_id = t.organisation_id
				order by g.pathway_id, g.sent_at desc
				returning *)
		insert into samspil.digital_post (tenant_id, id, pathway_id, task_id, sending_id, settles, state, available_at, sent_by, sent_by_name, sent_by_organisation_id)
			select tenant_id, gen_random_uuid(), pathway_id, id, tells_of, false, 'available', now(), created_by, created_by_name, tenant_id from told`
	);
	await owner.query(
		`insert into samspil.digital_post (tenant_id, id, pathway_id, task_id, sending_id, settles, state, reason, word, asked_at, sent_by, sent_by_name, sent_by_organisation_id)
			select tenant_id, gen_random_uuid(), pathway_id, task_id, sending_id, settles, 'refused', 'no-mailbox', 'recipient.mailbox.subscription.not.registered',
				asked_at - interval '1 day', sent_by, sent_by_name, sent_by_organisation_id from samspil.digital_post`
	);
}
