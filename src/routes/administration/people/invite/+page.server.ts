import { fail, redirect } from '@sveltejs/kit';
import { InvitationForm } from '#features/organisations/membership.schema.ts';
import { invitePerson } from '#features/organisations/server/invite-person.ts';
import { listOrganisations } from '#features/organisations/server/organisation.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { onlyInMunicipality } from '../../only-administrators.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [organisations] = await locals.read(listOrganisations());
	onlyInMunicipality(locals.visitor);
	return {
		visitor: locals.visitor,
		id: crypto.randomUUID(),
		organisation: url.searchParams.get('organisation') ?? '',
		organisations: organisations.map(({ id, name }) => ({ value: id, label: name }))
	};
};

export const actions: Actions = {
	invite: async ({ locals, request }) => {
		const form = await readForm(request, InvitationForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const invited = await locals.transact((acting) => {
			onlyInMunicipality(acting.visitor);
			return invitePerson(acting, form.value);
		});
		if (!invited.ok && invited.reason === 'project-leader-elsewhere')
			return fail(409, { typed: form.typed, problems: { function: [sayRefusal(invited.reason)] } });
		if (!invited.ok && invited.reason === 'already-a-member')
			return fail(409, { typed: form.typed, problems: { email: [sayRefusal(invited.reason)] } });
		if (!invited.ok)
			return fail(409, {
				typed: form.typed,
				refusal: sayRefusal(invited.reason),
				isInvited: invited.reason === 'address-already-invited'
			});
		redirect(303, `/administration/people/invitations?sent=${invited.value}`);
	}
};
