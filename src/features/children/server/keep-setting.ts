/** Whoever leads a collaboration sets the fixed times at which knowledge of a young person is shared. */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { sameSetting, type SharingSetting } from '../sharing.rules.ts';
import { findSetting, insertSetting, updateSetting, type SavedSetting } from './setting.queries.ts';

/**
 * Saves what `wanted` says, based on `version` (0: nothing was saved); the same twice is done once. A time that was held on a pathway stays
 * there under the name it had.
 */
export async function setPoints(
	acting: Acting,
	collaboration: string,
	version: number,
	wanted: SharingSetting
): Promise<Outcome<true, 'not-there'> | Stale<SavedSetting>> {
	const before = await acting.first(findSetting(collaboration));
	if (!before) return refused('not-there');
	if (before.setting && sameSetting(before.setting, wanted)) return done(true);
	const written =
		version === 0
			? await acting.run(insertSetting(collaboration, wanted))
			: await acting.run(updateSetting(collaboration, version, wanted));
	if (written === 0) return stale((await acting.first(findSetting(collaboration))) ?? before);
	await acting.run(record('collaboration.sharing-points-set', collaboration));
	return done(true);
}
