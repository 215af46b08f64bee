/** For acts that belong to one hat: whoever wears another finds nothing there. */
import { error } from '@sveltejs/kit';
import type { Acting } from './acting.ts';

/** Somebody at work. What the citizen does, the citizen does on their own page. */
export function atWork(acting: Acting): Acting {
	if (acting.visitor.hat !== 'organisation') error(404);
	return acting;
}

/** Somebody on their own page. What is done at work is done on the pathway's. */
export function asSelf(acting: Acting): Acting {
	if (acting.visitor.hat !== 'self') error(404);
	return acting;
}
