/** The hats of the person who asks, and the declaration that comes with some of them. */
import { sql } from 'kysely';
import {
	actingDay,
	actingOrganisation,
	actingPerson,
	actingTenant,
	ask,
	tables
} from '#server/tables.ts';

/** A hat one can put on. */
export type Hat = {
	hat: 'organisation' | 'administrator' | 'self';
	tenant: string | null;
	tenantName: string | null;
	organisation: string | null;
	organisationName: string | null;
	worn: boolean;
};

/** Every hat the person can wear today. */
export const listHats = () =>
	ask(
		sql<Hat>`select hat, tenant_id as tenant, tenant_name as "tenantName", organisation_id as organisation,
			organisation_name as "organisationName", worn from samspil.my_hats()`
	);

/** Puts a hat on; answers whether it is one of the person's. */
export const wearHat = ({
	hat,
	tenant,
	organisation
}: Pick<Hat, 'hat' | 'tenant' | 'organisation'>) =>
	ask(
		sql<{
			worn: boolean;
		}>`select samspil.wear_hat(${hat}, ${tenant}::uuid, ${organisation}::uuid) as worn`
	);

/** Accepts the declaration of `version` for the hat that is worn. */
export const acceptDeclaration = (version: string) =>
	tables
		.updateTable('membership')
		.set({
			declared_on: actingDay,
			declaration_version: version,
			version: sql<number>`version + 1`
		})
		.where('tenant_id', '=', actingTenant)
		.where('person_id', '=', actingPerson)
		.where('organisation_id', '=', actingOrganisation);

/** The telephone of the place of work whose hat is worn; no row with another hat. */
export const findOwnPhone = () =>
	tables
		.selectFrom('membership')
		.where('tenant_id', '=', actingTenant)
		.where('person_id', '=', actingPerson)
		.where('organisation_id', '=', actingOrganisation)
		.select('phone');

/** Tells it; answers whether there is such a place of work. */
export const keepOwnPhone = (phone: string) =>
	ask(sql<{ kept: boolean }>`select samspil.set_own_phone(${phone}) as kept`);

/** Remembers the language the person reads, for mails and the next browser. */
export const keepLanguage = (language: 'da' | 'en') =>
	tables.updateTable('person').set({ language }).where('id', '=', actingPerson);
