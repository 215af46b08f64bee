import { error, fail, redirect } from '@sveltejs/kit';
import { WithdrawalForm } from '#features/consents/consent.schema.ts';
import { holdersOf } from '#features/children/custody.rules.ts';
import {
	findConsent,
	findConsentHead,
	listHolders
} from '#features/consents/server/consent.queries.ts';
import { withdrawConsent } from '#features/consents/server/withdraw-consent.ts';
import { stageOn } from '#features/consents/giver.rules.ts';
import { m } from '#messages';
import { having, recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import type { Day } from '#values/day.ts';
import { refused } from '#values/outcome.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[head], [consent], guardians] = await locals.read(
		findConsentHead(params.pathway),
		findConsent(params.pathway, params.consent),
		listHolders(params.pathway),
		recordFound(
			'consent.read',
			params.pathway,
			params.consent,
			having(findConsentHead(params.pathway), 'isHeld'),
			findConsent(params.pathway, params.consent)
		)
	);
	if (!head?.isHeld || !consent) error(404);
	const { number, purpose, categories, recipients, version, givenBy, givenByName } = consent;
	return {
		visitor: locals.visitor,
		consent: { number, purpose, categories, recipients, version },
		/** Of a child: who may say stop besides it. Null where the citizen is of age. */
		holders: isOfChild(head, locals.today) ? holdersOf(guardians) : null,
		/** Of an adult: the guardian who said yes. */
		guardian: givenBy === 'guardian' ? givenByName : null
	};
};

/** Whether others have custody of the citizen. */
const isOfChild = (head: { birthDate: Day | null } | undefined, today: Day) =>
	head?.birthDate != null && stageOn(head.birthDate, today) !== 'adult';

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, WithdrawalForm);
		const version = form.ok ? form.value.version : 0;
		const { typed } = form;
		const result = await locals.transact(async (acting) => {
			const head = await acting.first(findConsentHead(params.pathway));
			const consent = await acting.first(findConsent(params.pathway, params.consent));
			if (!consent) error(404);
			const saidBy = form.ok ? form.value.saidBy : '';
			const citizen = {
				by: 'citizen' as const,
				name: head?.citizen ?? m.consent_given_by_citizen()
			};
			// Of an adult it is the citizen who says stop, or the guardian who said yes.
			if (!isOfChild(head, locals.today)) {
				const isGuardians = saidBy === 'guardian' && consent.givenBy === 'guardian';
				const guardian = { by: 'guardian' as const, name: consent.givenByName };
				return withdrawConsent(acting, params.consent, version, isGuardians ? guardian : citizen);
			}
			const holder = holdersOf(await acting.all(listHolders(params.pathway))).find(
				({ id }) => id === saidBy
			);
			if (!holder && saidBy !== 'citizen') return refused('nobody-says-stop');
			return withdrawConsent(
				acting,
				params.consent,
				version,
				holder ? { by: 'guardian', name: holder.name } : citizen
			);
		});
		if (result.ok) redirect(303, `/pathways/${params.pathway}/consents/${params.consent}`);
		if (result.reason === 'no-such-consent') error(404);
		if (result.reason === 'nobody-says-stop')
			return fail(422, { typed, problems: { saidBy: [m.consent_withdraw_who_missing()] } });
		return fail(409, { typed, refusal: result.reason });
	}
};
