/** How the citizen took part in a decision about who is involved, what stops and what is shared. */
import { done, refused, type Outcome } from '#values/outcome.ts';

/** The citizen was asked before; was told of it; or neither was possible, and why. */
export const INVOLVED_PARTS = ['asked', 'told', 'not-possible'] as const;
export type InvolvedPart = (typeof INVOLVED_PARTS)[number];

/** What is said of it, by the names of the form. */
export type Involved = { citizenPart: InvolvedPart; citizenNote: string };

/** Decides whether enough is said: where the citizen was neither asked nor told, why. */
export const sayInvolved = (involved: Involved): Outcome<Involved, 'citizen-part-unexplained'> =>
	involved.citizenPart === 'not-possible' && involved.citizenNote.trim() === ''
		? refused('citizen-part-unexplained')
		: done(involved);
