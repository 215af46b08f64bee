/** Notifications made outside, and the clocks that law sets the municipality that received them (L-16). */
import { sql } from 'kysely';
import { actingTenant, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Former } from '#values/former.ts';
import type { Clocks } from '../clocks.rules.ts';
import { head, type Writing } from './child.queries.ts';

export type Notification = {
	id: string;
	madeOn: Day;
	madeBy: string;
	madeTo: string;
	by: string;
	/** When the municipality received and assessed it, as JSON carries it, and when its receipt was sent; null where nobody has said. */
	receivedAt: string | null;
	assessedAt: string | null;
	receiptedOn: Day | null;
	/** A Saturday is one of the six weekdays, as the municipality has said: when the receipt was sent, or now where none was. */
	saturdays: boolean;
	/** Who wrote of the clocks last, and when, as JSON carries it; empty where nobody has. */
	clockedBy: string;
	clockedAt: string;
	version: number;
	/** How the clocks stood before they were put right. */
	former: Former[];
};

/** Writes that a notification was made outside. */
export const insertNotification = (
	at: Writing,
	said: { madeOn: Day; madeBy: string; madeTo: string; receivedAt: Date | null }
) =>
	tables
		.insertInto('outside_notification')
		.values({
			...head(at),
			made_on: said.madeOn,
			made_by: said.madeBy,
			made_to: said.madeTo,
			received_at: said.receivedAt,
			written_by_name: at.by,
			changed_by_name: at.by
		})
		.onConflict((taken) => taken.doNothing());

/** L-16: writes the clocks on top of `version`. */
export const updateClocks = ({ pathway, id, by }: Writing, version: number, said: Clocks) =>
	tables
		.updateTable('outside_notification')
		.set({
			received_at: said.receivedAt,
			assessed_at: said.assessedAt,
			receipted_on: said.receiptedOn,
			changed_by_name: by,
			changed_at: sql<Date>`now()`,
			version: version + 1
		})
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.where('version', '=', version);
