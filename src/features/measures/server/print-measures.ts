/** The measures of a pathway to print, as they are on a day: those that are open to whoever prints. */
import { sayArea } from '#features/pathways/say-pathway.ts';
import { m } from '#messages';
import type { PrintedDocument } from '#server/print/printed-document.ts';
import { dayOf } from '#values/day.ts';
import { sayDay, type Language } from '#values/say.ts';
import { nameMeasure, sayDoer, sayRun } from '../say-measure.ts';
import type { MeasureShown } from './measure.queries.ts';

/** `isWhole`: all of the pathway is open to whoever prints; else it says that there may be more. */
export function printMeasures(
	measures: readonly MeasureShown[],
	{ number, isWhole }: { number: number; isWhole: boolean },
	now: Date,
	language: Language
): PrintedDocument {
	const title = m.measure_title();
	return {
		language,
		title,
		subtitle: m.pathway_number({ number }),
		madeAt: now,
		draftMark: null,
		pageWord: m.framework_pdf_page(),
		ofWord: m.framework_pdf_of(),
		footer: title,
		facts: [],
		goals: null,
		sections: [
			{
				heading: m.measure_as_they_were({ day: sayDay(dayOf(now), language) }),
				questions: [],
				parts: [
					...(isWhole ? [] : [{ kind: 'quiet' as const, text: m.measure_may_be_more() }]),
					{
						kind: 'table',
						caption: null,
						head: [m.measure_what(), m.measure_goal(), m.measure_when(), m.measure_done_by()],
						rows: measures.map((each) => [
							`${nameMeasure(each)} (${sayArea(each.area)})`,
							each.goal,
							sayRun(each),
							sayDoer(each)
						])
					}
				]
			}
		],
		approvals: null
	};
}
