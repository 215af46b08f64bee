/** What a citizen of the invented data keeps to themselves, and what a partner may read without their yes. */
import type { BasisWish } from '#features/consents/basis.rules.ts';
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';
import type { Pathway } from './pathway.ts';
import { solby, type Seat } from './people.ts';

/** The citizen keeps an entry from an organisation, and says why. */
export const keepEntry = (
	{ write, day }: Example,
	path: Pathway,
	entry: string,
	kept: { from: Seat['at']; reason: string; offset: number }
) =>
	write(
		tables.insertInto('consent_denial').values({
			tenant_id: solby.id,
			id: idOf(`denial of ${entry}`),
			pathway_id: path.id,
			entry_id: entry,
			organisation_id: kept.from.id,
			reason: kept.reason,
			said_by: 'citizen',
			said_by_name: path.name,
			said_on: day(kept.offset),
			registered_by: path.account!,
			registered_by_name: path.name
		})
	);

type Basis = Pick<BasisWish, 'kind' | 'reason' | 'categories' | 'decidedByName'> & {
	for: Seat['at'];
	offset: number;
	until: number;
};

/** A partner may be told something on another basis than consent. */
export async function openByBasis(
	{ write, day, moment }: Example,
	path: Pathway,
	by: Seat,
	basis: Basis
): Promise<void> {
	const id = idOf(`basis on ${path.name}`);
	await write(
		tables.insertInto('citizen_involved').values({
			tenant_id: solby.id,
			pathway_id: path.id,
			object_id: id,
			about: 'basis',
			part: 'told',
			note: `${path.name} fik det at vide næste morgen og var lettet.`,
			written_by: by.who.id,
			written_by_name: by.who.name,
			written_at: moment(basis.offset, '11:00')
		})
	);
	await write(
		tables.insertInto('disclosure_basis').values({
			tenant_id: solby.id,
			id,
			pathway_id: path.id,
			number: 1,
			kind: basis.kind,
			reason: basis.reason,
			categories: basis.categories,
			organisation_id: basis.for.id,
			decided_by_name: basis.decidedByName,
			decided_on: day(basis.offset),
			valid_from: day(basis.offset),
			valid_until: day(basis.until),
			registered_by: by.who.id,
			registered_organisation_id: by.at.id,
			registered_by_name: by.who.name
		})
	);
}
