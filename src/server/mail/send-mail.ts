/** Sends one mail of the outbox: claims it, writes it out, hands it to the mail server, and reports the outcome. */
import type { Pool } from 'pg';
import { m } from '#messages';
import { hasMailbox } from '#values/sign-in-name.ts';
import { calendarFile } from './calendar.ts';
import { isMailKind } from './mail-kinds.ts';
import { claim, settle, type Claimed } from './outbox.ts';
import { renderMail } from './render-mail.ts';
import { readSender, Undelivered, type Letter, type Transport } from './transport.ts';

/** What mail is sent with. */
export type PostOffice = {
	jobs: Pool;
	transport: Transport;
	origin: string;
	mailFrom: string;
	/** Answers to invitations are read from the mailbox that MAIL_FROM names: calendars may send them. */
	readsReplies?: boolean | undefined;
	/** See STUCK in outbox.ts; seconds. */
	stuckAfter?: number | undefined;
};

/** 'done' where the mail is sent, or will never be; 'again' where it shall be tried later. */
export async function sendMail(office: PostOffice, id: string): Promise<'done' | 'again'> {
	const claimed = await claim(office.jobs, id, office.stuckAfter);
	if (claimed === 'settled') return 'done';
	if (claimed === 'elsewhere') return 'again';
	// An invitation to a meeting of somebody without a mailbox: it made their seat, and has nowhere to go.
	if (!hasMailbox(claimed.address)) {
		await settle(office.jobs, claimed, 'failed', 'no mailbox');
		return 'done';
	}
	try {
		await office.transport.deliver(write(claimed, office));
	} catch (error) {
		// Whatever else goes wrong lies in this one mail and would go wrong again.
		const isFinal = !(error instanceof Undelivered) || error.isFinal;
		const said = error instanceof Error ? error.message : String(error);
		await settle(office.jobs, claimed, isFinal ? 'failed' : 'waiting', said);
		return isFinal ? 'done' : 'again';
	}
	await settle(office.jobs, claimed, 'sent');
	return 'done';
}

function write(claimed: Claimed, { origin, mailFrom, readsReplies = false }: PostOffice): Letter {
	const { id, kind, words, calendar, writtenAt, address, name, language, answer } = claimed;
	if (!isMailKind(kind)) throw new Error(`There is no mail of the kind ${kind}.`);
	const startsAt = calendar ? new Date(calendar.startsAt) : undefined;
	const endsAt = calendar ? new Date(calendar.endsAt) : undefined;
	const to = { name, address };
	return {
		id,
		writtenAt,
		to,
		// whoever has answered to the new time meanwhile, or moved the meeting there, need not answer anew
		...renderMail(kind, answer ? { ...words, anew: '' } : words, {
			language,
			origin,
			name,
			startsAt,
			endsAt,
			hasAnswered: answer !== null,
			takesReplies: readsReplies && calendar?.method === 'REQUEST'
		}),
		calendar: calendar
			? {
					method: calendar.method,
					content: calendarFile(calendar, {
						title: m.mail_calendar_title({}, { locale: language }),
						url: origin + words.path,
						organiser: readSender(mailFrom),
						attendee: to,
						answer,
						takesReplies: readsReplies
					})
				}
			: undefined
	};
}
