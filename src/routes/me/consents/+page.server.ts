import { error, fail, redirect } from '@sveltejs/kit';
import { StopForm } from '#features/citizens/citizen.schema.ts';
import { OwnDenialForm } from '#features/consents/denial.schema.ts';
import { listBases } from '#features/consents/server/basis.queries.ts';
import { NoForm, YesForm } from '#features/consents/consent.schema.ts';
import { answerRequest } from '#features/consents/server/ask-consent.ts';
import { listConsentRequests } from '#features/consents/server/request.queries.ts';
import { listLoadedLanguages } from '#features/consents/server/words.queries.ts';
import { findConsentHead, findConsentState } from '#features/consents/server/consent.queries.ts';
import { denyToOrganisation } from '#features/consents/server/deny-sharing.ts';
import { listMyConsents } from '#features/citizens/server/citizen.queries.ts';
import { withdrawConsent } from '#features/consents/server/withdraw-consent.ts';
import { listRefusals } from '#features/consents/server/refusal.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { asSelf } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { choosePathway } from '../choose-pathway.ts';
import { findOwn, letInOn, mayLetInOf, saidBySelf } from '../own-sharing.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { chosen } = await choosePathway(locals, url);
	if (!chosen?.isCitizen) error(404);
	const [[head], consents, refusals, bases, asked, languages] = await locals.read(
		findConsentHead(chosen.id),
		listMyConsents(chosen.id),
		listRefusals(chosen.id),
		listBases(chosen.id),
		listConsentRequests(chosen.id),
		listLoadedLanguages(),
		recordPathway('me.consents.read', chosen.id)
	);
	return {
		visitor: locals.visitor,
		today: locals.today,
		back: `/me?pathway=${chosen.id}`,
		consents,
		mayLetIn: mayLetInOf(head, locals.today),
		refusals,
		bases,
		asked: chosen.state === 'open' ? asked : [],
		languages,
		now: locals.now.toISOString(),
		newId: crypto.randomUUID(),
		said: (['stopped', 'taken-out', 'let-in', 'yes', 'no'] as const).find(
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
	/** The citizen's own yes to what they were asked here. */
	yes: async ({ locals, request }) => {
		const form = await readForm(request, YesForm);
		if (!form.ok) error(404);
		const shownAt = new Date(form.value.shownAt);
		const given = await locals.transact((acting) =>
			answerRequest(asSelf(acting), form.value.request, { answer: 'yes', shownAt }, locals.now)
		);
		if (given.ok) redirect(303, `/me/consents?pathway=${given.value.pathway}&said=yes`);
		if (given.reason === 'not-asked') error(404);
		return fail(409, { refusal: sayRefusal(given.reason) });
	},
	no: async ({ locals, request }) => {
		const form = await readForm(request, NoForm);
		if (!form.ok) return fail(422, { answering: form.typed, problems: form.problems });
		const { request: asked, note } = form.value;
		const refused = await locals.transact((acting) =>
			answerRequest(asSelf(acting), asked, { answer: 'no', note }, locals.now)
		);
		if (refused.ok) redirect(303, `/me/consents?pathway=${refused.value.pathway}&said=no`);
		if (refused.reason === 'not-asked') error(404);
		return fail(409, { answering: form.typed, refusal: sayRefusal(refused.reason) });
	},
	takeOut: async ({ locals, request }) => {
		const form = await readForm(request, OwnDenialForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { consent, denial, organisation, reason } = form.value;
		const taken = await locals.transact(async (acting) => {
			const stands = await findOwn(acting, acting.first(findConsentState(consent)));
			const wish = { id: denial, organisation, reason, ...saidBySelf(acting) };
			return { ...stands, ...(await denyToOrganisation(acting, stands.pathway, consent, wish)) };
		});
		if (taken.ok) redirect(303, `/me/consents?pathway=${taken.pathway}&said=taken-out`);
		if (taken.reason === 'not-there') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(taken.reason) });
	},
	letIn: letInOn('/me/consents')
};
