/** What the citizen has taken out: an organisation of a consent, and an entry that no partner may read. */
import { randomUUID } from 'node:crypto';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** A consent that names two organisations, one of them taken out again, and an entry kept from all: their ids. */
export async function arrangeDenials(
	world: World,
	pathway: string,
	tovholder: Someone,
	{ out, left, kept }: { out: string; left: string; kept: string }
) {
	const consent = await world.consent(pathway, [out, left], ['progress'], { until: '2099-12-31' });
	const entry = await world.entry(pathway, 'housing', tovholder, kept);
	const deny = async (
		what: { consent_id: string } | { entry_id: string },
		organisation?: string
	) => {
		const id = randomUUID();
		await world.insert('consent_denial', {
			tenant_id: world.tenant,
			id,
			pathway_id: pathway,
			...what,
			organisation_id: organisation ?? null,
			reason: 'Kender en af dem privat',
			said_by: 'citizen',
			said_by_name: 'Amina',
			said_on: '2026-01-06',
			registered_by: tovholder.person,
			registered_by_name: tovholder.name
		});
		return id;
	};
	return {
		consent,
		entry,
		left,
		out,
		ofConsent: await deny({ consent_id: consent }, out),
		ofEntry: await deny({ entry_id: entry })
	};
}
