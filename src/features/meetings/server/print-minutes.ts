/** Minutes of a coordinating meeting to print, as they were sent: in the language of whoever prints them. */
import { printHeld, sayThere } from '#features/held-meetings/print-held.ts';
import { sayOutcomeKind } from '#features/held-meetings/say-outcome.ts';
import { m } from '#messages';
import type { PrintedDocument } from '#server/print/printed-document.ts';
import type { Language } from '#values/say.ts';
import { sayReason } from '../say-meeting.ts';
import type { minutesOf } from '../sending.rules.ts';

/** Minutes as they are kept. */
export type KeptMinutes = { content: ReturnType<typeof minutesOf>; hash: string; sentAt: Date };

/** `citizenName`: null where whoever prints may not know it. */
export function printMinutes(
	{ content, hash, sentAt }: KeptMinutes,
	citizenName: string | null,
	language: Language
): PrintedDocument {
	const nameOf = ({ kind, name }: (typeof content.participants)[number]) =>
		kind === 'citizen' ? (citizenName ?? m.meeting_citizen()) : name;
	return printHeld(
		{
			...content,
			hash,
			sentAt,
			facts: content.withoutCitizen
				? [{ term: m.minutes_without_citizen_said(), text: content.withoutCitizen }]
				: [],
			people: content.participants.map((each, index) => {
				const who = [nameOf(each), each.organisation].filter(Boolean).join(', ');
				return `${who} (${sayThere(content.attended[index])}). ${sayReason(each)}`;
			}),
			items: content.agenda.map((item, index) => {
				const owner = item.owner === undefined ? undefined : content.participants[item.owner];
				const kind = content.kinds?.[index];
				return {
					...item,
					said: [
						...(owner ? [m.agenda_owner_shown({ name: nameOf(owner) })] : []),
						...(kind ? [sayOutcomeKind(kind)] : [])
					],
					outcome: content.outcomes[index] ?? '',
					goesOn: content.notReached?.includes(index) ?? false
				};
			})
		},
		language
	);
}
