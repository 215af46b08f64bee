import { error, fail, redirect } from '@sveltejs/kit';
import {
	digitsOf,
	leading,
	mayHandOver,
	mayReceive,
	maySend,
	settles,
	standingOf
} from '#features/digital-post/digital-post.rules.ts';
import { DigitalPostForm } from '#features/digital-post/digital-post.schema.ts';
import { sayLabel } from '#features/digital-post/say-post.ts';
import {
	findSender,
	findSenderUnder,
	findToTell,
	listPostsOfTask,
	type ToTell
} from '#features/digital-post/server/digital-post.queries.ts';
import { beginPost, handOver, notePost } from '#features/digital-post/server/send-post.ts';
import { printMinutes, type KeptMinutes } from '#features/meetings/server/print-minutes.ts';
import { printSent, type KeptPlan } from '#features/meetings/server/print-sent.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { recordFound } from '#server/audit.queries.ts';
import { digitalPostDriver } from '#server/digital-post/choose-driver.ts';
import { installation } from '#server/installation.ts';
import { renderPdf } from '#server/pdf/render-pdf.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { dayOf } from '#values/day.ts';
import type { Actions, PageServerLoad } from './$types';

/** The way to send; a page that is not there where the installation has none. */
function driverHere() {
	const driver = digitalPostDriver();
	if (!driver) error(404);
	return driver;
}

export const load: PageServerLoad = async ({ locals, params }) => {
	const driver = driverHere();
	const { pathway, task } = params;
	const [[sender], [told], posts] = await locals.read(
		findSender(pathway),
		findToTell(pathway, task),
		listPostsOfTask(pathway, task),
		recordFound(
			'meeting.read',
			pathway,
			null,
			findToTell(pathway, task),
			findSenderUnder(pathway, driver.sender)
		)
	);
	if (!sender || !told || !maySend(sender, driver.sender)) error(404);
	const latest = leading(posts.filter(({ sending }) => sending === told.sending));
	const may = mayReceive(told, told.isOpen, locals.today);
	const { number, citizenName, kind, sending, meeting } = told;
	return {
		visitor: locals.visitor,
		now: locals.now,
		back: `/pathways/${pathway}/tasks`,
		number,
		citizenName,
		letter: { kind, meetingAt: told.content.startsAt },
		pdf: `/pathways/${pathway}/meetings/${meeting}/pdf?sent=${sending}`,
		hasGuests: !settles(told.content.participants),
		posts,
		why: may.ok ? null : may.reason,
		/** What can be sent now; null where a letter is on its way or there. */
		form:
			may.ok && mayHandOver(latest ?? null, locals.now)
				? { sending, isAgain: latest ? standingOf(latest, locals.now) === 'unsure' : false }
				: null,
		isThere: latest?.state === 'available'
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const driver = driverHere();
		const { pathway, task } = params;
		const form = await readForm(request, DigitalPostForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const { sending, civilNumber, civilNumberAgain } = form.value;
		if (digitsOf(civilNumberAgain) !== civilNumber)
			return fail(422, { problems: { civilNumberAgain: [m.post_number_differs()] } });
		const { now } = locals;
		const begun = await locals.transact((acting) =>
			beginPost(acting, pathway, task, { sending, civilNumber, now }, driver.sender)
		);
		if (!begun.ok) {
			if (begun.reason === 'not-there') error(404);
			if (begun.reason === 'post-not-this-citizen')
				return fail(422, { problems: { civilNumber: [m.post_number_not_theirs()] } });
			return fail(409, { refusal: sayRefusal(begun.reason) });
		}
		const post = begun.value;
		if (post) {
			const { kind, content } = post.told;
			const label = sayLabel(kind);
			const fileName = `${label.toLowerCase().replaceAll(' ', '-')}-${dayOf(new Date(content.startsAt))}.pdf`;
			const became = await handOver(
				driver,
				post,
				{ civilNumber, label, fileName, language: getLocale(), now },
				(told) => renderPdf(printed(told)),
				(cause) => installation().log.error('failed', { part: 'digital-post', error: cause })
			);
			await locals.transact((acting) => notePost(acting, pathway, post, became));
		}
		redirect(303, `/pathways/${pathway}/tasks/${task}/digital-post`);
	}
};

/** What was sent, as it is printed for whoever asks for it on the meeting's page (L-20). */
const printed = ({ citizenName, ...sent }: ToTell) =>
	sent.kind === 'minutes'
		? printMinutes(sent as unknown as KeptMinutes, citizenName, getLocale())
		: printSent(sent as KeptPlan, citizenName, getLocale());
