import { error, fail, redirect } from '@sveltejs/kit';
import {
	CallChange,
	CallForm,
	callOf,
	CancelCall
} from '#features/allotment-meetings/allotment-meeting.schema.ts';
import { findCalled } from '#features/allotment-meetings/server/allotment-meeting.queries.ts';
import { callMeeting, cancelMeeting } from '#features/allotment-meetings/server/call-meeting.ts';
import {
	findAllotment,
	findLed,
	listCandidates
} from '#features/pathways/server/tovholder.queries.ts';
import { m } from '#messages';
import type { Acting } from '#server/acting.ts';
import { recordAllotment } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { dayOf, timeOf } from '#values/day.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const wanted = (url.searchParams.get('find') ?? '').trim().slice(0, 100);
	const [[collaboration], [allotment], [called], candidates] = await locals.read(
		findLed(params.collaboration),
		findAllotment(params.pathway),
		findCalled(params.pathway),
		listCandidates(params.collaboration, wanted, params.pathway),
		recordAllotment(params.collaboration, params.pathway)
	);
	if (!collaboration || allotment?.collaboration !== collaboration.id || allotment.closedOn)
		error(404);
	const asked = called?.candidates ?? [];
	const options = new Map(
		[...asked, ...candidates].map((each) => [
			`${each.person} ${each.organisation}`,
			`${each.name}, ${each.organisationName}`
		])
	);
	return {
		visitor: locals.visitor,
		today: locals.today,
		newId: crypto.randomUUID(),
		back: {
			href: `/collaborations/${params.collaboration}/allotments/${params.pathway}`,
			label: m.pathway_number({ number: allotment.number })
		},
		called: called ?? null,
		typed: called
			? {
					...timesOf(called),
					place: called.place,
					candidates: asked.map((each) => `${each.person} ${each.organisation}`)
				}
			: {},
		options: [...options].map(([value, label]) => ({ value, label })),
		wanted
	};
};

export const actions: Actions = {
	call: async ({ locals, params, request }) => {
		const form = await readForm(request, CallForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		return keep({ locals, params }, form.value.meeting, 0, form.value, form.typed);
	},
	change: async ({ locals, params, request }) => {
		const form = await readForm(request, CallChange);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		return keep({ locals, params }, form.value.meeting, form.value.version, form.value, form.typed);
	},
	cancel: async ({ locals, params, request }) => {
		const form = await readForm(request, CancelCall);
		if (!form.ok) error(404);
		const { meeting, version } = form.value;
		const result = await locals.transact(async (acting) => {
			await mustLead(acting, params);
			return cancelMeeting(acting, params.pathway, meeting, version);
		});
		if (result.ok)
			redirect(303, `/collaborations/${params.collaboration}/allotments/${params.pathway}`);
		if (result.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(result.reason) });
	}
};

type Params = { collaboration: string; pathway: string };

async function keep<Typed>(
	{ locals, params }: { locals: App.Locals; params: Params },
	meeting: string,
	version: number,
	value: Parameters<typeof callOf>[0],
	typed: Typed
) {
	const result = await locals.transact(async (acting) => {
		await mustLead(acting, params);
		return callMeeting(acting, params.pathway, meeting, version, callOf(value), locals.now);
	});
	if (result.ok)
		redirect(303, `/collaborations/${params.collaboration}/allotments/${params.pathway}`);
	if (result.reason === 'not-there') error(404);
	if (result.reason !== 'stale') return fail(409, { typed, refusal: sayRefusal(result.reason) });
	const { saved } = result;
	const times = timesOf(saved);
	const text = (name: 'day' | 'start' | 'end' | 'place', label: string, theirs: string) => ({
		name,
		label,
		yours: value[name],
		saved: theirs
	});
	return fail(409, {
		typed,
		candidates: value.candidates,
		saved,
		conflict: {
			version: saved.version,
			by: saved.by,
			at: saved.changedAt,
			texts: [
				text('day', m.meeting_day(), times.day),
				text('start', m.meeting_start(), times.start),
				text('end', m.meeting_end(), times.end),
				text('place', m.meeting_place(), saved.place)
			]
		}
	});
}

const timesOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => ({
	day: dayOf(startsAt),
	start: timeOf(startsAt),
	end: timeOf(endsAt)
});

async function mustLead(acting: Acting, params: Params): Promise<void> {
	const [collaboration, allotment] = await Promise.all([
		acting.first(findLed(params.collaboration)),
		acting.first(findAllotment(params.pathway))
	]);
	if (!collaboration || allotment?.collaboration !== collaboration.id) error(404);
}
