import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import type { HatName } from '../hat.rules.ts';
import { wearHat } from './hats.queries.ts';

/** Puts on another of one's own hats; answers whether it was one. */
export async function putOn(acting: Acting, wanted: HatName): Promise<boolean> {
	const answer = await acting.first(wearHat(wanted));
	if (answer?.worn) await acting.run(record('account.hat-changed', wanted.organisation));
	return answer?.worn ?? false;
}
