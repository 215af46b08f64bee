/** Looking for somebody to hold the threads in the middle of a form: what is typed stays, and nothing is saved. */
import type { Acting } from '#server/acting.ts';
import { memberKey } from '#server/form-fields.ts';
import { isToLook } from '#values/looking.ts';
import { partOfName } from '../tovholder.rules.ts';
import { findAllotment, listCandidates, type Candidate } from './tovholder.queries.ts';

/** What was looked for, as it was typed, and who may be asked. */
export type Looked = {
	wanted: string;
	candidates: Candidate[];
	/** How many were found by that name. */
	found: number;
	/** Whoever was found alone is the one that was meant: 'person organisation'. */
	meant: string | undefined;
};

/** Whether the form was sent to look for somebody, and not to be saved. */
export const isLooking = (posted: FormData): boolean =>
	isToLook((name) => {
		const said = posted.get(name);
		return typeof said === 'string' ? said : undefined;
	}, 'find');

/**
 * Whom a form about the threads of `pathway` offers: those whose name holds its field "find", and those who are chosen in its
 * field `keeping`, 'person organisation' each, so that looking for the next loses nobody. `among` leaves out who cannot be chosen here. Null where the visitor knows of no
 * such pathway.
 */
export async function lookForCandidates(
	acting: Acting,
	pathway: string,
	posted: FormData,
	{ keeping, among = (each) => each }: Among = {}
): Promise<Looked | null> {
	const allotment = await acting.first(findAllotment(pathway));
	if (!allotment) return null;
	const typed = posted.get('find');
	// Nobody types a NUL, and PostgreSQL takes none.
	const wanted = typeof typed === 'string' ? typed.replaceAll('\0', '') : '';
	const part = partOfName(wanted);
	const kept = keeping === undefined ? [] : chosenIn(posted, keeping);
	const candidates = among(
		await acting.all(listCandidates(allotment.collaboration, part, pathway, kept))
	);
	const found = candidates.filter(({ name }) => name.toLowerCase().includes(part.toLowerCase()));
	const [alone, ...others] = part === '' ? [] : found;
	const meant = alone && others.length === 0 ? `${alone.person} ${alone.organisation}` : undefined;
	return { wanted, candidates, found: found.length, meant };
}

type Among = { keeping?: string; among?: (candidates: Candidate[]) => Candidate[] };

/** The people chosen, by their ids; what is no such choice is left out. */
const chosenIn = (posted: FormData, field: string): string[] =>
	posted
		.getAll(field)
		.flatMap((chosen) => memberKey().safeParse(chosen).data?.split(' ')[0] ?? [])
		.slice(0, 50);
