/** Consents, as PostgreSQL keeps them. Who may see and withdraw one is the policies' affair. */
import { sql } from 'kysely';
import { actingDay, actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { CursorKey } from '#values/cursor.ts';
import type { Day } from '#values/day.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { ConsentWish, Giver, Way } from '../consent.rules.ts';
import type { Holder } from '#features/children/custody.rules.ts';
import type { Reader } from '../giver.rules.ts';
import type { Interpreter } from '../interpreter.rules.ts';
import { asColumns } from './interpreter.queries.ts';

/** The pathway that consents stand under. No row: not there, or not mine to know of. */
export const findConsentHead = (pathway: string) =>
	ask<{
		number: number;
		citizen: string | null;
		hasAccount: boolean;
		birthDate: Day | null;
		isHeld: boolean;
		/** I read all that is written on it, also where I only read: in an emergency, or for a while after having handed it over. */
		isWhole: boolean;
		/** I read all its consents: with emergency access nobody reads any. */
		readsConsents: boolean;
		isOpen: boolean;
		begunOn: Day;
	}>(sql`
		select p.number, c.name as citizen, c.person_id is not null as "hasAccount", c.birth_date as "birthDate", p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isHeld",
			p.id = any ((select samspil.my_whole_pathways())::uuid[]) as "isWhole",
			p.id = any ((select samspil.my_pathways_as('{tovholder,former-tovholder,citizen}'))::uuid[]) as "readsConsents", p.state = 'open' as "isOpen", p.registered_on as "begunOn"
		from samspil.pathway p left join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

/** Who is written down as a guardian, and who of them decides. */
export const listHolders = (pathway: string) =>
	ask<Holder & { name: string; relation: string }>(sql`
		select g.id, g.name, g.relation, g.custody from samspil.guardian g
		where g.tenant_id = ${actingTenant} and g.pathway_id = ${pathway}::uuid order by g.name, g.id`);

/** An organisation that a consent may name; `isInvolved`: it is on the pathway, and not only a party to an agreement. */
export type Nameable = { id: string; name: string; isInvolved: boolean };
/** The organisations a consent may name: those that are on it, and then the parties of the collaboration's agreements in force. */
export const listNameable = (pathway: string) =>
	ask<Nameable>(sql`
		select n.id, n.name, n."isInvolved" from (
			select o.id, o.name, true as "isInvolved" from samspil.partner r join samspil.organisation o on o.id = r.organisation_id
			where r.tenant_id = ${actingTenant} and r.pathway_id = ${pathway}::uuid and r.state in ('planned', 'contacted', 'agreed')
			union all select a.id, a.name, false from samspil.agreed_recipients(${pathway}::uuid) a) n
		order by n."isInvolved" desc, n.name, n.id`);

/**
 * The organisations that an entry may be kept from: those that are on it (planned, asked or agreed), and those that a consent names which runs or is to
 * come, who read by it from when they are on the pathway.
 */
export const listRecipients = (pathway: string) =>
	ask<{ id: string; name: string }>(sql`
		select o.id, o.name from samspil.organisation o where o.id in (
			select r.organisation_id from samspil.partner r
				where r.tenant_id = ${actingTenant} and r.pathway_id = ${pathway}::uuid and r.state in ('planned', 'contacted', 'agreed')
			union all select unnest(k.organisations) from samspil.consent k
				where k.tenant_id = ${actingTenant} and k.pathway_id = ${pathway}::uuid and k.withdrawn_at is null and k.valid_until >= ${actingDay})
		order by o.name, o.id`);

/** The organisations that read by a consent. */
export const listRecipientsOf = (pathway: string, consent: string) =>
	ask<{ id: string; name: string }>(sql`
		select o.id, o.name from samspil.consent k
			join samspil.organisation o on o.id = any (k.organisations) and not o.id = any (k.denied)
		where k.tenant_id = ${actingTenant} and k.pathway_id = ${pathway}::uuid and k.id = ${consent}::uuid
		order by o.name, o.id`);

/** A consent as it is shown. */
export type ConsentShown = {
	id: string;
	number: number;
	purpose: string;
	categories: Category[];
	organisations: string[];
	/** The organisations that it was given to. */
	named: string[];
	/** The organisations that read by it. */
	recipients: string[];
	/** Those of them that are not on the pathway any more, and read nothing by it. */
	gone: string[];
	/** The organisations that the citizen has taken out of it again. */
	takenOut: string[];
	fromWhom: string;
	givenBy: Giver;
	/** Empty where the citizen's name is not open to me. */
	givenByName: string;
	/** Of a child, for whoever reads the whole pathway; else empty. */
	guardians: string[];
	heard: string;
	unableWhy: string;
	/** What a child was told that others answered for; empty else. */
	toldShown: string;
	/** For whom the words are; null before there were others than for an adult about themselves. */
	reader: Reader | null;
	givenHow: Way;
	language: string;
	informedAt: Date;
	givenAt: Date;
	textShown: string;
	validFrom: Day;
	validUntil: Day;
	/** Empty where the citizen's name is not open to me: it may be the citizen who did. */
	registeredBy: string;
	withdrawnAt: Date | null;
	withdrawnBy: string | null;
	/** Who said stop, where somebody else wrote it down; empty else. */
	stoppedBy: string;
	/** Nobody withdrew it: the pathway was closed. */
	endedWithPathway: boolean;
	version: number;
} & Interpreter;
const consent = sql`
	select k.id, k.number, k.purpose, k.categories,
		k.organisations,
		array(select o.name from samspil.organisation o where o.id = any (k.organisations) order by o.name, o.id) as named,
		array(select o.name from samspil.organisation o where o.id = any (k.organisations) and not o.id = any (k.denied) order by o.name) as recipients,
		array(select o.name from samspil.organisation o where o.id = any (k.organisations) and not o.id = any (k.denied)
			and (select bool_and(r.state in ('declined', 'ended')) from samspil.partner r where r.tenant_id = k.tenant_id and r.pathway_id = k.pathway_id
				and r.organisation_id = o.id) order by o.name) as gone,
		array(select o.name from samspil.organisation o where o.id = any (k.denied) order by o.name) as "takenOut",
		k.from_whom as "fromWhom", k.given_by as "givenBy", coalesce(w.given_by_name, '') as "givenByName", coalesce(f.guardians, '{}') as guardians,
		coalesce(f.heard, '') as heard, coalesce(f.unable_why, '') as "unableWhy", coalesce(f.told_shown, '') as "toldShown", f.reader, coalesce(f.withdrawn_said_by_name, '') as "stoppedBy",
		k.given_how as "givenHow", k.language,
		k.interpreter, k.interpreter_used as "interpreterUsed", k.interpreter_how as "interpreterHow", k.interpreter_language as "interpreterLanguage",
		k.interpreter_adult as "interpreterAdult", k.informed_at as "informedAt", k.given_at as "givenAt", k.text_shown as "textShown", k.valid_from as "validFrom",
		k.valid_until as "validUntil", coalesce(w.registered_by_name, '') as "registeredBy", k.withdrawn_at as "withdrawnAt",
		w.withdrawn_by_name as "withdrawnBy", k.ended_with_pathway as "endedWithPathway", k.version
	from samspil.consent k left join samspil.consent_in_full w on w.tenant_id = k.tenant_id and w.id = k.id
		left join samspil.consent_of_child_in_full f on f.tenant_id = k.tenant_id and f.id = k.id`;

/** One page of the list of consents. */
export const PAGE_OF_CONSENTS = 50;

/** The consents of a pathway that I may see, the newest first, from where the page before ended; one more than a page. */
export const listConsents = (pathway: string, after: CursorKey | null = null) =>
	ask<ConsentShown & { cursor: string }>(sql`
		select c.*, c."givenAt"::text || '~' || c.id as cursor from (${consent}
			where k.tenant_id = ${actingTenant} and k.pathway_id = ${pathway}::uuid and ${
				after
					? sql`k.number < (select l.number from samspil.consent l
						where l.tenant_id = ${actingTenant} and l.pathway_id = ${pathway}::uuid and l.id = ${after.id}::uuid)`
					: sql`true`
			}
			order by k.number desc limit ${PAGE_OF_CONSENTS + 1}) c order by c.number desc`);

/** All of them, the newest first: to take along. */
export const listAllConsents = (pathway: string) =>
	ask<ConsentShown>(sql`${consent}
		where k.tenant_id = ${actingTenant} and k.pathway_id = ${pathway}::uuid order by k.number desc`);

export const findConsent = (pathway: string, id: string) =>
	ask<ConsentShown>(sql`${consent}
		where k.tenant_id = ${actingTenant} and k.pathway_id = ${pathway}::uuid and k.id = ${id}::uuid`);

/** The consents that my organisation reads by no more: that each has ended and when, and nothing else of it. */
export const listEndedForUs = (pathway: string) =>
	ask<{ number: number; endedOn: Day; how: 'withdrawn' | 'over' | 'closed' }>(sql`
		select e.number, e.ended_on as "endedOn", e.how from samspil.my_ended_consents(${pathway}::uuid) e order by e.number desc`);

/** Where a consent stands, by its id alone: for the citizen's own page too. */
export const findConsentState = (id: string) =>
	tables
		.selectFrom('consent')
		.select(['pathway_id as pathway', 'organisations', 'withdrawn_at as withdrawnAt', 'version'])
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id);

/** Holds the pathway until the transaction ends, so that two consents at once get two numbers; marks it as changed. */
export const holdPathway = (pathway: string) =>
	ask<never>(sql`
		update samspil.pathway set changed_at = clock_timestamp() where tenant_id = ${actingTenant} and id = ${pathway}::uuid`);

type NewConsent = ConsentWish &
	Interpreter & {
		id: string;
		pathway: string;
		fromWhom: string;
		givenHow: Way;
		language: string;
		textShown: string;
		/** What the child was told; empty where nobody was. */
		toldShown: string;
		reader: Reader;
		validFrom: Day;
		registeredByName: string;
	};

/** Keeps the consent under the pathway's next number. */
export const insertConsent = (given: NewConsent) =>
	tables.insertInto('consent').values({
		tenant_id: actingTenant,
		id: given.id,
		pathway_id: given.pathway,
		number: sql<number>`(select coalesce(max(k.number), 0) + 1 from samspil.consent k where k.tenant_id = ${actingTenant} and k.pathway_id = ${given.pathway}::uuid)`,
		purpose: given.purpose,
		categories: given.categories,
		organisations: given.organisations,
		from_whom: given.fromWhom,
		given_by: given.givenBy,
		given_by_name: given.givenByName,
		guardians: [...given.guardians],
		heard: given.heard,
		unable_why: given.unableWhy,
		given_how: given.givenHow,
		language: given.language,
		...asColumns(given),
		informed_at: given.informedAt,
		given_at: given.givenAt,
		text_shown: given.textShown,
		told_shown: given.toldShown,
		reader: given.reader,
		valid_from: given.validFrom,
		valid_until: given.validUntil,
		registered_by: actingPerson,
		registered_by_name: given.registeredByName
	});

/** Withdraws a consent that still stands at `version`; nothing happens where it does not, or is not the visitor's. */
export const putWithdrawal = (
	id: string,
	version: number,
	byName: string,
	said: { by: Giver; name: string } | null
) =>
	tables
		.updateTable('consent')
		.set({
			withdrawn_at: sql<Date>`now()`,
			withdrawn_by_name: byName,
			...(said && { withdrawn_said_by: said.by, withdrawn_said_by_name: said.name }),
			version: version + 1
		})
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version)
		.where('withdrawn_at', 'is', null);
