/** Mails as the mail server was given them, read as a person reads them. */
import { expect } from 'vitest';
import { header, type TestMailServer } from '../../src/server/mail/test-mail-server.ts';

/** A mail: what it says, the path its link leads to, and whether a calendar file comes with it. */
export type Letter = {
	to: string;
	subject: string;
	text: string;
	/** The path of its link: '/invitations/…'. */
	link: string;
	/** The calendar file, or empty where none came along. */
	calendar: string;
	/** What the calendar file is called, or empty. */
	calendarName: string;
	/** Every word that travelled: the headers, and each part taken out of its wrapping. */
	everything: string;
};

/** Opens the newest mail with a subject, and a link that leads there, which has not been opened yet; waits for it. */
export type Mailbox = (subject: string, leadsTo?: RegExp) => Promise<Letter>;

/** The mailbox of whoever has this address. */
export function openMailbox({ letters }: TestMailServer, email: string): Mailbox {
	const read = new Set<string>();
	return async (subject, leadsTo = /^/) => {
		const unread = () =>
			letters.findLast((raw) => {
				const letter = readLetter(raw);
				const isMine = letter.to.includes(email) && letter.subject === subject;
				return isMine && leadsTo.test(letter.link) && !read.has(raw);
			});
		await expect.poll(unread, { message: `a mail to ${email}: ${subject}` }).toBeDefined();
		const raw = unread()!;
		read.add(raw);
		return readLetter(raw);
	};
}

/** Reads a letter as it was sent (RFC 2045, 2047). */
export function readLetter(raw: string): Letter {
	const [text = '', ...files] = partsOf(raw);
	const calendar = files.find((file) => file.startsWith('BEGIN:VCALENDAR')) ?? '';
	const link = /https?:\/\/[^\s/]+(\/\S*)/.exec(text)?.[1] ?? '';
	const subject = decodeWords(header(raw, 'Subject') ?? '');
	const calendarName = /filename="?([^";\r\n]+)/i.exec(raw)?.[1] ?? '';
	const head = decodeWords(raw.split('\r\n\r\n', 1)[0] ?? '');
	const everything = [head, text, ...files].join('\n');
	return { to: header(raw, 'To') ?? '', subject, text, link, calendar, calendarName, everything };
}

/** The decoded contents of a letter or of each of its parts, in their order. */
function partsOf(raw: string): string[] {
	const [head = '', ...rest] = raw.split('\r\n\r\n');
	const body = rest.join('\r\n\r\n');
	const boundary = /boundary="?([^";\r\n]+)/i.exec(head)?.[1];
	if (boundary)
		return body
			.split(`--${boundary}`)
			.slice(1, -1)
			.flatMap((part) => partsOf(part.replace(/^\r\n/, '')));
	const encoding = /^Content-Transfer-Encoding: (\S+)/im.exec(head)?.[1]?.toLowerCase();
	if (encoding === 'base64') return [Buffer.from(body, 'base64').toString()];
	return [encoding === 'quoted-printable' ? decodeQuoted(body.replaceAll('=\r\n', '')) : body];
}

const decodeQuoted = (text: string) =>
	text.replaceAll(/(?:=[0-9A-F]{2})+/gi, (bytes) =>
		Buffer.from(bytes.replaceAll('=', ''), 'hex').toString()
	);

const decodeWords = (text: string) =>
	text
		.replaceAll(/\?=\s+=\?/g, '?==?')
		.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
			how.toLowerCase() === 'b'
				? Buffer.from(word, 'base64').toString()
				: decodeQuoted(word.replaceAll('_', ' '))
		);
