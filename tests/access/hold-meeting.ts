/** Something that no invented data holds: a meeting on the screen. */
import type { TestDatabase } from '../../src/server/database/test-database.ts';

/** A meeting that is being held now beside the one to come: the same people, the same agenda. */
export async function holdMeeting({ owner }: TestDatabase) {
	const held = crypto.randomUUID();
	const { rows } = await owner.query<{ id: string }>(
		`select id from samspil.meeting where state = 'invited' order by starts_at limit 1`
	);
	const copies = {
		meeting: ['id', { id: held, state: 'minutes' }],
		meeting_participant: ['meeting_id', { meeting_id: held }],
		agenda_item: ['meeting_id', { meeting_id: held, owner_id: null }]
	} as const;
	for (const [table, [key, others]] of Object.entries(copies))
		await owner.query(
			`insert into samspil.${table} select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()) || $2::jsonb)).*
				from samspil.${table} t where t.${key} = $1`,
			[rows[0]?.id, JSON.stringify(others)]
		);
}
