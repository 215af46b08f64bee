/**
 * Several statements as one message: sent in one write, run by PostgreSQL as one transaction, answered in one read.
 *
 * pg sends a Sync behind each statement, so a page of five statements between `begin` and `commit` costs seven answers
 * and as many wake-ups on both sides. Here one Sync ends them all, and what stands before a Sync is one transaction
 * (PostgreSQL, "Extended Query", pipelining): committed by it, or rolled back as a whole at the first error.
 */
import pg from 'pg';

/** A statement with its values; a name, where there is one, stands for the same text on every connection. */
export type Statement = { name?: string | undefined; text: string; values: unknown[] };

/**
 * Runs the statements in one transaction of their own and answers their results in order.
 * @throws the error of the first that fails; nothing of any of them is kept then
 */
export const askInOneGo = (
	client: pg.ClientBase,
	statements: readonly Statement[]
): Promise<pg.QueryResult[]> =>
	new Promise((resolve, reject) => {
		client.query(
			new OneGo(statements, (error, results) => (error ? reject(error) : resolve(results)))
		);
	});

/**
 * Stands in pg's queue as one query and hands each message of the answer to the statement it belongs to. Built of pg's
 * own queries, so that values, types and prepared names are treated as everywhere else.
 */
export class OneGo extends pg.Query {
	declare _result: { _types?: unknown };
	/** pg puts its own before ours, which stops the clock of those who wait for an answer: only it is to be called. */
	declare callback: Done;
	readonly #parts: Part[];
	readonly #results: pg.QueryResult[] = [];
	#at = 0;

	constructor(statements: readonly Statement[], done: Done) {
		super('', () => {});
		this.callback = done;
		this.#parts = statements.map(({ name, text, values }) => {
			const config = { ...(name && { name }), text, values: values.map(asSent) };
			return new pg.Query(config, (_, result) => void this.#results.push(result)) as Part;
		});
		// pg asks for both when a statement has been parsed or has failed: those of the one that is being answered.
		Object.defineProperties(this, {
			name: { get: () => this.#parts[this.#at]?.name },
			text: { get: () => this.#parts[this.#at]?.text }
		});
		this.submit = (connection) => this.#send(connection as Wire);
	}

	/** For a pool between us and PostgreSQL that does not know the names. */
	withoutNames(): this {
		for (const part of this.#parts) delete part.name;
		return this;
	}

	#send(connection: Wire) {
		// pg has given us the client's own readers of types by now; they are for the parts.
		for (const part of this.#parts) part._result._types = this._result._types;
		connection.stream.cork();
		const { sync } = connection;
		// One Sync behind all of them in place of one behind each.
		connection.sync = () => {};
		try {
			for (const part of this.#parts) part.prepare(connection);
		} finally {
			connection.sync = sync;
			connection.sync();
			connection.stream.uncork();
		}
		return null;
	}

	handleRowDescription(message: unknown) {
		this.#parts[this.#at]?.handleRowDescription(message);
	}

	handleDataRow(message: unknown) {
		this.#parts[this.#at]?.handleDataRow(message);
	}

	handleCommandComplete(message: unknown, connection: Wire) {
		this.#parts[this.#at]?.handleCommandComplete(message, connection);
		this.#parts[this.#at]?.handleReadyForQuery(connection);
		this.#at += 1;
	}

	/** The commit failed or a statement did: PostgreSQL has passed over the rest, and has parsed none of it. */
	handleError(error: Error, connection: Wire) {
		for (const { name } of this.#parts.slice(this.#at))
			if (name) delete connection.submittedNamedStatements[name];
		this.callback(error, []);
	}

	handleReadyForQuery() {
		this.callback(null, this.#results);
	}
}

/** What pg would make of it, made before anything is sent: a value that cannot be written must not cut the message short. */
const asSent = (value: unknown): unknown =>
	value !== null && typeof value === 'object' && !Array.isArray(value) && !isOwnKind(value)
		? JSON.stringify(value)
		: value;
const isOwnKind = (value: object) => value instanceof Date || ArrayBuffer.isView(value);

type Done = (error: Error | null, results: pg.QueryResult[]) => void;

/** What pg's own query does with the messages of its answer, and its connection; not in its types. */
type Part = pg.Query & {
	name?: string;
	text: string;
	_result: { _types?: unknown };
	prepare(connection: Wire): void;
	handleRowDescription(message: unknown): void;
	handleDataRow(message: unknown): void;
	handleCommandComplete(message: unknown, connection: Wire): void;
	handleReadyForQuery(connection: Wire): void;
};
type Wire = pg.Connection & {
	sync(): void;
	submittedNamedStatements: Record<string, string>;
	stream: { cork(): void; uncork(): void };
};
