import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { frameworkTemplate } from '../framework-template.rules.ts';
import { findFramework, insertFramework, listLedCollaborations } from './framework.queries.ts';

/** Begins the municipality's one framework in a collaboration the acting person leads; answers its id.
 * Begun there before, it stays as it is. */
export async function beginFramework(
	acting: Acting,
	collaboration: string
): Promise<Outcome<string, 'framework-already-begun' | 'not-project-leader'>> {
	const [existing, led] = await Promise.all([
		acting.first(findFramework()),
		acting.all(listLedCollaborations())
	]);
	if (existing?.collaboration === collaboration && led.some(({ id }) => id === collaboration))
		return done(existing.id);
	if (existing) return refused('framework-already-begun');
	if (!led.some(({ id }) => id === collaboration)) return refused('not-project-leader');

	const id = crypto.randomUUID();
	await acting.run(
		insertFramework(id, collaboration, frameworkTemplate.edition, acting.visitor.name)
	);
	await acting.run(record('framework.begun', id));
	return done(id);
}
