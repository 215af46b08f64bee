/** Two wrote in the same part of the minutes while the meeting was held: both texts, side by side. */
import { m } from '#messages';
import { asParked, outcomeTexts } from '#features/held-meetings/say-outcome.ts';
import { heldItems } from '#features/meetings/say-meeting.ts';
import { listAgenda } from '#features/meetings/server/agenda.queries.ts';
import { findMeeting } from '#features/meetings/server/meeting.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { conflictTexts, withTouched } from '#values/shown.ts';
import type { DocumentConflict } from '../meeting-conflicts.ts';

type Typed = Record<string, string>;
type Ids = [pathway: string, meeting: string];

/** What came of an item as it was typed against what is saved. */
export async function outcomeConflict(
	locals: App.Locals,
	[pathway, id]: Ids,
	typed: Typed
): Promise<DocumentConflict | undefined> {
	const [agenda] = await locals.read(listAgenda(id), recordPathway('meeting.read', pathway, id));
	const saved = agenda.find((item) => item.id === typed.item);
	if (!saved) return undefined;
	return {
		version: saved.version,
		by: saved.changedByName || null,
		at: saved.changedAt,
		texts: withTouched(typed.version, outcomeTexts(heldItems([saved])[0]!, typed, asParked())),
		action: '?/outcome',
		hidden: [['item', saved.id]]
	};
}

const REST_LABELS = { minutes: m.minutes_general, withoutCitizen: m.minutes_without_citizen };

/** What belongs to no item as it was typed against what is saved. */
export async function restConflict(
	locals: App.Locals,
	[pathway, id]: Ids,
	typed: Typed
): Promise<DocumentConflict | undefined> {
	const [[saved]] = await locals.read(
		findMeeting(pathway, id),
		recordPathway('meeting.read', pathway, id)
	);
	if (!saved) return undefined;
	return {
		version: saved.version,
		by: saved.changedByName || null,
		at: saved.changedAt,
		texts: conflictTexts(REST_LABELS, typed, saved),
		action: '?/rest',
		hidden: []
	};
}
