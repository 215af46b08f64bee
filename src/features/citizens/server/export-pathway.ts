/** Everything that is kept of a citizen in one file that programs read; what people read is the print. */
import { together } from '#server/tables.ts';
import { listInvolved } from './citizen.queries.ts';
import { listCompanions } from './companion.queries.ts';
import {
	findWhole,
	listKept,
	listNamed,
	listWholeLog,
	TOLD,
	type KeptTable
} from './export.queries.ts';

/** The name and edition of the form the file has; another edition where a program could stumble over a change. */
const FORM = { format: 'samspil-pathway', edition: 1 };

const TABLES = Object.keys(TOLD) as KeptTable[];

/** The question: all of it in one statement, so that it is all of one moment. */
export const wholeOf = (pathway: string) =>
	together({
		whole: findWhole(pathway),
		organisations: listNamed(pathway),
		involved: listInvolved(pathway),
		companions: listCompanions(pathway),
		log: listWholeLog(pathway),
		...(Object.fromEntries(TABLES.map((table) => [table, listKept(pathway, table)])) as Record<
			KeptTable,
			ReturnType<typeof listKept>
		>)
	});

type Answer = {
	whole: { number: number; pathway: unknown; citizen: unknown }[];
	organisations: unknown[];
	involved: unknown[];
	companions: unknown[];
	log: { row: unknown }[];
} & Record<KeptTable, { row: unknown }[]>;

/** The answer as a file: its name, which says nothing of the citizen, and its text; null where it is not theirs to take. */
export function spellWhole(
	answer: Answer | undefined,
	madeAt: Date
): { name: string; text: string } | null {
	const whole = answer?.whole[0];
	if (!answer || !whole) return null;
	const { organisations, involved, companions, log } = answer;
	const kept = TABLES.map((table) => [table, answer[table].map(({ row }) => row)] as const);
	const told = {
		...FORM,
		madeAt,
		pathway: whole.pathway,
		citizen: whole.citizen,
		organisations,
		involved,
		companions,
		...Object.fromEntries(kept),
		log: log.map(({ row }) => row)
	};
	return { name: `samspil-${whole.number}.json`, text: JSON.stringify(told, null, '\t') };
}
