/** An agreement that is there when the story begins: begun, and everybody named who acts in it. */
import { randomUUID } from 'node:crypto';
import { newestTemplateOf } from '../../../src/features/agreements/agreement-template.rules.ts';
import type { WrittenKind } from '../../../src/features/agreements/kind.rules.ts';
import { beginAgreement, pathOf } from '../../../src/features/agreements/server/begin-agreement.ts';
import { name } from '../../../src/features/agreements/server/test-agreement.ts';
import type { FourParties } from './four-parties.ts';

/** Begins an agreement between all four, with nothing written in it yet; answers the address of its page. */
export async function begunAgreement(
	{ world, parties, leader }: FourParties,
	kind: WrittenKind,
	title: string
): Promise<string> {
	const id = randomUUID();
	const template = newestTemplateOf(kind);
	const begun = await world.as(leader).act((acting) =>
		beginAgreement(acting, kind, template, {
			id,
			title,
			language: 'da',
			parties: parties.map((party) => party.id),
			collaboration: null
		})
	);
	if (!begun.ok) throw new Error(begun.reason);
	const path = pathOf(id);
	for (const { id: party, leads, signs } of parties) {
		const people = { responsible: leads, executing: [leads], signatories: [signs] };
		const named = await name(world, { id, template, path }, party, people, leader);
		if (!named.ok) throw new Error(named.reason);
	}
	return path;
}
