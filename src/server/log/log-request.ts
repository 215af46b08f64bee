/** Which requests are worth a line in the log. */
import type { Log } from './log.ts';

/** A request that has been answered. */
export type Answered = {
	/** The pattern of the address; undefined where there is none such. */
	route: string | undefined;
	method: string;
	status: number;
	milliseconds: number;
};

/** From when on an answer is slow, in milliseconds. */
const SLOW = 1_000;

/**
 * Writes a line: `warn` where we broke, `info` where something was sent to us or it took long, `debug` for the rest.
 * Who asked, and for whose pathway, is in the record and not here.
 */
export function logRequest(log: Log, answered: Answered): void {
	log[levelOf(answered)]('answered', { ...answered, route: answered.route ?? 'none' });
}

function levelOf({ method, status, milliseconds }: Answered): 'debug' | 'info' | 'warn' {
	if (status >= 500) return 'warn';
	return milliseconds >= SLOW || (method !== 'GET' && method !== 'HEAD') ? 'info' : 'debug';
}
