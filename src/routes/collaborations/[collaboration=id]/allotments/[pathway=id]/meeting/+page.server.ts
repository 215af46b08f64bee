import { error, fail, redirect } from '@sveltejs/kit';
import {
	CallChange,
	CallForm,
	callOf,
	CancelCall
} from '#features/allotment-meetings/allotment-meeting.schema.ts';
import {
	findCalled,
	type CalledMeeting
} from '#features/allotment-meetings/server/allotment-meeting.queries.ts';
import { callMeeting, cancelMeeting } from '#features/allotment-meetings/server/call-meeting.ts';
import { isLooking, lookForCandidates } from '#features/pathways/server/look-for-candidates.ts';
import {
	findAllotment,
	findLed,
	listCandidates
} from '#features/pathways/server/tovholder.queries.ts';
import { partOfName } from '#features/pathways/tovholder.rules.ts';
import { m } from '#messages';
import type { Acting } from '#server/acting.ts';
import { lacking, recordAllotment } from '#server/audit.queries.ts';
import { whereFound } from '#server/tables.ts';
import { readBody, readFields, readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { dayOf, timeOf } from '#values/day.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const wanted = partOfName(url.searchParams.get('find'));
	const [[collaboration], [allotment], [called], candidates] = await locals.read(
		findLed(params.collaboration),
		findAllotment(params.pathway),
		findCalled(params.pathway),
		listCandidates(params.collaboration, wanted, params.pathway),
		whereFound(recordAllotment(params.collaboration, params.pathway), [
			findLed(params.collaboration),
			lacking(findAllotment(params.pathway), 'closedOn')
		])
	);
	if (!collaboration || allotment?.collaboration !== collaboration.id || allotment.closedOn)
		error(404);
	const asked = called?.candidates ?? [];
	return {
		visitor: locals.visitor,
		today: locals.today,
		newId: crypto.randomUUID(),
		back: {
			href: `/collaborations/${params.collaboration}/allotments/${params.pathway}`,
			label: m.pathway_number({ number: allotment.number })
		},
		called: called ?? null,
		typed: called ? asTyped(called) : {},
		shownAt: called && shownAt(called.version, asTyped(called)),
		options: optionsOf([...asked, ...candidates]),
		wanted
	};
};

export const actions: Actions = {
	call: async ({ locals, params, request }) => {
		const posted = await readBody(request);
		const form = readFields(posted, CallForm);
		const looked = await look({ locals, params }, posted);
		if (isLooking(posted)) return afterLooking(form.typed, looked);
		if (!form.ok) return fail(422, { typed: form.typed, looked, problems: form.problems });
		return keep({ locals, params }, 0, form, looked);
	},
	change: async ({ locals, params, request }) => {
		const posted = await readBody(request);
		const form = readFields(posted, CallChange);
		const looked = await look({ locals, params }, posted);
		if (isLooking(posted)) return afterLooking(form.typed, looked);
		if (!form.ok) return fail(422, { typed: form.typed, looked, problems: form.problems });
		return keep({ locals, params }, form.value.version, form, looked);
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

type Place = { locals: App.Locals; params: Params };

/** Whom the form offers: those looked for, and whoever is chosen. */
async function look({ locals, params }: Place, posted: FormData) {
	const looked = await locals.transact(async (acting) => {
		await mustLead(acting, params);
		return lookForCandidates(acting, params.pathway, posted, { keeping: 'candidates' });
	});
	if (!looked) error(404);
	const { wanted, found, meant, candidates } = looked;
	return { wanted, found, meant, candidates, options: optionsOf(candidates) };
}

/** What is typed, with whoever was found alone among the chosen. */
function afterLooking<Typed extends { candidates: string[] }>(
	typed: Typed,
	looked: Awaited<ReturnType<typeof look>>
) {
	const { meant } = looked;
	const candidates =
		meant && !typed.candidates.includes(meant) ? [...typed.candidates, meant] : typed.candidates;
	return { typed: { ...typed, candidates }, looked, found: looked.found };
}

/** People to choose among, each once. */
function optionsOf(
	people: { person: string; organisation: string; name: string; organisationName: string }[]
) {
	const options = new Map(
		people.map((each) => [
			`${each.person} ${each.organisation}`,
			`${each.name}, ${each.organisationName}`
		])
	);
	return [...options].map(([value, label]) => ({ value, label }));
}

async function keep<Typed extends Sent>(
	{ locals, params }: Place,
	version: number,
	{ value, typed }: { value: Parameters<typeof callOf>[0] & { meeting: string }; typed: Typed },
	looked: Awaited<ReturnType<typeof look>>
) {
	const { meeting } = value;
	const result = await locals.transact(async (acting) => {
		await mustLead(acting, params);
		return callMeeting(acting, params.pathway, meeting, version, callOf(value), locals.now);
	});
	if (result.ok)
		redirect(303, `/collaborations/${params.collaboration}/allotments/${params.pathway}`);
	if (result.reason === 'not-there') error(404);
	if (result.reason !== 'stale')
		return fail(409, { typed, looked, refusal: sayRefusal(result.reason) });
	const { saved } = result;
	return fail(409, {
		typed,
		saved,
		conflict: {
			version: saved.version,
			by: saved.by,
			at: saved.changedAt,
			texts: conflictTexts(LABELS, typed, asTyped(saved), {
				day: { isDay: true },
				candidates: { options: optionsOf([...saved.candidates, ...looked.candidates]) }
			})
		}
	});
}

type Sent = Partial<Record<keyof typeof LABELS | 'version', string | readonly string[]>>;

const LABELS = {
	day: m.meeting_day,
	start: m.meeting_start,
	end: m.meeting_end,
	place: m.meeting_place,
	candidates: m.allotment_meeting_who
};

const timesOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => ({
	day: dayOf(startsAt),
	start: timeOf(startsAt),
	end: timeOf(endsAt)
});

/** A meeting that is called, as its form holds it. */
const asTyped = ({ startsAt, endsAt, place, candidates }: CalledMeeting) => ({
	...timesOf({ startsAt, endsAt }),
	place,
	candidates: candidates.map((each) => `${each.person} ${each.organisation}`)
});

async function mustLead(acting: Acting, params: Params): Promise<void> {
	const [collaboration, allotment] = await Promise.all([
		acting.first(findLed(params.collaboration)),
		acting.first(findAllotment(params.pathway))
	]);
	if (!collaboration || allotment?.collaboration !== collaboration.id) error(404);
}
