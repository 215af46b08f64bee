/** Lending a connection to work that takes several statements. */
import type { Pool, PoolClient } from 'pg';

/** Lends `work` a clean client of `pool`; a failure rolls back, and a client that cannot is thrown away. Beginning and committing are for `work` to do. */
export async function withClient<Result>(
	pool: Pool,
	work: (client: PoolClient) => Promise<Result>
): Promise<Result> {
	const client = await pool.connect();
	let broken: Error | undefined;
	try {
		return await work(client);
	} catch (error) {
		await client.query('rollback').catch((lost: Error) => (broken = lost));
		throw error;
	} finally {
		client.release(broken);
	}
}
