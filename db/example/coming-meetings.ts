/** The next meetings of the groups, as the jobs make them: whoever looks around at once finds them. */
import type { ClientBase } from 'pg';
import { toBeMade, type RunningSeries } from '../../src/server/jobs/make-meetings.ts';
import { tables } from '../../src/server/tables.ts';
import { idOf, type Example } from './example.ts';

type Running = RunningSeries & { group: string; place: string };

/** Makes the two next meetings of each series, with what stands on such agendas by itself. */
export async function writeComingMeetings(
	{ today, run, write }: Example,
	admin: Pick<ClientBase, 'query'>
): Promise<void> {
	await run('select samspil.mirror_series($1)', [today]);
	const { rows } = await admin.query<Running>(
		`select tenant_id as tenant, id, frequency, first_on::text as "firstOn", until_on::text as until, starts, minutes, group_kind as "group", place,
			array(select m.planned_on::text from samspil.group_meeting m where m.tenant_id = s.tenant_id and m.series_id = s.id) as planned
		from samspil.meeting_series s where ended_at is null and (until_on is null or until_on >= $1) order by id`,
		[today]
	);
	for (const series of rows)
		for (const { day, starts, ends } of toBeMade(series, today)) {
			const id = idOf(`meeting of ${series.id} on ${day}`);
			await write(
				tables.insertInto('group_meeting').values({
					tenant_id: series.tenant,
					id,
					series_id: series.id,
					planned_on: day,
					starts_at: starts,
					ends_at: ends,
					place: series.place
				})
			);
			const standing =
				series.group === 'steering'
					? (['promises', 'results', 'actions'] as const)
					: (['promises'] as const);
			await write(
				tables.insertInto('group_item').values(
					standing.map((each, index) => ({
						tenant_id: series.tenant,
						meeting_id: id,
						position: index + 1,
						standing: each
					}))
				)
			);
		}
}
