/** A part of the minutes was corrected twice at once: both texts, side by side. */
import { m } from '#messages';
import { listAgenda } from '#features/meetings/server/agenda.queries.ts';
import { listCorrections } from '#features/meetings/server/correction.queries.ts';
import { findMeeting } from '#features/meetings/server/meeting.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import type { DocumentConflict } from '../meeting-conflicts.ts';

/** The part as it was typed against the part as it is saved. */
export async function partConflict(
	locals: App.Locals,
	[pathway, id]: [pathway: string, meeting: string],
	typed: { correction?: string; text?: string }
): Promise<DocumentConflict | undefined> {
	const [[meeting], agenda, corrections] = await locals.read(
		findMeeting(pathway, id),
		listAgenda(id),
		listCorrections(id),
		recordPathway('meeting.read', pathway, id)
	);
	const asked = corrections.find((each) => each.id === typed.correction);
	const item = agenda.find((each) => each.id === asked?.item);
	if (!meeting || !asked) return undefined;
	const saved = item ?? meeting;
	return {
		version: saved.version,
		by: saved.changedByName || null,
		at: saved.changedAt,
		texts: [
			{
				name: 'text',
				label: item ? m.minutes_outcome_of({ title: item.title }) : m.minutes_general(),
				yours: typed.text ?? '',
				saved: item ? item.outcome : meeting.minutes
			}
		],
		action: '?/takeIn',
		hidden: [['correction', asked.id]]
	};
}
