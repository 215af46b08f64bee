/** What the citizen has taken out, an organisation of a consent and an entry that no partner may read; another basis, a
 * signed paper, and what the citizen is asked. */
import { createHash, randomUUID } from 'node:crypto';
import { addDays, dayOf } from '../../src/values/day.ts';
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
	const basis = randomUUID();
	await world.insert('disclosure_basis', {
		tenant_id: world.tenant,
		id: basis,
		pathway_id: pathway,
		number: 1,
		kind: 'vital-interest',
		reason: 'Skal kunne ringe efter hjælp',
		categories: ['economy'],
		organisation_id: left,
		decided_by_name: 'Lene',
		decided_on: '2026-01-06',
		valid_from: '2026-01-06',
		valid_until: '2099-12-31',
		registered_by: tovholder.person,
		registered_organisation_id: tovholder.organisation,
		registered_by_name: tovholder.name
	});
	const scan = randomUUID();
	const paper = Buffer.from('%PDF-1.7 underskrevet');
	await world.insert('consent_scan', {
		tenant_id: world.tenant,
		id: scan,
		pathway_id: pathway,
		consent_id: consent,
		name: 'samtykke.pdf',
		file: paper,
		size: paper.length,
		hash: createHash('sha256').update(paper).digest(),
		pages: 1,
		added_by: tovholder.person,
		added_by_name: tovholder.name
	});
	const asked = randomUUID();
	await world.insert('consent_request', {
		tenant_id: world.tenant,
		id: asked,
		pathway_id: pathway,
		purpose: 'At finde et arbejde',
		categories: ['work'],
		organisations: [left],
		text_shown: 'Jeg siger ja.',
		language: 'da',
		valid_until: addDays(dayOf(new Date()), 60),
		asked_by: tovholder.person,
		asked_by_name: tovholder.name
	});
	return {
		scan,
		asked,
		basis,
		consent,
		entry,
		left,
		out,
		ofConsent: await deny({ consent_id: consent }, out),
		ofEntry: await deny({ entry_id: entry })
	};
}
