import { error, fail, redirect } from '@sveltejs/kit';
import { moveTo, STANDINGS } from '#features/action-plan/action-plan.rules.ts';
import {
	OccurrenceChoice,
	OccurrenceForm,
	PlanCommentForm,
	StandingForm
} from '#features/action-plan/action-plan.schema.ts';
import { partIn, showCard } from '#features/action-plan/show-activity.ts';
import { sayGoal, sayStanding } from '#features/action-plan/say-activity.ts';
import {
	findActivity,
	findPlanPart,
	listOccurrences,
	listPlanComments
} from '#features/action-plan/server/action-plan.queries.ts';
import {
	commentActivity,
	countOccurrence,
	moveActivity,
	takeBackOccurrence
} from '#features/action-plan/server/keep-activity.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[place], [activity], occurrences, comments] = await locals.read(
		findPlanPart(),
		findActivity(params.activity),
		listOccurrences(params.activity),
		listPlanComments(params.activity)
	);
	if (!place || !activity) error(404);
	const part = partIn(place, activity, locals.visitor);
	const { standing, timing } = activity;
	const isCounted = timing.kind === 'yearly' && standing !== 'proposed';
	return {
		visitor: locals.visitor,
		done: url.searchParams.get('done'),
		today: locals.today,
		newId: crypto.randomUUID(),
		decides: part.decides,
		takesPart: part.takesPart,
		activity: {
			...showCard(activity, locals.today),
			words: activity.words,
			goals: activity.goals.map(sayGoal),
			proposedBy: activity.proposedBy,
			version: activity.version
		},
		moves: STANDINGS.filter((to) => to === standing || moveTo(part, standing, to).ok).map(
			(value) => ({ value, label: sayStanding(value) })
		),
		occurrences: isCounted ? occurrences : [],
		counts: isCounted && (part.decides || part.answersFor),
		comments
	};
};

export const actions: Actions = {
	move: async ({ locals, params, request }) => {
		const form = await readForm(request, StandingForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const { version, standing } = form.value;
		const moved = await locals.transact((acting) =>
			moveActivity(acting, params.activity, version, standing)
		);
		if (moved.ok) redirect(303, `/framework/plan/${params.activity}?done=moved`);
		if (moved.reason === 'not-there') error(404);
		if (moved.reason === 'stale')
			return fail(409, {
				refusal: m.activity_moved_meanwhile({
					name: moved.saved.changedBy,
					standing: sayStanding(moved.saved.standing),
					yours: sayStanding(standing)
				})
			});
		return fail(409, { refusal: sayRefusal(moved.reason) });
	},

	hold: async ({ locals, params, request }) => {
		const form = await readForm(request, OccurrenceForm);
		if (!form.ok) return fail(422, { held: form.typed, problems: form.problems });
		const counted = await locals.transact((acting) =>
			countOccurrence(acting, params.activity, form.value)
		);
		if (counted.ok) redirect(303, `/framework/plan/${params.activity}?done=held`);
		if (counted.reason === 'not-there') error(404);
		if (counted.reason === 'sent-before')
			return fail(409, {
				held: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySaved(counted.saved, { on: m.activity_held_on, note: m.activity_held_note })
			});
		if (counted.reason === 'not-plan-writer')
			return fail(409, { held: form.typed, refusal: sayRefusal(counted.reason) });
		const field = counted.reason === 'names-a-citizen' ? 'note' : 'on';
		return fail(422, { held: form.typed, problems: { [field]: [sayRefusal(counted.reason)] } });
	},

	unhold: async ({ locals, params, request }) => {
		const form = await readForm(request, OccurrenceChoice);
		if (!form.ok) error(404);
		const taken = await locals.transact((acting) =>
			takeBackOccurrence(acting, params.activity, form.value.occurrence)
		);
		if (taken.ok) redirect(303, `/framework/plan/${params.activity}?done=unheld`);
		if (taken.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(taken.reason) });
	},

	comment: async ({ locals, params, request }) => {
		const form = await readForm(request, PlanCommentForm);
		if (!form.ok) return fail(422, { said: form.typed, problems: form.problems });
		const said = await locals.transact((acting) =>
			commentActivity(acting, params.activity, form.value)
		);
		if (said.ok) redirect(303, `/framework/plan/${params.activity}?done=commented`);
		if (said.reason === 'not-there') error(404);
		if (said.reason === 'sent-before')
			return fail(409, {
				said: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySaved(said.saved, { body: m.framework_comment })
			});
		return fail(422, { said: form.typed, problems: { body: [sayRefusal(said.reason)] } });
	}
};
