import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { asContent } from '../draft.rules.ts';
import { mayConfirm, partnersOf } from '../reading.rules.ts';
import { seatOfVisitor } from './find-writable.ts';
import { findFramework } from './framework.queries.ts';
import { findVersion, keepReading } from './version.queries.ts';

/**
 * Keeps that the acting person has read the version in force, for the organisation whose hat they wear
 * . Saying it twice changes nothing.
 */
export async function confirmReading(
	acting: Acting,
	versionId: string
): Promise<Outcome<string, 'no-such-version' | 'not-named-as-partner'>> {
	const [framework, version] = await Promise.all([
		acting.first(findFramework()),
		acting.first(findVersion(versionId))
	]);
	if (!framework || !version || framework.establishedVersion !== versionId)
		return refused('no-such-version');
	const partners = partnersOf(asContent(version.content).answers, framework.host);
	if (!mayConfirm(seatOfVisitor(acting), partners, [])) return refused('not-named-as-partner');

	await acting.run(keepReading(versionId));
	await acting.run(record('framework.read', versionId));
	return done(versionId);
}
