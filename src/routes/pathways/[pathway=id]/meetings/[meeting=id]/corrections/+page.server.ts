import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { m } from '#messages';
import {
	compareVersions,
	tookPart,
	type Sent,
	type Version
} from '#features/held-meetings/correction.rules.ts';
import { AskForm, DeclineForm, TakeInForm } from '#features/held-meetings/correction.schema.ts';
import {
	listAgenda,
	listParticipants,
	listSendings
} from '#features/meetings/server/agenda.queries.ts';
import {
	askCorrection,
	correctionsPath,
	declineCorrection,
	takeInCorrection
} from '#features/meetings/server/correct-minutes.ts';
import { listCorrections } from '#features/meetings/server/correction.queries.ts';
import { findMeeting, findMeetingPlace } from '#features/meetings/server/meeting.queries.ts';
import type { Acting } from '#server/acting.ts';
import { filled, recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { saySaved } from '#server/say-saved.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { partConflict } from './part-conflict.ts';
import type { PageServerLoad } from './$types';

type Event = RequestEvent<{ pathway: string; meeting: string }>;
type Ids = [pathway: string, meeting: string];

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { pathway: pathwayId, meeting: id } = params;
	const [[pathway], [meeting], participants, agenda, sendings, corrections] = await locals.read(
		findMeetingPlace(pathwayId),
		findMeeting(pathwayId, id),
		listParticipants(id),
		listAgenda(id),
		listSendings(id),
		listCorrections(id),
		recordFound(
			'meeting.read',
			pathwayId,
			id,
			findMeetingPlace(pathwayId),
			filled(findMeeting(pathwayId, id), 'minutesSentAt')
		)
	);
	// Nothing is corrected that has not been sent.
	if (!pathway || !meeting?.minutesSentAt) error(404);
	const { visitor } = locals;
	const versions = sendings.filter(({ kind }) => kind === 'minutes') as (Version & Sent)[];
	const isOpen = pathway.state === 'open';
	return {
		visitor,
		back: { href: `/pathways/${pathwayId}/meetings/${id}`, label: m.meeting_title() },
		citizenName: pathway.citizenName,
		meeting: { version: meeting.version, minutes: meeting.minutes },
		agenda,
		corrections: corrections.map(({ askedBy: _askedBy, ...each }) => each),
		...compareVersions(versions, url.searchParams),
		asks:
			isOpen &&
			tookPart(
				{
					isCitizen: visitor?.hat === 'self' && visitor.person === pathway.citizenPerson,
					person: visitor?.person ?? '',
					organisation: visitor?.organisation ?? null
				},
				participants
			),
		answers: isOpen && pathway.isTovholder,
		newId: crypto.randomUUID()
	};
};

/** Every reason for which a verb of this page refuses. */
type Verb = typeof askCorrection | typeof takeInCorrection | typeof declineCorrection;
type Done = Promise<Awaited<ReturnType<Verb>>>;

export const actions = {
	ask: async (event: Event) => {
		const form = await readForm(event.request, AskForm);
		const { typed } = form;
		if (!form.ok) return fail(422, { about: 'ask', typed, problems: form.problems });
		const { correction, part, words } = form.value;
		return answer(event, 'ask', typed, (acting, ids) =>
			askCorrection(acting, ...ids, { id: correction, item: part, words })
		);
	},
	takeIn: async (event: Event) => {
		const form = await readForm(event.request, TakeInForm);
		const { typed } = form;
		if (!form.ok) return fail(422, { about: 'takeIn', typed, problems: form.problems });
		return answer(event, 'takeIn', typed, (acting, ids) =>
			takeInCorrection(acting, ...ids, form.value)
		);
	},
	decline: async (event: Event) => {
		const form = await readForm(event.request, DeclineForm);
		const { typed } = form;
		if (!form.ok) return fail(422, { about: 'decline', typed, problems: form.problems });
		return answer(event, 'decline', typed, (acting, ids) =>
			declineCorrection(acting, ...ids, form.value)
		);
	}
};

type Typed = Partial<
	Record<'correction' | 'part' | 'words' | 'version' | 'text' | 'reason', string>
>;

/** Goes back to the page where it was done; else says why not, with what was typed. */
async function answer(
	{ locals, params }: Event,
	about: string,
	typed: Typed,
	verb: (acting: Acting, ids: Ids) => Done
) {
	const ids: Ids = [params.pathway, params.meeting];
	const result = await locals.transact((acting) => verb(acting, ids));
	if (result.ok) redirect(303, correctionsPath(...ids));
	if (result.reason === 'not-there') error(404);
	if (result.reason === 'sent-before')
		return fail(409, {
			about,
			typed: { ...typed, correction: crypto.randomUUID() },
			sentBefore: saySaved(result.saved, { words: m.correction_words })
		});
	if (result.reason === 'stale') {
		const conflict = await partConflict(locals, ids, typed);
		if (conflict) return fail(409, { about, typed, conflict });
	}
	return fail(409, { about, typed, refusal: sayRefusal(result.reason) });
}
