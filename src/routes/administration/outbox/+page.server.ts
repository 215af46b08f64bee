import {
	findFailingMailbox,
	listMails,
	MAILS_A_PAGE
} from '#features/outbox/server/outbox.queries.ts';
import { isMailKind } from '#server/mail/mail-kinds.ts';
import { renderMail } from '#server/mail/render-mail.ts';
import { getLocale } from '#messages/runtime.js';
import { onlyAdministrators } from '../only-administrators.ts';
import { isId } from '#values/id.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = url.searchParams.get('after') ?? '';
	const after = isId(asked) ? asked : undefined;
	const [mails, [mailbox]] = await locals.read(listMails(after), findFailingMailbox());
	onlyAdministrators(locals.visitor);
	const { mailKept } = await locals.installation();
	const shown = mails.slice(0, MAILS_A_PAGE);
	const last = mails.length > MAILS_A_PAGE ? shown.at(-1) : undefined;
	return {
		visitor: locals.visitor,
		mailKept,
		mailboxFailsSince: mailbox?.since ?? null,
		mails: shown.map(({ kind, ...mail }) => ({ ...mail, subject: subjectOf(kind) })),
		next: last ? `/administration/outbox?after=${last.id}` : null,
		first: after ? '/administration/outbox' : null
	};
};

/** What the mail is called, in the reader's language: no subject depends on a mail's own words. */
const subjectOf = (kind: string) =>
	isMailKind(kind)
		? renderMail(kind, { path: '/' }, { language: getLocale(), origin: '', name: '' }).subject
		: kind;
