/**
 * The log: one line of JSON for each event, on standard error, for those who run Samspil and for nobody else.
 *
 * It never says who a citizen is. What a line may hold is a short list of facts, an address is told by its pattern and
 * not by what was asked for, and every text goes through `scrub.ts`.
 */
import pino, { type DestinationStream } from 'pino';
import { describeError } from './scrub.ts';

/** How much is logged: everything from this level upwards. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** One of the levels. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a line may say beside the event; anything else that reaches it is left out. */
export type Facts = {
	/** The part of the program that tells: 'jobs'. */
	part?: string;
	/** The pattern of the address, '/pathways/[pathway=id]', never the address. */
	route?: string;
	method?: string;
	status?: number;
	milliseconds?: number;
	/** The number that a visitor was shown for what broke. */
	number?: string;
	/** What was thrown; its words are scrubbed. */
	error?: unknown;
};

/** Writes an event with its facts. The event is a word or sentence of our own, never one with a value in it. */
export type Tell = (event: string, facts?: Facts) => void;

/** A log, by level. */
export type Log = Record<Exclude<LogLevel, 'silent' | 'trace'>, Tell>;

/** Opens the log at `level`. Lines are written before we go on, so that the last one is there when the process ends. */
export function openLog(level: LogLevel, out: DestinationStream = standardError()): Log {
	const logger = pino(
		{
			level,
			base: { process: process.pid },
			messageKey: 'event',
			timestamp: pino.stdTimeFunctions.isoTime,
			formatters: { level: (name) => ({ level: name }) }
		},
		out
	);
	const at =
		(name: keyof Log): Tell =>
		(event, facts = {}) => {
			if (logger.isLevelEnabled(name)) logger[name](known(facts), event);
		};
	return {
		debug: at('debug'),
		info: at('info'),
		warn: at('warn'),
		error: at('error'),
		fatal: at('fatal')
	};
}

const standardError = () => pino.destination({ fd: 2, sync: true });

/** The facts that we know, and no others: types do not hold at run time. */
function known({ part, route, method, status, milliseconds, number, error }: Facts): object {
	return {
		part,
		route,
		method,
		status,
		milliseconds: milliseconds === undefined ? undefined : Math.round(milliseconds * 10) / 10,
		number,
		error: error === undefined ? undefined : describeError(error)
	};
}
