/** Who looked at a pathway and did something there, to print for keeping: what stands on the citizen's paper too (L-10). */
import { m } from '#messages';
import type { PrintedDocument } from '#server/print/printed-document.ts';
import { sayDay, type Language } from '#values/say.ts';
import { onPaper, type DayRow } from '../log.rules.ts';
import { sayDeedInWords, sayReasons } from '../say-log.ts';

/** The rows in the order they are listed, the newest first; `isCut`: there are more than stand here. */
export function printLog(
	rows: readonly DayRow[],
	isCut: boolean,
	number: number,
	madeAt: Date,
	language: Language
): PrintedDocument {
	const title = m.journal_kind_log();
	return {
		language,
		title,
		subtitle: m.pathway_number({ number }),
		madeAt,
		draftMark: null,
		pageWord: m.framework_pdf_page(),
		ofWord: m.framework_pdf_of(),
		footer: title,
		facts: [],
		goals: null,
		sections: [
			{
				heading: m.journal_kind_log(),
				questions: [],
				parts: [
					{ kind: 'quiet', text: m.journal_log_addressed() },
					...(isCut ? [{ kind: 'quiet' as const, text: m.log_paper_cut() }] : []),
					{
						kind: 'table',
						caption: null,
						head: [
							m.journal_column_day(),
							m.journal_column_who(),
							m.journal_column_did(),
							m.journal_column_why()
						],
						rows: onPaper(rows, false).flatMap(({ day, people }) =>
							people.map(({ name, organisation, reason, deeds }) => [
								sayDay(day, language),
								[name, organisation].filter(Boolean).join(', '),
								deeds.map(sayDeedInWords).join('; '),
								reason ? sayReasons({ reason, name, organisation }) : ''
							])
						)
					}
				]
			}
		],
		approvals: null
	};
}
