/** Writes how the citizen took part in a decision, just before the decision itself: PostgreSQL takes none without. */
import type { Acting } from '#server/acting.ts';
import { insertInvolved, type InvolvedIn } from './involved.queries.ts';
import type { Involved } from '../involved.rules.ts';

/** `object` is the id that the decision is made with. */
export const noteInvolved = (
	acting: Acting,
	pathway: string,
	about: InvolvedIn,
	object: string,
	involved: Involved
): Promise<number> =>
	acting.run(insertInvolved(pathway, about, object, involved, acting.visitor.name));
