/**
 * What may be told of an error in the log. Programs put what they were working on into their complaints: PostgreSQL
 * the row that failed, a parser the text that it could not read. The place and the kind of the failure are enough to
 * mend it.
 */

/** An error as the log tells it. */
export type DescribedError = {
	name: string;
	code?: string;
	message?: string;
	/** What of the database it is about; names that we gave, no values. */
	constraint?: string;
	table?: string;
	column?: string;
	/** Where in the code, innermost first. */
	at?: string[];
	cause?: DescribedError;
};

const LONGEST_MESSAGE = 500;
const MOST_PLACES = 12;
const DEEPEST_CAUSE = 4;

/** Describes what was thrown, without the words of people in it. */
export function describeError(error: unknown, depth = 0): DescribedError {
	// Something else than an error may be anything, somebody's form too.
	if (!(error instanceof Error)) return { name: `a thrown ${typeof error}` };
	const { code, constraint, table, column, cause } = error as Error & Partial<PostgresFacts>;
	return {
		name: error.name,
		...whereText({ code, constraint, table, column }),
		message: scrub(error.message, isAboutNames(error)).slice(0, LONGEST_MESSAGE),
		at: placesOf(error),
		...(cause !== undefined && depth < DEEPEST_CAUSE && { cause: describeError(cause, depth + 1) })
	};
}

/**
 * `text` without what people write or are known by: quoted words, mail addresses, ids and civil registration numbers,
 * passwords and searches in addresses. With `keepQuoted` the quoted words stay.
 */
export function scrub(text: string, keepQuoted = false): string {
	const unquoted = keepQuoted ? text : text.replaceAll(/"[^"]*"|“[^”]*”|»[^«]*«/g, '"…"');
	return unquoted
		.replaceAll(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1…@')
		.replaceAll(/[^\s<>"'@/=…]+@[^\s<>"'@/:]+\.[a-z]{2,}/gi, '…@…')
		.replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '(id)')
		.replaceAll(/\b\d{6}[- ]?\d{4}\b/g, '(number)')
		.replaceAll(/\?[\w%./[\]-]+=[^\s"')]*/g, '?…');
}

type PostgresFacts = {
	code: string;
	severity: string;
	constraint: string;
	table: string;
	column: string;
};

/**
 * Whether the quoted words in the message are names of tables, columns and rules: so PostgreSQL writes, except where
 * it complains of a value (class 22), and where a function of ours raised the error itself (P0…).
 */
function isAboutNames(error: Error): boolean {
	const { severity, code } = error as Error & Partial<PostgresFacts>;
	return typeof severity === 'string' && /^(?!22|P0)[0-9A-Z]{5}$/.test(code ?? '');
}

/** The first lines of the stack; its head repeats the message and is left out. */
const placesOf = ({ stack = '' }: Error): string[] =>
	stack
		.split('\n')
		.filter((line) => /^\s+at /.test(line))
		.slice(0, MOST_PLACES)
		.map((line) => line.trim().slice('at '.length));

const whereText = (facts: Record<string, unknown>) =>
	Object.fromEntries(Object.entries(facts).filter(([, value]) => typeof value === 'string'));
