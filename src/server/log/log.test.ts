import { expect, test } from 'vitest';
import { logRequest } from './log-request.ts';
import { openLog, type Facts, type LogLevel } from './log.ts';

/** A log that remembers its lines. */
function logAt(level: LogLevel) {
	const lines: string[] = [];
	const log = openLog(level, { write: (line) => void lines.push(line) });
	return { log, lines, said: () => lines.map((line) => JSON.parse(line)) };
}

/** What may on no account be told: invented people and what they have written. */
const PLANTED = ['Amina', 'Rosenkilde', 'amina@rosenkilde.dk', '010203-1234', 'stuelejlighed'];

test('an event is one line of JSON, with its level, its time and zone, and its facts', () => {
	const { log, lines, said } = logAt('info');
	log.warn('answered', { route: '/pathways/[pathway=id]', status: 500, milliseconds: 12.345 });
	expect(lines).toHaveLength(1);
	expect(lines[0]).toMatch(/^\{[^\n]*\}\n$/);
	expect(said()[0]).toEqual({
		level: 'warn',
		time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
		process: process.pid,
		event: 'answered',
		route: '/pathways/[pathway=id]',
		status: 500,
		milliseconds: 12.3
	});
});

test.each([
	['debug', ['debug', 'info', 'warn', 'error', 'fatal']],
	['warn', ['warn', 'error', 'fatal']],
	['fatal', ['fatal']],
	['silent', []]
] as const)('LOG_LEVEL=%s lets through %j', (level, through) => {
	const { log, said } = logAt(level);
	for (const name of ['debug', 'info', 'warn', 'error', 'fatal'] as const) log[name]('event');
	expect(said().map((line) => line.level)).toEqual(through);
});

test('a fact that is not on the list does not reach the log', () => {
	const { log, lines } = logAt('info');
	log.info('event', { part: 'jobs', name: 'Amina Rosenkilde' } as Facts);
	expect(lines.join()).toContain('jobs');
	expect(lines.join()).not.toContain('Amina');
});

/** As PostgreSQL complains: the row in `detail`, the value in the message. */
const postgres = (code: string, message: string, extra: object = {}) =>
	Object.assign(new Error(message), { severity: 'ERROR', code, ...extra });

const withCause = new Error('The meeting could not be read', {
	cause: postgres('23505', 'duplicate key value violates unique constraint "person_mail_key"', {
		constraint: 'person_mail_key',
		table: 'person',
		detail: 'Key (mail)=(amina@rosenkilde.dk) already exists.',
		where: "unnamed portal parameter $1 = 'Amina Rosenkilde'"
	})
});

test.each([
	['a value of the wrong type', postgres('22P02', 'invalid input syntax for type uuid: "Amina"')],
	['a row that fails, in a cause', withCause],
	['a text that is no JSON', catching(() => JSON.parse('Amina Rosenkilde'))],
	['a mail address', new Error('550 no such user <amina@rosenkilde.dk> here')],
	['an id', new Error('no row 6f9619ff-8b86-4d01-b42d-00c04fc964ff')],
	['a civil registration number', new Error('010203-1234 is known')],
	['a search', new Error('GET /people?name=Amina+Rosenkilde failed')],
	['what is no error', { name: 'Amina Rosenkilde' }],
	['what is no error, as text', 'Amina Rosenkilde']
])('%s is told without its words', (_, error) => {
	const { log, lines } = logAt('info');
	log.error('broken', { number: '01020304', error });
	expect(lines).toHaveLength(1);
	for (const word of [...PLANTED, '6f9619ff']) expect(lines[0]).not.toContain(word);
	expect(lines[0]).toContain('01020304');
});

test('what is needed to mend it is there: kind, code, rule, and the place in the code', () => {
	const { log, said } = logAt('info');
	log.error('broken', { error: withCause });
	expect(said()[0].error).toMatchObject({
		name: 'Error',
		message: 'The meeting could not be read',
		at: expect.arrayContaining([expect.stringContaining('log.test.ts')]),
		cause: {
			code: '23505',
			constraint: 'person_mail_key',
			table: 'person',
			message: 'duplicate key value violates unique constraint "person_mail_key"'
		}
	});
});

test('the password of an address is left out, and its host stays', () => {
	const { log, said } = logAt('info');
	log.error('broken', { error: new Error('postgres://samspil:hunter2@db.solby.dk:5432/samspil') });
	expect(said()[0].error.message).toBe('postgres://…@db.solby.dk:5432/samspil');
});

test.each([
	['a page', { method: 'GET', status: 200, milliseconds: 3 }, 'debug'],
	['a page that is not there', { method: 'GET', status: 404, milliseconds: 3 }, 'debug'],
	['a page just within a second', { method: 'GET', status: 200, milliseconds: 999 }, 'debug'],
	['a page that took a second', { method: 'GET', status: 200, milliseconds: 1000 }, 'info'],
	['a form', { method: 'POST', status: 303, milliseconds: 3 }, 'info'],
	['what we broke', { method: 'GET', status: 500, milliseconds: 3 }, 'warn'],
	['what we cannot do now', { method: 'POST', status: 503, milliseconds: 3 }, 'warn']
])('%s is logged as %j: %s', (_, answered, level) => {
	const { log, said } = logAt('debug');
	logRequest(log, { route: undefined, ...answered });
	expect(said()).toMatchObject([{ level, event: 'answered', route: 'none' }]);
});

function catching(work: () => unknown): unknown {
	try {
		return work();
	} catch (error) {
		return error;
	}
}
