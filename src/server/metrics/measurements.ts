/**
 * What is measured while Samspil runs, as text for Prometheus: how long pages take, how the database's connections are
 * used, what waits in the queues, and how the process itself does.
 *
 * Labels are patterns of addresses, names of queues and states: nothing in here is about a person.
 */
import type { Pool } from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Pools } from '../database/pool.ts';
import type { Answered } from '../log/log-request.ts';
import { askMailboxes } from '../jobs/watch-mailbox.ts';
import { countMail, countQueued } from './waiting.queries.ts';

/** The measurements of one process. */
export type Measurements = {
	/** Counts a request that has been answered. */
	answered(request: Answered): void;
	/** Counts an error that a visitor was shown the number of. */
	broke(): void;
	/** All of it, in Prometheus' text format. What cannot be asked of the database now is left out. */
	text(): Promise<string>;
};

/** What can be asked of the running Samspil. */
type Asked = {
	pools: Pools;
	/** The parts that must work, and whether they do. */
	readiness(): Promise<Record<string, boolean>>;
};

/** Where the steps of the histogram are, in seconds. */
const STEPS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Methods that have a line of their own: what else a client thinks of is "other". */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Begins to measure. The process' own figures are taken from now on. */
export function openMeasurements({ pools, readiness }: Asked): Measurements {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const duration = new Histogram({
		name: 'samspil_http_request_duration_seconds',
		help: 'Time until a request was answered, by pattern of its address.',
		labelNames: ['method', 'route', 'status'] as const,
		buckets: STEPS,
		registers: [registry]
	});
	const errors = new Counter({
		name: 'samspil_errors_total',
		help: 'Errors that a visitor was shown the number of.',
		registers: [registry]
	});
	measureConnections(registry, pools);
	measureWaiting(registry, pools.jobs);
	measureParts(registry, readiness);
	return {
		answered({ method, route = 'none', status, milliseconds }) {
			duration.observe(
				{
					method: METHODS.has(method) ? method : 'other',
					route,
					status: `${Math.floor(status / 100)}xx`
				},
				milliseconds / 1000
			);
		},
		broke: () => errors.inc(),
		text: () => registry.metrics()
	};
}

function measureConnections(registry: Registry, pools: Pools): void {
	gauge(registry, {
		name: 'samspil_database_connections',
		help: 'Connections to the database that this process keeps.',
		labels: ['pool', 'state'],
		read: async () =>
			Object.entries(pools).flatMap(([pool, { totalCount, idleCount }]) => [
				[{ pool, state: 'used' }, totalCount - idleCount],
				[{ pool, state: 'idle' }, idleCount]
			])
	});
	gauge(registry, {
		name: 'samspil_database_waiting',
		help: 'Who waits in this process for a connection to the database.',
		labels: ['pool'],
		read: async () =>
			Object.entries(pools).map(([pool, { waitingCount }]) => [{ pool }, waitingCount])
	});
}

function measureWaiting(registry: Registry, jobs: Pool): void {
	gauge(registry, {
		name: 'samspil_jobs',
		help: 'Jobs in the queues, the same in every process: what waits, what runs, what failed lately.',
		labels: ['queue', 'state'],
		read: async () =>
			(await countQueued(jobs)).map(({ queue, state, count }) => [{ queue, state }, count])
	});
	gauge(registry, {
		name: 'samspil_mail',
		help: 'Mails that are not sent, the same in every process. Where none leaves the house, all of them wait.',
		labels: ['state'],
		read: async () => (await countMail(jobs)).map(({ state, count }) => [{ state }, count])
	});
	gauge(registry, {
		name: 'samspil_mail_oldest_seconds',
		help: 'How long the oldest mail has waited that is not sent.',
		labels: ['state'],
		read: async () => (await countMail(jobs)).map(({ state, oldest }) => [{ state }, oldest])
	});
	gauge(registry, {
		name: 'samspil_mailbox_failing_seconds',
		help: 'How long the mailbox that calendars answer to cannot be read, 0 while it can; none where there is none.',
		labels: [],
		read: async () => (await askMailboxes(jobs)).map(({ seconds }) => [{}, seconds])
	});
}

function measureParts(registry: Registry, readiness: Asked['readiness']): void {
	gauge(registry, {
		name: 'samspil_works',
		help: '1 where a part works that must, 0 where it does not; as /readyz says.',
		labels: ['part'],
		read: async () =>
			Object.entries(await readiness()).map(([part, works]) => [{ part }, works ? 1 : 0])
	});
}

/** A figure that is read when it is asked for. What cannot be read is left out, and the rest is told. */
function gauge<Label extends string>(
	registry: Registry,
	{
		name,
		help,
		labels,
		read
	}: {
		name: string;
		help: string;
		labels: Label[];
		read: () => Promise<[Record<Label, string>, number][]>;
	}
): void {
	new Gauge({
		name,
		help,
		labelNames: labels,
		registers: [registry],
		async collect() {
			this.reset();
			const values = await read().catch(() => []);
			for (const [labelled, value] of values) this.set(labelled, value);
		}
	});
}
