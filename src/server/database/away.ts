/**
 * Whether an error says that the database cannot do its work just now: it is down, restarting, full or overloaded. Nothing
 * is wrong with what was asked, and the same may work in a moment. Everything else is a fault of ours.
 */

/** PostgreSQL's own codes (appendix A of its manual), by the beginning. */
const AWAY = [
	'08', // the connection broke
	'53', // the disk or memory is full, or too many are connected
	'57P', // it is being stopped, or starts
	'57014', // it took longer than we let it
	'58', // its disk fails
	'25006', // it has become a replica that only reads
	'40', // two writers were in each other's way
	'55P03' // somebody holds what was asked for
];

/** What a socket says that leads nowhere. */
const UNREACHABLE =
	/^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)$/;

/** What `pg` says of a connection that is no more; it gives these no code. */
const LOST =
	/^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed)/;

/** Whether the database is away, by what was thrown or by what caused it. */
export function isAway(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const { code = '', syscall, severity, cause } = error as Details;
	// PostgreSQL's socket is a file, which is not there while nobody listens.
	const isNoSocket = code === 'ENOENT' && syscall === 'connect';
	return (
		(severity !== undefined && AWAY.some((beginning) => code.startsWith(beginning))) ||
		(syscall !== undefined && UNREACHABLE.test(code)) ||
		isNoSocket ||
		LOST.test(error.message) ||
		isAway(cause) ||
		(error instanceof AggregateError && error.errors.some(isAway))
	);
}

type Details = Error & { code?: string; syscall?: string; severity?: string };
