/** The people around a citizen. The policies show them to the citizen and the tovholder alone. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Former } from '#values/former.ts';
import { MOST_RELATIONS, type Relation } from '../network.rules.ts';

/** Somebody as the map shows them. */
export type KeptRelation = Relation & {
	id: string;
	version: number;
	/** Who wrote it last, and when. */
	by: string;
	at: Date;
	/** What was said before of involving them. */
	former: Former[];
};

/** Whose map it is, and what the visitor is to it. */
export type NetworkPlace = {
	isOpen: boolean;
	isCitizens: boolean;
	isHeld: boolean;
	/** The one who holds the threads, to be told. */
	tovholder: string | null;
	/** The citizen's account, to be told; null where there is none. */
	citizen: string | null;
	/** How many are on the map. */
	count: number;
};

/** The pathway as a place to draw in; no row where it is not open to me. */
export const findNetworkPlace = (pathway: string) =>
	ask<NetworkPlace>(sql`
		select p.state = 'open' as "isOpen", p.id = any ((select samspil.my_pathways_as('{citizen}'))::uuid[]) as "isCitizens",
			p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isHeld",
			(select t.person_id from samspil.tovholder t
				where t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null and t.left_on is null) as tovholder,
			(select c.person_id from samspil.citizen c where c.tenant_id = p.tenant_id and c.id = p.citizen_id) as citizen,
			(select count(*)::int from samspil.network_relation r
				where r.tenant_id = p.tenant_id and r.pathway_id = p.id and r.removed_at is null) as count
		from samspil.pathway p where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

const relations = (pathway: string) =>
	tables
		.selectFrom('network_relation as r')
		.where('r.tenant_id', '=', actingTenant)
		.where('r.pathway_id', '=', pathway)
		.where('r.removed_at', 'is', null)
		.select(['r.id', 'r.name', 'r.relation', 'r.contact', 'r.version'])
		.select(['r.involve_when as involveWhen', 'r.agreed_on as agreedOn'])
		.select(['r.changed_by_name as by', 'r.changed_at as at'])
		.select(sql<Former[]>`r.former`.as('former'))
		.select([
			sql<Relation['side']>`r.side`.as('side'),
			sql<Relation['closeness']>`r.closeness`.as('closeness'),
			sql<Relation['involve']>`r.involve`.as('involve')
		]);

/** Everybody on the map: private people first, the closest first. */
export const listRelations = (pathway: string) =>
	relations(pathway)
		.orderBy(sql`r.side <> 'private'`)
		.orderBy('r.closeness')
		.orderBy('r.name')
		.orderBy('r.id')
		.limit(MOST_RELATIONS);

/** One of them. */
export const findRelation = (pathway: string, id: string) =>
	relations(pathway).where('r.id', '=', id);

/** A row where somebody stood on this map under the id and has been taken off. */
export const findTakenOff = (pathway: string, id: string) =>
	tables
		.selectFrom('network_relation as r')
		.where('r.tenant_id', '=', actingTenant)
		.where('r.pathway_id', '=', pathway)
		.where('r.id', '=', id)
		.where('r.removed_at', 'is not', null)
		.select('r.id');

const columnsOf = (relation: Relation, name: string) => ({
	side: relation.side,
	name: relation.name,
	relation: relation.relation,
	closeness: relation.closeness,
	involve: relation.involve,
	involve_when: relation.involveWhen,
	agreed_on: relation.agreedOn,
	contact: relation.contact,
	changed_by_name: name
});

/** Puts somebody on the map; nothing where the id is taken. */
export const insertRelation = (pathway: string, id: string, relation: Relation, by: string) =>
	tables
		.insertInto('network_relation')
		.values({
			tenant_id: actingTenant,
			id,
			pathway_id: pathway,
			written_by: actingPerson,
			...columnsOf(relation, by)
		})
		.onConflict((taken) => taken.doNothing());

const atVersion = (pathway: string, id: string, version: number) =>
	tables
		.updateTable('network_relation')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.where('version', '=', version)
		.where('removed_at', 'is', null)
		.set({ version: version + 1, changed_at: sql<Date>`now()` });

/** Changes what is said of somebody, if it still stands at `version`. */
export const updateRelation = (
	pathway: string,
	id: string,
	version: number,
	relation: Relation,
	by: string
) => atVersion(pathway, id, version).set(columnsOf(relation, by));

/** Takes somebody off the map, if they still stand at `version`: no word about them is kept. */
export const removeRelation = (pathway: string, id: string, version: number, by: string) =>
	atVersion(pathway, id, version).set({
		removed_at: sql<Date>`now()`,
		name: '',
		relation: '',
		involve: 'not-asked',
		involve_when: '',
		agreed_on: null,
		contact: '',
		changed_by_name: by
	});
