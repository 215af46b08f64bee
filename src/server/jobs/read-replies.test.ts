/** Answers that calendars send by mail: out through a real SMTP server, back through real IMAP servers, counted once. */
import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { ImapFlow } from 'imapflow';
import PostalMime from 'postal-mime';
import { afterAll, describe, expect, test } from 'vitest';
import { listSeats } from '#features/meetings/server/answer.queries.ts';
import { findMeeting } from '#features/meetings/server/meeting.queries.ts';
import { calendarOf } from '#features/meetings/server/send-document.ts';
import { queueMail } from '../mail.queries.ts';
import { change, draftedMeeting, invite } from '#features/meetings/server/test-meeting.ts';
import { testDatabase } from '../database/test-database.ts';
import { newWorld, type Someone } from '../database/test-world.ts';
import { sendMail } from '../mail/send-mail.ts';
import {
	hasDovecot,
	startDovecot,
	startSmallMailbox,
	type TestMailbox
} from '../mail/test-mailbox.ts';
import { header, startTestMailServer } from '../mail/test-mail-server.ts';
import { openTransport } from '../mail/transport.ts';
import { readReplies, takeReply } from './read-replies.ts';

const database = await testDatabase();
const { owner, pools } = database;
const FROM = 'Samspil <svar@solby.example>';
const AHEAD = {
	startsAt: new Date('2027-05-20T10:00:00Z'),
	endsAt: new Date('2027-05-20T11:00:00Z')
};

/** An invitation that has gone out, as it came to the helper. */
async function invited() {
	const world = await newWorld(database);
	const story = await draftedMeeting(world, AHEAD);
	await invite(world, story, story.tovholder);
	const letter = await sentTo(story.helper);
	const addressed = (
		await owner.query('select email from samspil.person where id = $1', [story.helper.person])
	).rows[0].email as string;
	const answer = async () =>
		(await world.as(story.tovholder).see(listSeats(story.meeting))).find(
			({ person }) => person === story.helper.person
		)!.answer;
	return { world, ...story, letter, address: addressed, answer };
}

/** The newest mail to somebody, sent through an SMTP server and read there. */
async function sentTo({ person }: Someone): Promise<string> {
	const server = await startTestMailServer();
	const transport = openTransport(server.url, FROM);
	const { rows } = await owner.query(
		'select id from samspil.mail where person_id = $1 order by created_at desc limit 1',
		[person]
	);
	await sendMail(
		{
			jobs: pools.jobs,
			transport,
			origin: 'https://samspil.test',
			mailFrom: FROM,
			readsReplies: true
		},
		rows[0].id
	);
	transport.close();
	await server.close();
	return server.letters[0]!;
}

/** What a calendar program sends back: the event that it was asked about, with its answer, in a letter. */
async function replyTo(
	letter: string,
	how: {
		partstat?: string;
		as?: string;
		from?: string;
		at?: string;
		refers?: boolean;
		method?: string;
	}
): Promise<string> {
	const { attachments } = await PostalMime.parse(letter, { attachmentEncoding: 'utf8' });
	const asked = new ICAL.Component(ICAL.parse(attachments[0]!.content as string));
	const event = new ICAL.Component(structuredClone(asked.getFirstSubcomponent('vevent')!.toJSON()));
	const attendee = event.getFirstProperty('attendee')!;
	const address = String(attendee.getFirstValue()).replace('mailto:', '');
	attendee.setParameter('partstat', how.partstat ?? 'ACCEPTED');
	attendee.setValue(`mailto:${how.as ?? address}`);
	event.updatePropertyWithValue(
		'dtstamp',
		ICAL.Time.fromDateTimeString(how.at ?? '2026-11-26T10:00:00Z')
	);
	const calendar = new ICAL.Component('vcalendar');
	calendar.addPropertyWithValue('version', '2.0');
	calendar.addPropertyWithValue('prodid', '-//Somebody//A calendar//EN');
	calendar.addPropertyWithValue('method', how.method ?? 'REPLY');
	calendar.addSubcomponent(event);
	const id = header(letter, 'Message-ID')!;
	return [
		`From: Hans <${how.from ?? how.as ?? address}>`,
		`To: ${FROM}`,
		'Subject: Accepteret: =?UTF-8?Q?M=C3=B8de?=',
		`Message-ID: <${randomUUID()}@calendar.example>`,
		...(how.refers === false ? [] : [`In-Reply-To: ${id}`]),
		`Date: ${new Date().toUTCString()}`,
		'MIME-Version: 1.0',
		'Content-Type: multipart/alternative; boundary="b"',
		'',
		'--b',
		'Content-Type: text/plain; charset=utf-8',
		'',
		'Hans har accepteret.',
		'--b',
		`Content-Type: text/calendar; charset=utf-8; method=${how.method ?? 'REPLY'}`,
		'Content-Transfer-Encoding: base64',
		'',
		Buffer.from(calendar.toString()).toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
		'--b--',
		''
	].join('\r\n');
}

const throwing = (error: Error) => {
	throw error;
};
const take = (letter: string) => takeReply(pools.jobs, Buffer.from(letter), new Date());

test('the invitation asks for an answer, to the mailbox that is read, and names the one who is asked alone', async () => {
	const { letter, address, meeting } = await invited();
	const { attachments, text } = await PostalMime.parse(letter, { attachmentEncoding: 'utf8' });
	const file = (attachments[0]!.content as string).replaceAll(/\r?\n /g, '');
	expect(file).toContain('METHOD:REQUEST');
	expect(file).toContain(`UID:${meeting}@samspil`);
	expect(file).toContain('ORGANIZER;CN="Samspil":mailto:svar@solby.example');
	expect(file).toMatch(/ATTENDEE;.*PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:/);
	expect(file.match(/mailto:[^\r\n]*/g)).toEqual([
		'mailto:svar@solby.example',
		`mailto:${address}`
	]);
	expect(text).toMatch(/https:\/\/samspil\.test\/answers\/[0-9a-f]{64}/);
});

test.each([
	['ACCEPTED', 'yes'],
	['TENTATIVE', 'maybe'],
	['DECLINED', 'no']
])('%s is the answer %s, once', async (partstat, said) => {
	const { letter, answer } = await invited();
	const reply = await replyTo(letter, { partstat });
	expect(await take(reply)).toBe('answered');
	expect(await answer()).toBe(said);
	expect(await take(reply)).toBe('older');
});

test('an alias is known by the mail it answers; a stranger is not known at all', async () => {
	const { letter, answer, address } = await invited();
	const alias = 'hans.h@another-house.example';
	expect(await take(await replyTo(letter, { as: alias, refers: false }))).toBe('stranger');
	expect(
		await take(await replyTo(letter, { as: address, from: 'x@elsewhere.example', refers: false }))
	).toBe('stranger');
	expect(await answer()).toBeNull();
	expect(await take(await replyTo(letter, { as: alias }))).toBe('answered');
	expect(await answer()).toBe('yes');
});

test('the later answer counts, whichever comes first; one to the time before does not', async () => {
	const story = await invited();
	const { world, letter, answer } = story;
	const at = (hour: string) => `2026-11-26T${hour}:00:00Z`;
	expect(await take(await replyTo(letter, { partstat: 'DECLINED', at: at('11') }))).toBe(
		'answered'
	);
	expect(await take(await replyTo(letter, { at: at('10') }))).toBe('older');
	expect(await answer()).toBe('no');
	const LATER = {
		startsAt: new Date('2027-05-21T10:00:00Z'),
		endsAt: new Date('2027-05-21T11:00:00Z')
	};
	await change(world, story, LATER);
	expect(await answer()).toBeNull();
	expect(await take(await replyTo(letter, { at: at('12') }))).toBe('to-another-time');
	const moved = await sentTo(story.helper);
	expect(await take(await replyTo(moved, { at: at('13') }))).toBe('answered');
	expect(await answer()).toBe('yes');
});

test('what has been answered stands in the next file, so that a calendar does not ask again', async () => {
	const { world, pathway, meeting, tovholder, helper, letter } = await invited();
	await take(await replyTo(letter, {}));
	await world.as(tovholder).act(async (acting) => {
		const found = (await acting.first(findMeeting(pathway, meeting)))!;
		await acting.run(
			queueMail({
				kind: 'meeting-invitation',
				to: { person: helper.person },
				words: { path: '/' },
				calendar: calendarOf(found, 1)
			})
		);
	});
	const { attachments } = await PostalMime.parse(await sentTo(helper), {
		attachmentEncoding: 'utf8'
	});
	const file = (attachments[0]!.content as string).replaceAll(/\r?\n /g, '');
	expect(file).toMatch(/PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:/);
});

test('no letter that is something else counts or breaks anything', async () => {
	const { letter, answer } = await invited();
	for (const other of [
		'',
		'Hej',
		letter,
		await replyTo(letter, { method: 'REQUEST' }),
		await replyTo(letter, { partstat: 'NEEDS-ACTION' }),
		(await replyTo(letter, {})).replace('base64', '8bit'),
		'Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n'
	])
		expect(await take(other)).toBe('no-answer');
	expect(await answer()).toBeNull();
});

const SERVERS: [name: string, start: (() => Promise<TestMailbox>) | null][] = [
	['a small server of npm’s', startSmallMailbox],
	['Dovecot', hasDovecot() ? startDovecot : null]
];

describe.each(SERVERS)('the mailbox of %s', (name, start) => {
	let box: TestMailbox | undefined;
	afterAll(() => box?.close());

	test('is read from where it was left; answers are marked as read, and nothing else is', async (context) => {
		if (!start) return context.skip(`${name} is not installed here`);
		box = await start();
		const { letter, answer } = await invited();
		const put = (...letters: string[]) => append(box!.url, letters);
		await put('Subject: Hej\r\n\r\nHvor ligger biblioteket?\r\n', await replyTo(letter, {}));
		expect(await readReplies(pools.jobs, box.url, throwing)).toEqual(['no-answer', 'answered']);
		expect(await answer()).toBe('yes');
		expect(await readReplies(pools.jobs, box.url, throwing)).toEqual([]);
		const later = { partstat: 'DECLINED', at: '2026-11-26T11:00:00Z' };
		await put(await replyTo(letter, later), await replyTo(letter, later));
		expect(await readReplies(pools.jobs, box.url, throwing)).toEqual(['answered', 'older']);
		expect(await answer()).toBe('no');
		expect(await seenIn(box.url)).toEqual([false, true, true, true]);
	});
});

test('a letter that cannot be taken is told of, stays unread, and holds up none behind it', async () => {
	const small = await startSmallMailbox();
	const broken = await invited();
	const { letter, answer } = await invited();
	await append(small.url, [await replyTo(broken.letter, {}), await replyTo(letter, {})]);
	await owner.query(`
		create function samspil.break_answer() returns trigger language plpgsql as $$ begin raise 'broken on purpose'; end $$;
		create trigger break_answer before update on samspil.calendar_seat for each row
			when (old.event_id = '${broken.meeting}') execute function samspil.break_answer()`);
	const told: string[] = [];
	const taken = await readReplies(pools.jobs, small.url, ({ message }) => told.push(message));
	expect(taken).toEqual(['failed', 'answered']);
	expect(told).toEqual(['broken on purpose']);
	expect(await answer()).toBe('yes');
	expect(await seenIn(small.url)).toEqual([false, true]);
	await small.close();
});

test('a mailbox that is away is told of, and nothing is lost', async () => {
	const small = await startSmallMailbox();
	await small.close();
	await expect(readReplies(pools.jobs, small.url, throwing)).rejects.toThrow();
});

async function withMailbox<Result>(url: string, work: (client: ImapFlow) => Promise<Result>) {
	const { hostname, port, username, password } = new URL(url);
	const client = new ImapFlow({
		host: hostname,
		port: Number(port),
		secure: false,
		auth: { user: username, pass: password },
		logger: false
	});
	await client.connect();
	try {
		await client.mailboxOpen('INBOX');
		return await work(client);
	} finally {
		await client.logout();
	}
}

const append = (url: string, letters: string[]) =>
	withMailbox(url, async (client) => {
		for (const each of letters) await client.append('INBOX', each);
	});

const seenIn = (url: string) =>
	withMailbox(url, async (client) => {
		const letters = await client.fetchAll('1:*', { flags: true });
		return letters.map(({ flags }) => flags?.has('\\Seen') ?? false);
	});
