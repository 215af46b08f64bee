/**
 * npm run bench:deadlines: what deadlines cost, in a municipality with 2,000 pathways and 200 collaborations.
 *
 * - All of them worked out from nothing, against PostgreSQL reading the same facts: the same functions, their rows counted
 *   where they are read.
 * - One fact that changes: the write of a task's state as a person makes it, against the same with its deadlines worked out.
 * - The page of one's own work with 500 open tasks, against the page of a pathway as the same person asks for it, by the
 *   time the server's process takes and as it is waited for.
 *
 * Each goal is told as reached or not.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { DEADLINE_DUTIES } from '../src/features/deadlines/duties.rules.ts';
import { finishTask } from '../src/features/tasks/server/finish-task.ts';
import { cookieSecret } from '../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../src/server/identity/session-cookie.ts';
import { actingAs } from '../src/server/acting.ts';
import { openPools } from '../src/server/database/pool.ts';
import { keepDeadlines } from '../src/server/jobs/keep-deadlines.ts';
import { layInCollaborations } from './collaborations.ts';
import type { Plan } from './load.ts';
import { cpuOf, endAll, send, startApp, type Server } from './processes.ts';
import { prepareStage } from './stage.ts';

const { values: flags } = parseArgs({ options: { seconds: { type: 'string', default: '8' } } });
const seconds = Number(flags.seconds);
const ROUNDS = 5;
const WRITES = 150;
const TASKS = 500;
const TODAY = '2026-11-02';

const stage = await prepareStage({
	municipalities: 1,
	organisations: 60,
	pathways: 2_000,
	entries: 12_000
});
const owner = new pg.Pool({ connectionString: stage.url, max: 2 });
const pools = openPools(stage.url, stage.secret, 4);
try {
	await layInCollaborations(owner, stage.askers[0]!.tenant, 200);
	await measureAll();
	await measureOne();
	await measureMyWork(await startApp(stage));
} finally {
	await Promise.all([owner.end(), ...Object.values(pools).map((pool) => pool.end())]);
	await endAll();
	await stage.close();
}

/** Everything from nothing, and the reading of the same facts. */
async function measureAll(): Promise<void> {
	const { tenant } = stage.askers[0]!;
	const read: number[] = [];
	const worked: number[] = [];
	let facts = 0;
	for (let round = 0; round < ROUNDS; round += 1) {
		const began = performance.now();
		const { rows } = await pools.jobs.query<{ count: number }>(
			`select (select count(*) from samspil.pathway_facts($1, $2, null))::int + (select count(*) from samspil.collaboration_facts($1, $2, null))::int
				+ (select count(*) from samspil.agreement_facts($1, $2, null))::int as count`,
			[tenant, TODAY]
		);
		read.push(performance.now() - began);
		facts = rows[0]!.count;
		await owner.query(
			'truncate samspil.deadline, samspil.deadline_person, samspil.deadline_stale, samspil.deadline_day'
		);
		const from = performance.now();
		await keepDeadlines(pools.jobs, TODAY, DEADLINE_DUTIES.workOut, tenant);
		worked.push(performance.now() - from);
	}
	const { rows } = await owner.query('select count(*)::int as count from samspil.deadline');
	await owner.query('vacuum analyze samspil.deadline, samspil.deadline_person');
	const unchanged = performance.now();
	await owner.query('truncate samspil.deadline_day');
	await keepDeadlines(pools.jobs, TODAY, DEADLINE_DUTIES.workOut, tenant);
	console.log(
		`\n${facts} rows of facts read in ${middle(read).toFixed(0)} ms; ${rows[0].count} deadlines from nothing in ${middle(worked).toFixed(0)} ms, and where nothing has changed in ${(performance.now() - unchanged).toFixed(0)} ms`
	);
	tell('all deadlines from nothing within 10 times the reading', middle(worked) / middle(read), 10);
}

/** One write as a person makes it, without marks and without working out; and with both. */
async function measureOne(): Promise<void> {
	const { tenant, token } = stage.askers[0]!;
	const { rows: tasks } = await owner.query<{ id: string; pathway: string; version: number }>(
		`select k.id, k.pathway_id as pathway, k.version from samspil.task k join samspil.tovholder t on t.tenant_id = k.tenant_id
			and t.pathway_id = k.pathway_id and t.until is null where t.person_id = $1 and k.state = 'open' order by k.id limit $2`,
		[stage.askers[0]!.person, WRITES]
	);
	const write = (task: (typeof tasks)[number], to: 'done' | 'open') =>
		actingAs(pools.app, { token, today: TODAY, about: task.pathway } as never, (acting) =>
			finishTask(acting, task.pathway, task.id, { version: task.version++, to, note: 'Klaret' })
		);
	const alone: number[] = [];
	const both: number[] = [];
	for (const task of tasks) {
		await owner.query('alter table samspil.task disable trigger mark_stale');
		let began = performance.now();
		await write(task, 'done');
		alone.push(performance.now() - began);
		await owner.query('alter table samspil.task enable trigger mark_stale');
		began = performance.now();
		await write(task, 'open');
		await keepDeadlines(pools.jobs, TODAY, DEADLINE_DUTIES.workOut, tenant);
		both.push(performance.now() - began);
	}
	console.log(
		`\na task's state written in ${middle(alone).toFixed(2)} ms; written and its deadlines worked out in ${middle(both).toFixed(2)} ms`
	);
	tell('a change with its deadlines within 2 times the write', middle(both) / middle(alone), 2);
	tell(
		'the working out alone within 2 times the write',
		(middle(both) - middle(alone)) / middle(alone),
		2
	);
}

/** The page of one's own work against the page of one's own pathway. */
async function measureMyWork(app: Server): Promise<void> {
	const { person, tenant, token, pathway: own } = stage.askers[0]!;
	await owner.query(
		`insert into samspil.task (tenant_id, id, pathway_id, scope_id, category, title, responsible_person_id, responsible_organisation_id,
			responsible_name, due_on, created_by, created_by_name)
		select k.tenant_id, gen_random_uuid(), k.pathway_id, k.scope_id, k.category, k.title, k.responsible_person_id, k.responsible_organisation_id,
			k.responsible_name, k.due_on + n, k.created_by, 'x'
		from samspil.task k cross join generate_series(1, 4) n
		where k.responsible_person_id = $1 and k.state = 'open' limit greatest($2 - (select count(*) from samspil.task o
			where o.responsible_person_id = $1 and o.state = 'open'), 0)`,
		[person, TASKS]
	);
	const { rows } = await owner.query(
		`select count(*)::int as count from samspil.task where responsible_person_id = $1 and state = 'open'`,
		[person]
	);
	await owner.query('vacuum analyze samspil.task, samspil.deadline, samspil.deadline_person');
	const headers = {
		cookie: `${sessionCookie(false)}=${encodeURIComponent(signToken(token, cookieSecret(stage.secret)))}`,
		accept: 'text/html'
	};
	// The same person asks for both: the log is a chain a person, in which one who asks four times at once waits for themselves.
	const asks = (path: string): Plan => ({
		origin: app.origin,
		connections: 4,
		seconds,
		expects: 200,
		requests: [{ method: 'GET', path, headers }]
	});
	const mine = asks('/my-tasks');
	const pathway = asks(`/pathways/${own}`);
	const spent = { mine: [] as number[], pathway: [] as number[] };
	const took = { mine: [] as number[], pathway: [] as number[] };
	for (const plan of [mine, pathway]) await send({ ...plan, seconds: 3 });
	for (let round = 0; round < ROUNDS; round += 1)
		for (const [name, plan] of [
			['pathway', pathway],
			['mine', mine]
		] as const) {
			const before = cpuOf(app.pid);
			const { requests, p50 } = await send(plan);
			spent[name].push((cpuOf(app.pid) - before) / requests);
			took[name].push(p50);
		}
	console.log(
		`\nmy work with ${rows[0].count} open tasks (${tenant.slice(0, 4)}): ${middle(spent.mine).toFixed(2)} ms of the server's process, ${middle(took.mine).toFixed(1)} ms at the middle; a pathway's page ${middle(spent.pathway).toFixed(2)} ms, ${middle(took.pathway).toFixed(1)} ms`
	);
	tell(
		'my work within 1.3 times the pathway page, of the server',
		middle(spent.mine) / middle(spent.pathway),
		1.3
	);
	tell(
		'my work within 1.3 times the pathway page, as it is waited for',
		middle(took.mine) / middle(took.pathway),
		1.3
	);
}

function middle(all: readonly number[]): number {
	return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!;
}

function tell(what: string, found: number, goal: number): void {
	console.log(`${found <= goal ? 'reached' : 'NOT REACHED'}: ${what}: ${found.toFixed(2)}`);
}
