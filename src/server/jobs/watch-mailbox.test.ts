/** A mailbox that cannot be read is told once for each change, and stands where administrators and measurements look. */
import { Pool } from 'pg';
import { expect, test } from 'vitest';
import { findFailingMailbox } from '#features/outbox/server/outbox.queries.ts';
import { actingAs } from '#server/acting.ts';
import { testDatabase } from '../database/test-database.ts';
import { newWorld, TODAY } from '../database/test-world.ts';
import { openMeasurements } from '../metrics/measurements.ts';
import { startSmallMailbox } from '../mail/test-mailbox.ts';
import { mailboxName } from '../mail/mailbox.ts';
import { readReplies } from './read-replies.ts';
import { askMailboxes, forgetMailboxes, watchMailbox } from './watch-mailbox.ts';

const database = await testDatabase();
const { pools } = database;
const BOX = 'imaps://svar@mail.solby.example/INBOX';

const failing = (words: object) => () => Promise.reject(Object.assign(new Error('x'), words));

test('a failure is told when it begins, when it is another, and when it is over', async () => {
	const told: string[] = [];
	const look = (read: () => Promise<unknown>) =>
		watchMailbox(pools.jobs, BOX, read, ({ message }) => told.push(message));
	const works = () => Promise.resolve();
	const away = failing({ code: 'ECONNREFUSED', syscall: 'connect' });
	const refused = failing({ authenticationFailed: true, response: 'NO user svar secret' });
	for (const read of [works, works, away, away, away, refused, refused, works, works])
		await look(read);
	expect(told).toEqual([
		'The mailbox cannot be read: ECONNREFUSED.',
		'The mailbox cannot be read: sign-in is refused.',
		'The mailbox can be read again.'
	]);
	// words of the server's own are no word of ours
	await look(failing({ code: 'user svar@solby.dk is unknown' }));
	expect(told.at(-1)).toBe('The mailbox cannot be read: it does not answer.');
});

test('two processes that look at once tell it once', async () => {
	const told: string[] = [];
	const look = () =>
		watchMailbox(
			pools.jobs,
			`${BOX}2`,
			failing({ code: 'ETIMEDOUT', syscall: 'connect' }),
			({ message }) => told.push(message)
		);
	await Promise.all([look(), look(), look(), look()]);
	expect(told).toHaveLength(1);
});

test('an administrator reads since when, and nobody else; it is measured', async () => {
	await watchMailbox(
		pools.jobs,
		BOX,
		failing({ code: 'ECONNREFUSED', syscall: 'connect' }),
		() => {}
	);
	const world = await newWorld(database);
	const worker = await world.worker('Mette Møller', world.tenant);
	expect(await world.as(worker).see(findFailingMailbox())).toEqual([]);
	const administrator = await world.administrator('Ada Admin');
	const since = await actingAs(pools.app, { token: administrator.token, today: TODAY }, (acting) =>
		acting.all(findFailingMailbox())
	);
	expect(since).toHaveLength(1);
	expect((await askMailboxes(pools.jobs)).length).toBeGreaterThan(0);
	const measured = await openMeasurements({ pools, readiness: async () => ({}) }).text();
	expect(measured).toMatch(/^samspil_mailbox_failing_seconds \d/m);
});

/** Where a mailbox was, and nobody listens any more. */
async function refusedUrl() {
	const small = await startSmallMailbox();
	await small.close();
	return small.url;
}

test('a mail server that refuses the connection is the mailbox’s failure, and not the database’s', async () => {
	const told: string[] = [];
	const url = await refusedUrl();
	await watchMailbox(
		pools.jobs,
		mailboxName(url),
		() => readReplies(pools.jobs, url, () => {}),
		({ message }) => told.push(message)
	);
	expect(told).toEqual(['The mailbox cannot be read: ECONNREFUSED.']);
	expect(await askMailboxes(pools.jobs)).toHaveLength(1);
});

test('a database that is away is thrown, and says nothing of the mailbox', async () => {
	const told: string[] = [];
	const small = await startSmallMailbox();
	const away = new Pool({ host: '127.0.0.1', port: Number(new URL(await refusedUrl()).port) });
	await forgetMailboxes(pools.jobs);
	await expect(
		watchMailbox(
			pools.jobs,
			mailboxName(small.url),
			() => readReplies(away, small.url, () => {}),
			({ message }) => told.push(message)
		)
	).rejects.toThrow('ECONNREFUSED');
	expect(told).toEqual([]);
	expect(await askMailboxes(pools.jobs)).toEqual([]);
	await away.end();
	await small.close();
});

test('an address that is corrected or taken out fails no longer', async () => {
	const look = (name: string, read: () => Promise<unknown>) =>
		watchMailbox(pools.jobs, name, read, () => {});
	await look(`${BOX}-mistyped`, failing({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }));
	expect(await askMailboxes(pools.jobs)).toHaveLength(1);
	await look(BOX, () => Promise.resolve());
	expect(await askMailboxes(pools.jobs)).toEqual([{ seconds: 0 }]);
	await look(BOX, failing({ code: 'ECONNREFUSED', syscall: 'connect' }));
	await forgetMailboxes(pools.jobs);
	expect(await askMailboxes(pools.jobs)).toEqual([]);
});
