import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { actingTenant } from '#server/tables.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { alikeIn, type OrganisationKind, type Registered } from '../organisation.rules.ts';
import { findLike } from '../duplicates.rules.ts';
import { listKnown } from './duplicate.queries.ts';
import {
	findOrganisation,
	insertOrganisation,
	joinTenant,
	listRegister
} from './organisation.queries.ts';

/** An organisation as the form tells it. `another` says that it is none of those with a like name. */
export type NewOrganisation = {
	id: string;
	name: string;
	kind: Exclude<OrganisationKind, 'municipality'>;
	cvr: string | null;
	areas: string[];
	contact: string;
	another: boolean;
};

/** There are organisations it may be already: choose one of them, or say that it is another. */
export type Alike = { ok: false; reason: 'organisation-alike'; alike: Registered[] };

/**
 * Adds an organisation to the register and lets it work in this municipality; answers its id. Where the register has
 * one that it is perhaps already (the same CVR number, a like name, the same way to reach it), answers those instead, unless it is said to be another.
 */
export async function addOrganisation(
	acting: Acting,
	{ another, ...organisation }: NewOrganisation
): Promise<{ ok: true; value: string } | Alike> {
	// The same form sent twice: it stands here already.
	if (await acting.first(findOrganisation(organisation.id))) return done(organisation.id);
	const alike = another ? [] : await findAlike(acting, organisation);
	if (alike.length > 0) return { ok: false, reason: 'organisation-alike', alike };
	await acting.run(insertOrganisation(organisation));
	await acting.run(joinTenant(organisation.id, actingTenant));
	await acting.run(record('organisation.created', organisation.id, { kind: organisation.kind }));
	return done(organisation.id);
}

/** The same by name or number, and then what looks like it as the page of those that are perhaps one says it. */
async function findAlike(
	acting: Acting,
	organisation: Omit<NewOrganisation, 'another'>
): Promise<Registered[]> {
	const same = alikeIn(await acting.all(listRegister()), organisation);
	const like = findLike(await acting.all(listKnown()), {
		...organisation,
		reach: [organisation.contact]
	});
	return [...same, ...like.filter(({ id }) => same.every((each) => each.id !== id))];
}

/** Lets an organisation of the register work in this municipality too. Refuses one that is not there. */
export async function addExistingOrganisation(
	acting: Acting,
	id: string
): Promise<Outcome<string, 'no-such-organisation'>> {
	const register = await acting.all(listRegister());
	if (!register.some((each) => each.id === id)) return refused('no-such-organisation');
	const joined = await acting.run(joinTenant(id, actingTenant));
	if (joined > 0) await acting.run(record('organisation.joined', id));
	return done(id);
}
