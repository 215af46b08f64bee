/** An organisation's own part of a pathway, in one file that programs read and on a page that people read (L-11). */
import { together } from '#server/tables.ts';
import { OUR_TABLES, tellOurs, type OurTable } from '../part.rules.ts';
import { listNamed } from './export.queries.ts';
import { findPartOf, listOurs } from './part.queries.ts';

/** The name and edition of the form the file has; another edition where a program could stumble over a change. */
const FORM = { format: 'samspil-own-part', edition: 1 };

/** The question: all of it in one statement, so that it is all of one moment. */
export const ourPartOf = (pathway: string) =>
	together({
		part: findPartOf(pathway),
		organisations: listNamed(pathway),
		...(Object.fromEntries(OUR_TABLES.map((table) => [table, listOurs(pathway, table)])) as Record<
			OurTable,
			ReturnType<typeof listOurs>
		>)
	});

type Answer = {
	part: { number: number; organisation: string; organisationId: string }[];
	organisations: unknown[];
} & Record<OurTable, { row: Record<string, unknown> }[]>;

/** The answer as a file: its name, which says nothing of the citizen, and its text; null where it is not theirs to take. */
export function spellPart(
	answer: Answer | undefined,
	madeAt: Date
): { name: string; text: string } | null {
	const part = answer?.part[0];
	if (!answer || !part) return null;
	const told = {
		...FORM,
		madeAt,
		pathway: { number: part.number },
		organisation: { id: part.organisationId, name: part.organisation },
		organisations: answer.organisations,
		...Object.fromEntries(OUR_TABLES.map((table) => [table, answer[table].map(({ row }) => row)]))
	};
	return { name: `samspil-${part.number}-del.json`, text: JSON.stringify(told, null, '\t') };
}

/** The answer as it is read; null where it is not theirs. */
export function readPart(answer: Answer | undefined) {
	const part = answer?.part[0];
	if (!answer || !part) return null;
	return {
		number: part.number,
		organisation: part.organisation,
		parts: tellOurs((table) => answer[table])
	};
}
