/** Looking for somebody to hold the threads in the middle of a form: what is typed stays, and nothing is saved. */
import type { Acting } from '#server/acting.ts';
import { memberKey } from '#server/form-fields.ts';
import { partOfName } from '../tovholder.rules.ts';
import { findAllotment, listCandidates, type Candidate } from './tovholder.queries.ts';

/** What was looked for, as it was typed, and who may be asked. */
export type Looked = {
	wanted: string;
	candidates: Candidate[];
	/** Whoever was found alone is the one that was meant: 'person organisation'. */
	meant: string | undefined;
};

/** Whether the button was pressed that looks for somebody, and not the one that sends the form. */
export const isLooking = (posted: FormData): boolean => posted.has('look');

/**
 * Whom a form about the threads of `pathway` offers: those whose name holds its field "find", and those who are chosen in its
 * field `keeping`, 'person organisation' each, so that looking for the next loses nobody. Null where the visitor knows of no
 * such pathway.
 */
export async function lookForCandidates(
	acting: Acting,
	pathway: string,
	posted: FormData,
	keeping?: string
): Promise<Looked | null> {
	const allotment = await acting.first(findAllotment(pathway));
	if (!allotment) return null;
	const typed = posted.get('find');
	// Nobody types a NUL, and PostgreSQL takes none.
	const wanted = typeof typed === 'string' ? typed.replaceAll('\0', '') : '';
	const part = partOfName(wanted);
	const kept = keeping === undefined ? [] : chosenIn(posted, keeping);
	const candidates = await acting.all(listCandidates(allotment.collaboration, part, pathway, kept));
	return { wanted, candidates, meant: aloneIn(candidates, part) };
}

/** The only one of that name. */
function aloneIn(candidates: Candidate[], part: string): string | undefined {
	if (part === '') return undefined;
	const found = candidates.filter(({ name }) => name.toLowerCase().includes(part.toLowerCase()));
	return found.length === 1 ? `${found[0]!.person} ${found[0]!.organisation}` : undefined;
}

/** The people chosen, by their ids; what is no such choice is left out. */
const chosenIn = (posted: FormData, field: string): string[] =>
	posted
		.getAll(field)
		.flatMap((chosen) => memberKey().safeParse(chosen).data?.split(' ')[0] ?? [])
		.slice(0, 50);
