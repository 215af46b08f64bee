import { error, fail, redirect } from '@sveltejs/kit';
import { StopForm } from '#features/citizens/citizen.schema.ts';
import { OwnDenialForm, OwnLiftForm } from '#features/consents/denial.schema.ts';
import { listBases } from '#features/consents/server/basis.queries.ts';
import { findConsentState } from '#features/consents/server/consent.queries.ts';
import { findPathwayOfDenial } from '#features/consents/server/denial.queries.ts';
import { denyToOrganisation, liftDenial } from '#features/consents/server/deny-sharing.ts';
import { listMyConsents } from '#features/citizens/server/citizen.queries.ts';
import { withdrawConsent } from '#features/consents/server/withdraw-consent.ts';
import { listRefusals } from '#features/consents/server/refusal.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import type { Acting } from '#server/acting.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { choosePathway } from '../choose-pathway.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { chosen } = await choosePathway(locals, url);
	if (!chosen?.isCitizen) error(404);
	const [consents, refusals, bases] = await locals.read(
		listMyConsents(chosen.id),
		listRefusals(chosen.id),
		listBases(chosen.id),
		recordPathway('me.consents.read', chosen.id)
	);
	return {
		visitor: locals.visitor,
		today: locals.today,
		back: `/me?pathway=${chosen.id}`,
		consents,
		refusals,
		bases,
		newId: crypto.randomUUID(),
		said: (['stopped', 'taken-out', 'let-in'] as const).find(
			(each) => each === url.searchParams.get('said')
		)
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
	},
	takeOut: async ({ locals, request }) => {
		const form = await readForm(request, OwnDenialForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { consent, denial, organisation, reason } = form.value;
		const taken = await locals.transact(async (acting) => {
			const stands = await findOwn(acting, acting.first(findConsentState(consent)));
			const said = {
				saidBy: 'citizen' as const,
				saidByName: acting.visitor.name,
				saidOn: acting.today
			};
			const wish = { id: denial, organisation, reason, ...said };
			return { ...stands, ...(await denyToOrganisation(acting, stands.pathway, consent, wish)) };
		});
		if (taken.ok) redirect(303, `/me/consents?pathway=${taken.pathway}&said=taken-out`);
		if (taken.reason === 'not-there') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(taken.reason) });
	},
	letIn: async ({ locals, request }) => {
		const form = await readForm(request, OwnLiftForm);
		if (!form.ok) error(404);
		const { denial, version } = form.value;
		const letIn = await locals.transact(async (acting) => {
			const stands = await findOwn(acting, acting.first(findPathwayOfDenial(denial)));
			return {
				...stands,
				...(await liftDenial(acting, stands.pathway, denial, { version, note: '' }))
			};
		});
		if (letIn.ok) redirect(303, `/me/consents?pathway=${letIn.pathway}&said=let-in`);
		if (letIn.reason === 'not-there') error(404);
		return fail(409, { isGone: true });
	}
};

/** Where something of my own stands. A tovholder who was told of it does it on the pathway's own pages. */
async function findOwn(
	acting: Acting,
	asked: Promise<{ pathway: string } | undefined>
): Promise<{ pathway: string }> {
	const stands = await asked;
	if (acting.visitor.hat !== 'self' || !stands) error(404);
	return { pathway: stands.pathway };
}
