/** The purposes of a partnership, one by one, with how far what serves each of them has come. */
import { cellOf, rowsAt } from '#features/documents/answered.rules.ts';
import { rowsOf, type Answers } from '#features/documents/template.rules.ts';
import type { ObligationStatus } from './obligation.rules.ts';

/** A purpose, with the promises that serve it and those of them that are kept. */
export type PurposeStanding = { id: string; purpose: string; promises: number; kept: number };

/**
 * Where each purpose stands; none where the agreement tells none one by one.
 * @param promises each with the question and the row that say it, `obligations@party/row`; one that was let go counts no more
 */
export function purposeStandings(
	answers: Answers,
	promises: readonly { key: string; status: ObligationStatus }[]
): PurposeStanding[] {
	const running = promises.filter(({ status }) => status !== 'dropped');
	const serving = (purpose: string) =>
		running.filter(({ key }) => {
			const at = key.lastIndexOf('/');
			const answer = answers[key.slice(0, at)];
			const row = answer && rowsOf(answer.value).find(({ id }) => id === key.slice(at + 1));
			return row !== undefined && cellOf(row, 'serves') === purpose;
		});
	return rowsAt(answers, 'purposes').map((row) => {
		const served = serving(row.id);
		return {
			id: row.id,
			purpose: cellOf(row, 'purpose'),
			promises: served.length,
			kept: served.filter(({ status }) => status === 'kept').length
		};
	});
}
