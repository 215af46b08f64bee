/**
 * The load: a process of its own that sends requests over sixteen connections and says how long each took.
 *     node bench/load.ts < plan.json
 */
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';

/** What to send, in turn, and for how long. */
export type Plan = {
	origin: string;
	requests: {
		method: 'GET' | 'POST';
		path: string;
		headers: Record<string, string>;
		body?: string;
	}[];
	connections: number;
	seconds: number;
	/** Requests a second, where not as many as can be. */
	rate?: number;
	/** The status every answer must have. */
	expects: number;
};

/** Requests a second, and milliseconds that half and all but a hundredth of them took at most. */
export type Measured = { rps: number; p50: number; p99: number; requests: number };

/** Stands in a body for an id that each request makes anew. */
export const FRESH_ID = 'FRESH-ID';

const freshen = (request: { body?: string }) =>
	request.body ? { ...request, body: request.body.replace(FRESH_ID, randomUUID()) } : request;

/** Sends the plan's requests; throws where an answer has another status than expected. */
async function send(plan: Plan): Promise<Measured> {
	const times: number[] = [];
	const wrong = new Map<number, number>();
	const all = plan.requests.map((request) => ({ ...request, setupRequest: freshen }));
	let begun = 0;
	const run = autocannon({
		url: plan.origin,
		connections: plan.connections,
		duration: plan.seconds,
		...(plan.rate && { overallRate: plan.rate }),
		requests: all,
		// Each connection begins with somebody else: sixteen that go through the list in step would all be one person.
		setupClient: (client) => {
			const from = Math.floor((begun++ * all.length) / plan.connections);
			client.setRequests([...all.slice(from), ...all.slice(0, from)]);
		}
	});
	run.on('response', (_client, status, _bytes, milliseconds) => {
		times.push(milliseconds);
		if (status !== plan.expects) wrong.set(status, (wrong.get(status) ?? 0) + 1);
	});
	const result = await run;
	if (wrong.size > 0 || result.errors > 0)
		throw new Error(
			`${plan.requests[0]?.path}: expected ${plan.expects}, got ${JSON.stringify([...wrong])} and ${result.errors} errors`
		);
	times.sort((a, b) => a - b);
	const at = (share: number) =>
		times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
	return {
		rps: times.length / result.duration,
		p50: at(0.5),
		p99: at(0.99),
		requests: times.length
	};
}

console.log(JSON.stringify(await send(JSON.parse(readFileSync(0, 'utf8')) as Plan)));
