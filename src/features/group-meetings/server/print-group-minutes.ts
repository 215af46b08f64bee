/** Minutes of a group to print, as they were sent: in the language of whoever prints them. */
import { printHeld, sayThere } from '#features/held-meetings/print-held.ts';
import { sayOutcomeKind } from '#features/held-meetings/say-outcome.ts';
import { m } from '#messages';
import type { PrintedDocument } from '#server/print/printed-document.ts';
import type { Language } from '#values/say.ts';
import type { GroupMinutesKept } from '../group-minutes.rules.ts';
import { sayItem } from '../say-series.ts';

export function printGroupMinutes(
	{ content, hash, sentAt }: { content: GroupMinutesKept; hash: string; sentAt: Date },
	language: Language
): PrintedDocument {
	const treated = { results: m.group_treated_results, actions: m.group_treated_actions };
	const gone = (['results', 'actions'] as const).filter((each) => content.treated.includes(each));
	return printHeld(
		{
			...content,
			hash,
			sentAt,
			facts:
				gone.length > 0
					? [{ term: m.group_treated(), text: gone.map((each) => treated[each]()).join('; ') }]
					: [],
			people: content.participants.map(
				({ name, organisation }, index) =>
					`${name}, ${organisation} (${sayThere(content.attended[index])})`
			),
			items: content.agenda.map((item, index) => {
				const kind = content.kinds[index];
				return {
					...item,
					title: sayItem(item),
					said: [
						...(item.owner ? [m.agenda_owner_shown({ name: item.owner })] : []),
						...(kind ? [sayOutcomeKind(kind)] : [])
					],
					outcome: content.outcomes[index] ?? ''
				};
			})
		},
		language
	);
}
