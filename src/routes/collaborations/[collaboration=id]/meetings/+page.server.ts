import { error, fail, redirect } from '@sveltejs/kit';
import { mayLead } from '#features/collaborations/collaboration.rules.ts';
import { findCollaboration } from '#features/collaborations/server/collaboration.queries.ts';
import { isSingle, rhythmOf, untreated } from '#features/group-meetings/series.rules.ts';
import { SeriesChoice, SeriesForm } from '#features/group-meetings/series.schema.ts';
import { beginSeries, endSeries, planSeries } from '#features/group-meetings/server/keep-series.ts';
import { listOpenGroupTasks } from '#features/group-meetings/server/group-task.queries.ts';
import { listGroupMeetings, listSeries } from '#features/group-meetings/server/series.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { m } from '#messages';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const id = params.collaboration;
	const [[collaboration], series, meetings, tasks] = await locals.read(
		findCollaboration(id),
		listSeries(id),
		listGroupMeetings(id),
		listOpenGroupTasks(id)
	);
	const { visitor, today } = locals;
	if (visitor?.hat !== 'organisation' || !collaboration) error(404);
	const held = meetings.filter(({ state, group }) => state === 'held' && group === 'steering');
	const year = Number(today.slice(0, 4));
	return {
		visitor,
		today,
		collaboration: { id, name: collaboration.name },
		mayLead: mayLead(visitor, collaboration).ok,
		/** One meeting alone stands among the meetings. */
		series: series
			.filter((each) => !isSingle(each))
			.map((each) => ({ ...each, rhythm: rhythmOf(each, today) })),
		/** what a steering group has not gone through, last year and so far this year. */
		lacking: series.some((each) => each.group === 'steering' && !isSingle(each))
			? { year, lacks: untreated(held, year) }
			: null,
		meetings: meetings.map(({ id: meeting, purpose, group, state, startsAt }) => ({
			id: meeting,
			purpose,
			group,
			state,
			startsAt
		})),
		tasks: tasks.map((task) => ({ ...task, forCitizen: false })),
		newId: crypto.randomUUID()
	};
};

async function whetherLeads(locals: App.Locals, id: string): Promise<boolean> {
	const [[collaboration]] = await locals.read(findCollaboration(id));
	const { visitor } = locals;
	if (visitor?.hat !== 'organisation' || !collaboration) error(404);
	return mayLead(visitor, collaboration).ok;
}

export const actions: Actions = {
	begin: async ({ locals, params, request }) => {
		const form = await readForm(request, SeriesForm);
		const leads = await whetherLeads(locals, params.collaboration);
		if (!leads)
			return fail(409, { typed: form.typed, refusal: sayRefusal('only-the-project-leader') });
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const begun = await locals.transact((acting) =>
			beginSeries(acting, params.collaboration, leads, form.value)
		);
		if (begun.ok) redirect(303, `/collaborations/${params.collaboration}/meetings#meetings`);
		if (begun.reason === 'not-there') error(404);
		if (begun.reason === 'time-is-past')
			return fail(422, {
				typed: form.typed,
				problems: { firstOn: [sayRefusal('time-is-past')] } as Record<string, string[]>
			});
		return fail(409, {
			typed: { ...form.typed, id: crypto.randomUUID() },
			refusal: m.ui_sent_before_here()
		});
	},
	plan: async ({ locals, params, request }) => {
		const form = await readForm(request, SeriesChoice);
		const leads = await whetherLeads(locals, params.collaboration);
		if (!leads) return fail(409, { refusal: sayRefusal('only-the-project-leader') });
		if (!form.ok) error(404);
		const { series } = form.value;
		const planned = await locals.transact((acting) =>
			planSeries(acting, params.collaboration, series)
		);
		if (planned.ok) redirect(303, `/collaborations/${params.collaboration}/meetings`);
		if (planned.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(planned.reason) });
	},
	end: async ({ locals, params, request }) => {
		const form = await readForm(request, SeriesChoice);
		const leads = await whetherLeads(locals, params.collaboration);
		if (!leads) return fail(409, { refusal: sayRefusal('only-the-project-leader') });
		if (!form.ok) error(404);
		const { series, version } = form.value;
		const ended = await locals.transact((acting) =>
			endSeries(acting, params.collaboration, series, version)
		);
		if (ended.ok) redirect(303, `/collaborations/${params.collaboration}/meetings`);
		if (ended.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(ended.reason) });
	}
};
