/** How much waits in the queues and in the outbox, for those who measure. */
import type { Pool } from 'pg';

/** Jobs that wait, run or have failed, by queue. */
export async function countQueued(
	jobs: Pool
): Promise<{ queue: string; state: 'waiting' | 'running' | 'failed'; count: number }[]> {
	const { rows } = await jobs.query({
		name: 'count_queued',
		text: `select q.name as queue, s.state, count(j.id) filter (where case s.state
					when 'waiting' then j.state in ('created', 'retry')
					when 'running' then j.state = 'active'
					else j.state = 'failed' end) as count
			from jobs.queue q cross join (values ('waiting'), ('running'), ('failed')) s (state)
				left join jobs.job j on j.name = q.name and j.state in ('created', 'retry', 'active', 'failed')
			where q.name not like '\\_\\_pgboss%'
			group by q.name, s.state order by q.name, s.state`
	});
	return rows;
}

/** Mails that wait or are on their way, and the age of the oldest, in seconds. */
export async function countMail(
	jobs: Pool
): Promise<{ state: 'waiting' | 'sending'; count: number; oldest: number }[]> {
	const { rows } = await jobs.query({
		name: 'count_mail',
		text: `select s.state, count(m.id) as count,
				coalesce(extract(epoch from now() - min(m.created_at)), 0)::float8 as oldest
			from (values ('waiting'), ('sending')) s (state)
				left join samspil.mail m on m.state = s.state and m.state in ('waiting', 'sending')
			group by s.state order by s.state`
	});
	return rows;
}
