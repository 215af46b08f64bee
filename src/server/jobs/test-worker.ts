/** A process that does nothing but the jobs, for tests that kill it. Told by its parent where database and mail are. */
import { DEADLINE_DUTIES } from '#features/deadlines/duties.rules.ts';
import { openPools } from '../database/pool.ts';
import { startJobs } from './jobs.ts';

const [url = '', secret = '', smtpUrl = ''] = process.argv.slice(2);
const { jobs } = openPools(url, secret, 4);

const part = startJobs(
	jobs,
	{ smtpUrl, mailFrom: 'Samspil <samspil@solby.test>', origin: 'https://samspil.solby.test' },
	(error) => console.error(error),
	{ ...DEADLINE_DUTIES, isHumane: () => true },
	{ look: 0.1, stuckAfter: 1, watch: 1, retry: 1 }
);

process.on('SIGTERM', async () => {
	await part.stop();
	await jobs.end();
	process.exit(0);
});
// Not a second longer than the test that started us.
process.on('disconnect', () => process.exit(1));
