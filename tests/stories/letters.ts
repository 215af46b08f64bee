/** Mails as the mail server was given them, read as a person reads them. */
import { header } from '../../src/server/mail/test-mail-server.ts';

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
};

/** Reads a letter as it was sent (RFC 2045, 2047). */
export function readLetter(raw: string): Letter {
	const [text = '', ...files] = partsOf(raw);
	const calendar = files.find((file) => file.startsWith('BEGIN:VCALENDAR')) ?? '';
	const link = /https?:\/\/[^\s/]+(\/\S*)/.exec(text)?.[1] ?? '';
	const subject = decodeWords(header(raw, 'Subject') ?? '');
	const calendarName = /filename="?([^";\r\n]+)/i.exec(raw)?.[1] ?? '';
	return { to: header(raw, 'To') ?? '', subject, text, link, calendar, calendarName };
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
