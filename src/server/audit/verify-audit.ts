/**
 * Checks the record of what was done and read: that no row was changed, removed or moved.
 *
 * Each tenant has sixteen chains. A row's hash covers its content and the hash of the row before it; the head of a
 * chain says how long it is and ends in the last hash. Rows that an erasure has emptied keep their hash and their place;
 * another row of the chain answers for what is left of them. Whoever could rewrite a whole chain and its head could still
 * deceive this check: keep the printed heads elsewhere to catch that too.
 */
import type { ClientBase } from 'pg';

/** What is wrong with one row or one chain. */
export type Fault = {
	tenant: string;
	lane: number;
	sequence: number;
	/** changed: the row no longer has its hash, or was emptied and nothing answers for it; removed: a row before this one (or the last ones) is gone; moved: it does not follow the row before it. */
	kind: 'changed' | 'removed' | 'moved';
};

/** How a chain ends: its length, and the hash that stands for all of it. */
export type Head = { tenant: string; lane: number; sequence: number; hash: string };

/** Every fault in the record, none where it is whole, and the heads of all chains. Asks with all rights; reads every row once. */
export async function verifyAudit(
	client: ClientBase
): Promise<{ faults: Fault[]; rows: number; heads: Head[] }> {
	const faults = await client.query<Fault>(FAULTS);
	const heads = await client.query<Head>(HEADS);
	const counted = await client.query<{ rows: number }>(
		'select count(*)::int as rows from samspil.audit_event'
	);
	return { faults: faults.rows, rows: counted.rows[0]!.rows, heads: heads.rows };
}

const FAULTS = `
	with chain as (
		select e.tenant_id, e.lane, e.sequence, e.previous, e.hash, e.emptied, samspil.audit_hash(e) as computed,
			lag(e.sequence, 1, 0) over before as sequence_before, lag(e.hash, 1, '\\x') over before as hash_before
		from samspil.audit_event e
		window before as (partition by e.tenant_id, e.lane order by e.sequence)
	), emptied as (
		-- Each batch of emptied rows is answered for by one event of the chain, with their number and fingerprint.
		select b.emptied from (select e.emptied, count(*) as rows from samspil.audit_event e where e.emptied is not null group by 1) b
		where not exists (select from samspil.audit_event e where e.action = 'record.emptied' and e.object_id = b.emptied
			and (e.detail ->> 'rows')::int = b.rows and e.detail ->> 'fingerprint' = samspil.emptied_fingerprint(b.emptied))
	), ends as (
		select tenant_id, lane, max(sequence) as sequence from samspil.audit_event group by tenant_id, lane
	)
	select tenant_id as tenant, lane, sequence::int, case
			when emptied is null and hash <> computed then 'changed'
			when emptied in (select emptied from emptied) then 'changed'
			when sequence <> sequence_before + 1 then 'removed'
			else 'moved' end as kind
	from chain where (emptied is null and hash <> computed) or emptied in (select emptied from emptied) or sequence <> sequence_before + 1 or previous <> hash_before
	union all
	select h.tenant_id, h.lane, h.sequence::int, 'removed'
	from samspil.audit_head h left join ends e using (tenant_id, lane)
	where coalesce(e.sequence, 0) <> h.sequence
	union all
	select e.tenant_id, e.lane, e.sequence::int, 'changed'
	from samspil.audit_head h join samspil.audit_event e using (tenant_id, lane, sequence) where e.hash <> h.hash
	order by 1, 2, 3`;

const HEADS = `select tenant_id as tenant, lane, sequence::int, encode(hash, 'hex') as hash
	from samspil.audit_head where sequence > 0 order by 1, 2`;
