import { error, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { m } from '#messages';
import { sayItem } from '#features/group-meetings/say-series.ts';
import { listGroupItems } from '#features/group-meetings/server/agenda.queries.ts';
import {
	askGroupCorrection,
	declineGroupCorrection,
	groupCorrectionsPath,
	takeInGroupCorrection
} from '#features/group-meetings/server/correct-group-minutes.ts';
import {
	findPartIn,
	listGroupCorrections,
	listGroupSendings
} from '#features/group-meetings/server/group-minutes.queries.ts';
import { findGroupMeeting } from '#features/group-meetings/server/series.queries.ts';
import { compareVersions } from '#features/held-meetings/correction.rules.ts';
import { AskForm, DeclineForm, TakeInForm } from '#features/held-meetings/correction.schema.ts';
import type { Acting } from '#server/acting.ts';
import { doForm } from '#server/do-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { GroupConflict } from '../group-conflicts.ts';
import type { PageServerLoad } from './$types';

type Event = RequestEvent<{ collaboration: string; meeting: string }>;
type Ids = { collaboration: string; meeting: string };
type Reason =
	| 'not-there'
	| 'stale'
	| 'sent-before'
	| 'minutes-not-sent'
	| 'took-no-part'
	| 'no-such-item'
	| 'correction-answered'
	| 'correction-changes-nothing';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { collaboration, meeting: id } = params;
	const [[meeting], items, sendings, corrections, [part]] = await locals.read(
		findGroupMeeting(collaboration, id),
		listGroupItems(id),
		listGroupSendings(id),
		listGroupCorrections(id),
		findPartIn(id)
	);
	const { visitor } = locals;
	// Nothing is corrected that has not been sent.
	if (visitor?.hat !== 'organisation' || meeting?.state !== 'held' || !part) error(404);
	const titled = sendings.map(({ content, ...each }) => ({
		...each,
		content: {
			...content,
			agenda: content.agenda.map((item) => ({ title: sayItem(item) }))
		}
	}));
	return {
		visitor,
		back: {
			href: `/collaborations/${collaboration}/meetings/${id}`,
			label: m.group_meeting_title({ purpose: meeting.purpose })
		},
		citizenName: null,
		meeting: { version: meeting.version, minutes: meeting.minutes },
		agenda: items.map(({ id: item, outcome, version, ...words }) => ({
			...{ id: item, outcome, version },
			title: sayItem(words)
		})),
		corrections: corrections.map(({ askedBy: _askedBy, ...each }) => ({
			...each,
			byCitizen: false
		})),
		...compareVersions(titled, url.searchParams),
		asks: part.tookPart,
		answers: part.keeps,
		newId: crypto.randomUUID()
	};
};

export const actions = {
	ask: (event: Event) =>
		correct(event, 'ask', AskForm, (acting, ids, { correction: id, part: item, words }) =>
			askGroupCorrection(acting, ids, { id, item, words })
		),
	takeIn: (event: Event) =>
		correct(event, 'takeIn', TakeInForm, (acting, ids, form) =>
			takeInGroupCorrection(acting, ids, form, event.locals.now)
		),
	decline: (event: Event) => correct(event, 'decline', DeclineForm, declineGroupCorrection)
};

const correct = <Schema extends z.ZodObject>(
	{ locals, params, request }: Event,
	about: string,
	schema: Schema,
	verb: (
		acting: Acting,
		ids: Ids,
		form: z.output<Schema>
	) => Promise<{ ok: true } | { ok: false; reason: Reason }>
) =>
	doForm({ locals, request }, schema, {
		about,
		verb: (acting, form) => verb(acting, params, form),
		say: (reason) => sayRefusal(reason),
		back: () => groupCorrectionsPath(params),
		conflict: (typed) => textConflict(locals, params, typed),
		anew: (typed) => ({ ...typed, correction: crypto.randomUUID() })
	});

/** A part of the minutes as it was typed against the part as it is saved. */
async function textConflict(
	locals: App.Locals,
	{ collaboration, meeting: id }: Ids,
	typed: Record<string, string>
): Promise<GroupConflict | undefined> {
	const [[meeting], items, corrections] = await locals.read(
		findGroupMeeting(collaboration, id),
		listGroupItems(id),
		listGroupCorrections(id)
	);
	const asked = corrections.find((each) => each.id === typed.correction);
	if (!meeting || !asked) return undefined;
	const item = items.find((each) => each.id === asked.item);
	const saved = item ?? meeting;
	return {
		version: saved.version,
		by: saved.changedByName || null,
		at: saved.changedAt,
		texts: [
			{
				name: 'text',
				label: item ? m.minutes_outcome_of({ title: sayItem(item) }) : m.minutes_general(),
				yours: typed.text ?? '',
				saved: item ? item.outcome : meeting.minutes
			}
		],
		action: '?/takeIn',
		hidden: [['correction', asked.id]]
	};
}
