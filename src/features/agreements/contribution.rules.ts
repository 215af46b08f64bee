/** What each party contributes, and what it comes to: by kind, by unit and by the time it counts for. */
import { amountOfCell, cellOf, numberOfCell, rowsAt } from '#features/documents/answered.rules.ts';
import { partyKey } from '#features/documents/shape.rules.ts';
import type { Answers } from '#features/documents/template.rules.ts';
import { CONTRIBUTIONS, PERIODS } from './agreement-fields.rules.ts';

export type ContributionType = (typeof CONTRIBUTIONS)[number];
export type Period = (typeof PERIODS)[number];

/** One contribution of one party. Cash has an amount; the rest a number of something. */
export type Contribution = {
	id: string;
	party: string;
	type: ContributionType;
	what: string;
	amountInOere: number | null;
	number: number | null;
	unit: string;
	/** For which time it counts; in all where nothing is said. */
	period: Period;
};

/** What a party's contributions of one kind, unit and time come to. */
export type Total = Pick<Contribution, 'type' | 'unit' | 'period'> & {
	amountInOere: number;
	number: number;
};

/** What the parties contribute, in their order and that of their rows. Rows without a kind are not told. */
export const contributionsOf = (answers: Answers, parties: readonly string[]): Contribution[] =>
	parties.flatMap((party) =>
		rowsAt(answers, partyKey('contributions', party)).flatMap((row): Contribution[] => {
			const type = oneOf(CONTRIBUTIONS, cellOf(row, 'type'));
			if (!type) return [];
			return [
				{
					id: row.id,
					party,
					type,
					what: cellOf(row, 'what'),
					amountInOere: amountOfCell(row, 'amount'),
					number: numberOfCell(row, 'number'),
					unit: cellOf(row, 'unit'),
					period: oneOf(PERIODS, cellOf(row, 'period')) ?? 'in-all'
				}
			];
		})
	);

/**
 * The contributions added up, by kind and time and, where something is counted, by its unit. Units that differ
 * only in capitals and spaces are one. What has neither amount nor number adds nothing and is still told.
 */
export function totalsOf(contributions: readonly Contribution[]): Total[] {
	const totals = new Map<string, Total>();
	for (const { type, unit, period, amountInOere, number } of contributions) {
		const counted = number === null ? '' : unit;
		const key = [type, period, plain(counted)].join('/');
		const total = totals.get(key) ?? { type, unit: counted, period, amountInOere: 0, number: 0 };
		totals.set(key, {
			...total,
			amountInOere: total.amountInOere + (amountInOere ?? 0),
			number: withoutDust(total.number + (number ?? 0))
		});
	}
	const order = (each: Total) =>
		CONTRIBUTIONS.indexOf(each.type) * PERIODS.length + PERIODS.indexOf(each.period);
	return [...totals.values()].sort((a, b) => order(a) - order(b));
}

/** The totals of each party, in their order; a party without contributions has none. */
export const totalsByParty = (
	contributions: readonly Contribution[],
	parties: readonly string[]
): { party: string; totals: Total[] }[] =>
	parties.map((party) => ({
		party,
		totals: totalsOf(contributions.filter((each) => each.party === party))
	}));

/** Sums of decimals without what binary fractions leave behind: numbers have six decimals at most. */
const withoutDust = (number: number) => Math.round(number * 1_000_000) / 1_000_000;

const plain = (unit: string) => unit.toLowerCase().replace(/\s+/g, ' ').trim();

const oneOf = <Key extends string>(keys: readonly Key[], text: string): Key | undefined =>
	keys.find((key) => key === text);
