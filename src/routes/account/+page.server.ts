import { error, fail, redirect } from '@sveltejs/kit';
import {
	changePasswordForm,
	idForm,
	languageForm,
	phoneForm
} from '#features/accounts/account.schema.ts';
import { statusOf } from '#features/accounts/say-refusal.ts';
import { changePassword } from '#features/accounts/server/change-password.ts';
import { stopNewStart } from '#features/accounts/server/confirm-new-start.ts';
import {
	findOwnPhone,
	keepLanguage,
	keepOwnPhone
} from '#features/accounts/server/hats.queries.ts';
import { listPasskeys, removePasskey } from '#features/accounts/server/keep-passkeys.ts';
import { findMyNewStart } from '#features/accounts/server/new-start.queries.ts';
import { findMyFeed, renewMyFeed, revokeMyFeed } from '#features/meetings/server/feed.queries.ts';
import { record } from '#server/audit.queries.ts';
import { ownPath } from '#server/entrance.ts';
import { identity } from '#server/identity/identity.ts';
import { findAccount } from '#server/identity/people.ts';
import { recordAccount } from '#server/identity/records.ts';
import { callerOf, endOtherSessions, listSessions } from '#server/identity/sessions.ts';
import { giveLanguageCookie } from '#server/language-cookie.ts';
import { installation } from '#server/installation.ts';
import { readForm } from '#server/read-form.ts';
import type { Visitor } from '#values/visitor.ts';
import type { Actions, PageServerLoad } from './$types';

/** A passkey brings its own small script; nothing else here needs one. */
export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [[start], [feed], [work]] = await locals.read(
		findMyNewStart(),
		findMyFeed(),
		findOwnPhone()
	);
	const token = locals.token!;
	const [account, sessions, passkeys] = await Promise.all([
		findAccount(identity(), token),
		listSessions(identity(), token),
		listPasskeys(identity(), token)
	]);
	return {
		visitor: locals.visitor,
		start: start ?? null,
		feed: feed ?? null,
		/** The telephone at work; null with no hat of an organisation. */
		phone: work?.phone ?? null,
		account,
		sessions,
		passkeys,
		saved: url.searchParams.get('saved'),
		/** Where whoever was sent here to become safer was going; null for whoever came by themselves. */
		to: url.searchParams.has('to') ? ownPath(url.searchParams.get('to')) : null
	};
};

/** Who posts: asked first, so that an ended session is met before anything is read. */
async function whoPosts(locals: App.Locals): Promise<{ token: string; visitor: Visitor }> {
	await locals.read();
	return { token: locals.token!, visitor: locals.visitor! };
}

export const actions: Actions = {
	password: async (event) => {
		const { token } = await whoPosts(event.locals);
		const form = await readForm(event.request, changePasswordForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const outcome = await changePassword(identity(), callerOf(event), token, form.value);
		if (!outcome.ok) return fail(statusOf(outcome.reason), { refusal: outcome.reason });
		redirect(303, '/account?saved=password');
	},

	language: async (event) => {
		const form = await readForm(event.request, languageForm);
		if (!form.ok) error(422);
		const { language } = form.value;
		await event.locals.transact((acting) => acting.run(keepLanguage(language)));
		giveLanguageCookie(event, language);
		redirect(303, '/account?saved=language');
	},

	/** The telephone at work, which citizens and partners of one's pathways see. */
	phone: async ({ request, locals }) => {
		const form = await readForm(request, phoneForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const kept = await locals.transact((acting) => acting.first(keepOwnPhone(form.value.phone)));
		if (!kept?.kept) error(404);
		redirect(303, '/account?saved=phone');
	},

	sessions: async ({ request, locals }) => {
		const { token, visitor } = await whoPosts(locals);
		const { id } = (await readForm(request, idForm)).typed;
		if (id && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)) error(404);
		const count = await endOtherSessions(identity(), token, id || null);
		await recordAccount(identity().pool, 'account.sessions-ended', visitor.person, { count });
		redirect(303, '/account?saved=sessions');
	},

	/** The address is told here and nowhere else: it is kept as a hash. */
	calendar: async ({ locals }) => {
		const made = await locals.transact(async (acting) => {
			const row = await acting.first(renewMyFeed());
			await acting.run(record('account.calendar-made', acting.visitor.person));
			return row?.token;
		});
		return made
			? { address: `${installation().settings.origin}/calendar/${made}.ics` }
			: error(404);
	},

	closeCalendar: async ({ locals }) => {
		await locals.transact(async (acting) => {
			await acting.run(revokeMyFeed());
			await acting.run(record('account.calendar-closed', acting.visitor.person));
		});
		redirect(303, '/account?saved=calendar');
	},

	stop: async ({ locals }) => {
		await locals.transact(stopNewStart);
		redirect(303, '/account?saved=stopped');
	},

	passkey: async ({ request, locals }) => {
		const { token, visitor } = await whoPosts(locals);
		const { id } = (await readForm(request, idForm)).typed;
		const own = { token, isStrong: visitor.strong };
		const outcome = await removePasskey(identity(), own, id);
		if (!outcome.ok && outcome.reason === 'not-there') error(404);
		if (!outcome.ok) return fail(statusOf(outcome.reason), { refusal: outcome.reason });
		redirect(303, '/account?saved=passkey');
	}
};
