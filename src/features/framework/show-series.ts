/** Series of meetings as the rows of the framework point to them. */
import type { Kept } from '#features/documents/content.rules.ts';
import { sayFrequency, sayGroup } from '#features/group-meetings/say-series.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { sayDay } from '#values/say.ts';
import type { SeriesToPointTo } from './server/linked.queries.ts';

/** What a series is called where one is chosen. */
export const saySeries = ({ group, purpose, frequency }: SeriesToPointTo): string =>
	m.framework_series_choice({
		group: sayGroup(group),
		purpose,
		frequency: sayFrequency(frequency)
	});

/** Those the reader reads, by id: what each is called, where its meetings are, and when the next one is. */
export const showSeries = (all: readonly SeriesToPointTo[]): Record<string, Kept> =>
	Object.fromEntries(
		all.map((each) => [
			each.id,
			{
				title: saySeries(each),
				href: `/collaborations/${each.collaboration}/meetings`,
				states: [
					each.next
						? {
								text: m.framework_series_next({ day: sayDay(each.next, getLocale()) }),
								tone: 'info'
							}
						: { text: m.framework_series_none_next(), tone: 'warning' }
				]
			}
		])
	);
