/** The links of light seats. Nobody reads their table: the database answers how a link stands, and hides what it is about. */
import { sql } from 'kysely';
import { ask } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { LightKind } from '../light.rules.ts';

/** How a link stands, as its page may say it. */
export type LinkShown = {
	kind: LightKind;
	/** `over`: somebody has answered, or it was taken back. */
	state: 'open' | 'used' | 'expired' | 'over';
	givenBy: string;
	givenAt: Date;
	/** The last day of the question, or of the task. */
	until: Day | null;
	/** Where the same is done by somebody who signs in. */
	path: string;
	/** Of a task: the number of its pathway; the meeting at which it was agreed; and how many open ones this person has there. Its words stand behind a sign-in. */
	number: number | null;
	metOn: Day | null;
	openTasks: number | null;
};

/** No row where there is no such link. */
export const findLightLink = (token: string, today: Day) =>
	ask<LinkShown>(sql`select * from samspil.find_light_link(${token}, ${today}::date)`);

/** Sends the link by mail; answers whether there was anybody to send it to. */
export const sendLightLink = (person: string, kind: 'request' | 'task', object: string) =>
	ask<{ isSent: boolean }>(
		sql`select samspil.offer_light_seat(${person}::uuid, ${kind}, ${object}::uuid) as "isSent"`
	);

/** What the link of this visit asks, while it can be answered. */
export const findQuestion = () =>
	ask<{
		question: string;
		askedBy: string;
		askedByOrganisation: string;
		/** What a yes makes of whoever says it; '' where it makes nothing. */
		role: 'tovholder' | 'partner' | '';
	}>(sql`
		select question, asked_by_name as "askedBy", asked_by_organisation_name as "askedByOrganisation", role from samspil.light_question()`);

/** Puts it in the record that the question was shown. */
export const recordQuestion = (request: string) =>
	ask<never>(sql`select samspil.record_request(${request}::uuid)`);

/** The version of a task that is open to me. */
export const findTaskVersion = (pathway: string, task: string) =>
	ask<{ version: number }>(sql`
		select k.version from samspil.task k where k.tenant_id = samspil.visited_tenant() and k.pathway_id = ${pathway}::uuid and k.id = ${task}::uuid`);
