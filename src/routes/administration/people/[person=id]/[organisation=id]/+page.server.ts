import { error, fail, redirect } from '@sveltejs/kit';
import { mayIssue } from '#features/accounts/new-start.rules.ts';
import { makeNewStart } from '#features/accounts/server/issue-new-start.ts';
import { functionOptions } from '#features/organisations/MemberFunction.svelte';
import {
	functionsIn,
	isActive,
	type MemberFunction,
	type Place
} from '#features/organisations/membership.rules.ts';
import { MembershipEnd, PlaceChange } from '#features/organisations/membership.schema.ts';
import {
	changePlace,
	leaveOrganisation,
	type SavedPlace
} from '#features/organisations/server/change-membership.ts';
import { listAdministrators } from '#features/organisations/server/administrator.queries.ts';
import {
	appointAdministrator,
	removeAdministrator
} from '#features/organisations/server/keep-administrators.ts';
import { findMembership, listLedBy } from '#features/organisations/server/membership.queries.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { refused, type Texts } from '#values/outcome.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';
import { onlyInMunicipality } from '../../../only-administrators.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[membership], led, administrators] = await locals.read(
		findMembership(params.person, params.organisation),
		listLedBy(params.person),
		listAdministrators()
	);
	onlyInMunicipality(locals.visitor);
	if (!membership) error(404, 'not found');
	return {
		visitor: locals.visitor,
		done: (['appointed', 'removed'] as const).find((step) => url.searchParams.get('done') === step),
		today: locals.today,
		membership,
		isActive: isActive(membership, locals.today),
		isAdministrator: administrators.some(({ person }) => person === params.person),
		isLastAdministrator: administrators.length === 1,
		offered: functionsIn(membership),
		shownAt: shownAt(membership.version, asTyped(membership)),
		mayBeginAnew: mayIssue(locals.visitor, {
			person: membership.person,
			isActive: isActive(membership, locals.today)
		}).ok,
		// Whoever leads is of the municipality, so it is that membership that counts.
		leads: membership.organisation === membership.tenant ? led : []
	};
};

export const actions: Actions = {
	change: async ({ locals, params, request }) => {
		const form = await readForm(request, PlaceChange);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, ...place } = form.value;
		const changed = await locals.transact((acting) => {
			onlyInMunicipality(acting.visitor);
			return changePlace(acting, params, version, place);
		});
		if (changed.ok) redirect(303, `/administration/organisations/${params.organisation}`);
		if (changed.reason === 'no-such-membership') error(404, 'not found');
		if (changed.reason === 'stale')
			return fail(409, { conflict: conflict(form.typed, changed.saved, params.organisation) });
		return fail(409, { typed: form.typed, refusal: sayRefusal(changed.reason) });
	},

	appoint: async ({ locals, params }) => {
		const appointed = await locals.transact(async (acting) => {
			onlyInMunicipality(acting.visitor);
			const membership = await acting.first(findMembership(params.person, params.organisation));
			if (!membership) error(404, 'not found');
			return appointAdministrator(acting, params.person);
		});
		if (appointed.ok) redirect(303, '?done=appointed');
		return fail(409, { refusal: m.refusal_not_at_work() });
	},

	unappoint: async ({ locals, params }) => {
		const removed = await locals.transact(async (acting) => {
			onlyInMunicipality(acting.visitor);
			const membership = await acting.first(findMembership(params.person, params.organisation));
			if (!membership) error(404, 'not found');
			return removeAdministrator(acting, params.person);
		});
		if (removed.ok)
			redirect(303, params.person === locals.visitor?.person ? '/hats' : '?done=removed');
		if (removed.reason === 'not-administrator') error(404, 'not found');
		return fail(409, { refusal: sayRefusal(removed.reason) });
	},

	/** The code is this form's own answer: it is shown once and stands in no address. */
	anew: async ({ locals, params }) => {
		const made = await locals.transact(async (acting) => {
			onlyInMunicipality(acting.visitor);
			const membership = await acting.first(findMembership(params.person, params.organisation));
			return membership ? makeNewStart(acting, params.person) : refused('not-there');
		});
		if (made.ok) return { code: made.value };
		if (made.reason === 'not-there') error(404, 'not found');
		return fail(409, { refusal: sayRefusal(made.reason) });
	},

	end: async ({ locals, params, request }) => {
		const form = await readForm(request, MembershipEnd);
		if (!form.ok) return fail(422, { ending: form.typed, endProblems: form.problems });
		const { version, when, lastDay, administratorToo } = form.value;
		const ended = await locals.transact(async (acting) => {
			onlyInMunicipality(acting.visitor);
			const left = await leaveOrganisation(
				acting,
				params,
				version,
				when === 'now' ? null : lastDay
			);
			if (left.ok && administratorToo) await removeAdministrator(acting, params.person);
			return left;
		});
		if (ended.ok) {
			const [led] = await locals.read(listLedBy(params.person));
			const leads = params.organisation === locals.visitor?.tenant && led.length > 0;
			// Whoever led something leaves it without a project leader: the page says what to do.
			const { person, organisation } = params;
			redirect(
				303,
				leads
					? `/administration/people/${person}/${organisation}`
					: `/administration/organisations/${organisation}`
			);
		}
		if (ended.reason === 'no-such-membership') error(404, 'not found');
		// The page shows what is saved now, so that the next attempt is made knowing it.
		const reason = ended.reason === 'stale' ? 'membership-changed-meanwhile' : ended.reason;
		return fail(409, { refusal: sayRefusal(reason) });
	}
};

const LABELS = {
	title: m.membership_title,
	function: m.membership_function,
	canBind: m.membership_can_bind
};

/** A place as its form holds it. */
const asTyped = (place: Place) => ({
	title: place.title,
	function: place.function as string,
	canBind: place.canBind ? 'on' : ''
});

/** What each of the two wrote, for ui/Conflict. */
function conflict(yours: Texts, saved: SavedPlace, organisation: string) {
	const offered: MemberFunction[] = functionsIn({ organisation, tenant: saved.tenant });
	return {
		version: saved.version,
		by: saved.changedBy || null,
		at: saved.changedAt,
		texts: conflictTexts(LABELS, yours, asTyped(saved), {
			function: { options: functionOptions(offered) },
			canBind: {
				options: [
					{ value: 'on', label: m.membership_can_bind_yes() },
					{ value: '', label: m.membership_can_bind_no() }
				]
			}
		})
	};
}
