import { fail, redirect } from '@sveltejs/kit';
import { invitationState } from '#features/organisations/invitation.rules.ts';
import { InvitationChoice } from '#features/organisations/membership.schema.ts';
import {
	INVITATIONS_A_PAGE,
	listInvitations
} from '#features/organisations/server/invitation.queries.ts';
import { inviteAgain, takeInvitationBack } from '#features/organisations/server/invite-person.ts';
import { findLatestMailTo } from '#features/outbox/server/outbox.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { onlyInMunicipality } from '../../only-administrators.ts';
import { isId } from '#values/id.ts';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/administration/people/invitations';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = url.searchParams.get('after');
	const after = asked && isId(asked) ? asked : undefined;
	const [invitations] = await locals.read(listInvitations(after));
	onlyInMunicipality(locals.visitor);
	const shown = invitations.slice(0, INVITATIONS_A_PAGE);
	const sent = url.searchParams.get('sent');
	const sentTo = shown.find(({ id }) => id === sent)?.email ?? null;
	const { mailKept } = await locals.installation();
	// Where no mail leaves, the invitation is handed over out of the outbox.
	const [[kept]] =
		sentTo && mailKept ? await locals.read(findLatestMailTo('invitation', sentTo)) : [[]];
	return {
		visitor: locals.visitor,
		sentTo,
		mailKept,
		keptMail: kept ? `/administration/outbox/${kept.id}` : null,
		invitations: shown.map(({ usedAt, revokedAt, ...each }) => ({
			...each,
			state: invitationState({ ...each, usedAt, revokedAt }, locals.now),
			next: crypto.randomUUID()
		})),
		next: invitations.length > INVITATIONS_A_PAGE ? `${HERE}?after=${shown.at(-1)?.id}` : null,
		first: after ? HERE : null
	};
};

export const actions: Actions = {
	revoke: async ({ locals, request }) => {
		const form = await readForm(request, InvitationChoice);
		if (!form.ok) return fail(422, { refusal: sayRefusal('no-such-invitation') });
		const revoked = await locals.transact((acting) => {
			onlyInMunicipality(acting.visitor);
			return takeInvitationBack(acting, form.value.invitation);
		});
		if (!revoked.ok) return fail(409, { refusal: sayRefusal(revoked.reason) });
		redirect(303, HERE);
	},

	again: async ({ locals, request }) => {
		const form = await readForm(request, InvitationChoice);
		if (!form.ok) return fail(422, { refusal: sayRefusal('no-such-invitation') });
		const sent = await locals.transact((acting) => {
			onlyInMunicipality(acting.visitor);
			return inviteAgain(acting, form.value.invitation, form.value.next);
		});
		if (!sent.ok) return fail(409, { refusal: sayRefusal(sent.reason) });
		redirect(303, `${HERE}?sent=${sent.value}`);
	}
};
