/** The offers that somebody keeps, and how fresh they are: of one's own organisation, or of all for a project leader (0440, 0501). */
import { sql } from 'kysely';
import type { Day } from '#values/day.ts';
import { actingDay, actingTenant, ask } from '#server/tables.ts';
import type { KeptList, Shown } from '../kept-list.ts';
import type { OfferState } from '../offer.rules.ts';

/** An offer in the list of those who keep it. */
export type KeptLine = {
	id: string;
	name: string;
	organisation: string;
	confirmedOn: Day;
	isConfirmed: boolean;
	version: number;
	state: OfferState;
	/** How many have said what is wrong with it since. */
	remarks: number;
};

// What was said of an offer before it was written anew or found right is over (0501).
const lines = (isAll: boolean) => sql`
	select o.id, o.name, g.name as organisation, o.confirmed_on, o.is_confirmed, o.version,
		samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, ${actingDay}) as state,
		(select count(*)::int from samspil.offer_remark r where r.tenant_id = o.tenant_id and r.offer_id = o.id
			and (r.version, r.confirmed_on, r.confirmed_by_name) = (o.version, o.confirmed_on, o.confirmed_by_name)) as remarks
	from samspil.offer o join samspil.offer_directory d on d.tenant_id = o.tenant_id join samspil.organisation g on g.id = o.organisation_id
	where o.tenant_id = ${actingTenant} and (${isAll} and (select samspil.acting_project_leader()) is not null
		or o.organisation_id = (select samspil.acting_organisation()))`;

const CHOSEN: Record<Shown, ReturnType<typeof sql>> = {
	all: sql`true`,
	due: sql`x.state in ('soon', 'stale')`,
	hidden: sql`x.state in ('hidden', 'over')`,
	remarked: sql`x.remarks > 0`
};

/** A page of them, the one that was confirmed longest ago first; `isAll` gives nobody more than their own but a project leader. */
export const listKeptOffers = ({ isAll, show }: KeptList, first: number, size: number) =>
	ask<KeptLine>(sql`
		select x.id, x.name, x.organisation, x.confirmed_on as "confirmedOn", x.is_confirmed as "isConfirmed", x.version, x.state, x.remarks from (${lines(isAll)}) x
		where ${CHOSEN[show]} order by x.state = 'withdrawn', x.confirmed_on, x.name, x.id offset ${first} limit ${size}`);

/** How many there are of each. */
export const countKeptOffers = (isAll: boolean) =>
	ask<Record<Shown, number>>(sql`
		select count(*)::int as all, count(*) filter (where ${CHOSEN.due})::int as due, count(*) filter (where ${CHOSEN.hidden})::int as hidden,
			count(*) filter (where ${CHOSEN.remarked})::int as remarked from (${lines(isAll)}) x`);
