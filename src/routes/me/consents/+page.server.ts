import { error, fail, redirect } from '@sveltejs/kit';
import { StopForm } from '#features/citizens/citizen.schema.ts';
import { listMyConsents } from '#features/citizens/server/citizen.queries.ts';
import { withdrawConsent } from '#features/consents/server/withdraw-consent.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { choosePathway } from '../choose-pathway.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { chosen } = await choosePathway(locals, url);
	if (!chosen?.isCitizen) error(404);
	const [consents] = await locals.read(
		listMyConsents(chosen.id),
		recordPathway('me.consents.read', chosen.id)
	);
	return {
		visitor: locals.visitor,
		today: locals.today,
		back: `/me?pathway=${chosen.id}`,
		consents,
		isStopped: url.searchParams.get('said') === 'stopped'
	};
};

export const actions: Actions = {
	stop: async ({ locals, request }) => {
		const form = await readForm(request, StopForm);
		if (!form.ok) error(404);
		const { consent, version } = form.value;
		const stopped = await locals.transact((acting) => {
			// A tovholder who was told of it stops it on the pathway's own page.
			if (acting.visitor.hat !== 'self') error(404);
			return withdrawConsent(acting, consent, version);
		});
		if (stopped.ok) redirect(303, `/me/consents?pathway=${stopped.value.pathway}&said=stopped`);
		if (stopped.reason === 'no-such-consent') error(404);
		return fail(409, { isGone: true });
	}
};
