/** The way out for mail: a connection to the mail server that SMTP_URL names. */
import nodemailer from 'nodemailer';
import type { CalendarEvent } from '../mail.queries.ts';
import type { RenderedMail } from './render-mail.ts';

/** One mail, ready to go. */
export type Letter = RenderedMail & {
	/** The row in the outbox: the mail's identity, however often it is tried. */
	id: string;
	writtenAt: Date;
	to: { name: string; address: string };
	calendar?: { method: CalendarEvent['method']; content: string } | undefined;
};

/** Sends letters. */
export type Transport = {
	/** Resolves when the server has taken the letter; throws `Undelivered` when it has not. */
	deliver(letter: Letter): Promise<void>;
	close(): void;
};

/** The mail server did not take a letter. The message is for administrators: it may hold the address. */
export class Undelivered extends Error {
	/** The server will not take it another day either: the address is wrong, say. */
	readonly isFinal: boolean;

	constructor(message: string, isFinal: boolean) {
		super(message);
		this.isFinal = isFinal;
	}
}

/** The longest a letter may take, in milliseconds, waiting for a free connection included. */
const DEADLINE = 60_000;

/** How long the server may stay silent, in milliseconds, and on how many lines we talk to it at once. */
const PACE = {
	connectionTimeout: '10000',
	greetingTimeout: '10000',
	socketTimeout: '30000',
	maxConnections: '3'
};

/** Opens the way to the server at `smtpUrl`; connects with the first letter. `from` is MAIL_FROM. */
export function openTransport(smtpUrl: string, from: string): Transport {
	const address = new URL(smtpUrl);
	for (const [name, value] of Object.entries({ pool: 'true', ...PACE }))
		if (!address.searchParams.has(name)) address.searchParams.set(name, value);
	const mailer = nodemailer.createTransport(address.href);
	const host = readSender(from).address.split('@').at(-1);

	return {
		async deliver({ id, writtenAt, to, subject, text, html, calendar }) {
			const sent = mailer.sendMail({
				// The same at each try, so that a mail that does come twice is recognised as one.
				messageId: `<${id}@${host}>`,
				date: writtenAt,
				from,
				to,
				subject,
				text,
				html,
				// RFC 3834: no machine shall answer a machine.
				headers: { 'Auto-Submitted': 'auto-generated' },
				...(calendar && { icalEvent: { ...calendar, filename: 'invite.ics' } }),
				disableFileAccess: true,
				disableUrlAccess: true
			});
			try {
				await within(DEADLINE, sent);
			} catch (error) {
				throw undelivered(error);
			}
		},
		close: () => mailer.close()
	};
}

/** The parts of MAIL_FROM: "Samspil <samspil@solby.dk>". */
export function readSender(from: string): { name: string; address: string } {
	const [, name = '', address = from] = /^([^<]*)<(.+)>$/.exec(from) ?? [];
	return { name: name.trim() || 'Samspil', address: address.trim() };
}

async function within<Result>(milliseconds: number, promise: Promise<Result>): Promise<Result> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('the mail server took too long')), milliseconds);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}

/** A refusal of this letter (5xx to its address or content) is final; one of us, like a wrong password, is not. */
function undelivered(error: unknown): Undelivered {
	const { code, responseCode, message } = error as Error & { code?: string; responseCode?: number };
	const isOfLetter = code === 'EENVELOPE' || code === 'EMESSAGE';
	return new Undelivered(message.slice(0, 500), isOfLetter && (responseCode ?? 0) >= 500);
}
