/** What the link of a light seat may do. */
import { done, refused, type Outcome } from '#values/outcome.ts';

export type SeatRefusal = 'light-other-kind' | 'light-declare-first';

/**
 * Whether somebody may do this by their link: a link for a question answers no task, and outside an authority the
 * confidentiality declaration comes first (L-5), for which one signs in.
 */
export function maySit(
	link: { kind: 'request' | 'task' },
	visitor: { declared: boolean },
	kind: 'request' | 'task'
): Outcome<true, SeatRefusal> {
	if (link.kind !== kind) return refused('light-other-kind');
	return visitor.declared ? done(true) : refused('light-declare-first');
}
