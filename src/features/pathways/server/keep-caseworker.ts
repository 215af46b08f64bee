/** Who the citizen's coordinating caseworker is, so that they are suggested first where a tovholder is chosen. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import {
	findCaseworker,
	insertCaseworker,
	updateCaseworker,
	type Caseworker
} from './caseworker.queries.ts';
import { findHead } from './pathway.queries.ts';

/**
 * Writes who it is, based on `version`, nought for the first time; an empty name says that there is nobody any more. The
 * same form sent twice is one. Only the tovholder does.
 */
export async function keepCaseworker(
	acting: Acting,
	pathway: string,
	version: number,
	{ name, workplace }: { name: string; workplace: string }
): Promise<Outcome<true, 'no-such-pathway'> | Stale<Caseworker>> {
	const head = await acting.first(findHead(pathway));
	if (!head?.isHeld) return refused('no-such-pathway');
	const at = name === '' ? '' : workplace;
	const { name: by } = acting.visitor;
	const written = await acting.run(
		version === 0
			? insertCaseworker(pathway, name, at, by)
			: updateCaseworker(pathway, version, name, at, by)
	);
	if (written === 0) {
		const saved = await acting.first(findCaseworker(pathway));
		if (!saved) return refused('no-such-pathway');
		return saved.name === name && saved.workplace === at ? done(true) : stale(saved);
	}
	await acting.run(recordPathway('caseworker.kept', pathway));
	return done(true);
}
