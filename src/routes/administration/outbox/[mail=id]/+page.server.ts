import { error } from '@sveltejs/kit';
import { findMail } from '#features/outbox/server/outbox.queries.ts';
import { record } from '#server/audit.queries.ts';
import { installation } from '#server/installation.ts';
import { isMailKind } from '#server/mail/mail-kinds.ts';
import { renderMail } from '#server/mail/render-mail.ts';
import { onlyAdministrators } from '../../only-administrators.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[mail]] = await locals.read(findMail(params.mail));
	onlyAdministrators(locals.visitor);
	if (!mail || !isMailKind(mail.kind)) error(404, 'not found');
	// Its link may let somebody in, so that it was read stands in the record.
	await locals.read(record('outbox.read', params.mail));
	const { kind, words, startsAt, language, ...rest } = mail;
	const { subject, text } = renderMail(kind, words, {
		language,
		origin: installation().settings.origin,
		name: mail.name,
		startsAt: startsAt ? new Date(startsAt) : undefined
	});
	const { mailKept } = await locals.installation();
	return { visitor: locals.visitor, mailKept, mail: { ...rest, language, subject, text } };
};
