/** How far the model is in use in the visitor's municipality; no row for anybody who leads and steers nothing. */
import { sql } from 'kysely';
import { actingDay, ask } from '#server/tables.ts';
import type { Facts } from '../implementation.rules.ts';

export const findImplementation = () =>
	ask<Facts>(sql`
		select i.collaborations, i.begun, i.in_force_on as "inForceOn", i.partners,
			i.partners_read as "partnersRead", i.activities, i.activities_done as "activitiesDone", i.goals_reached as "goalsReached",
			i.pool, i.agreements, i.is_current as "isCurrent"
		from samspil.implementation_facts(${actingDay}) i`);
