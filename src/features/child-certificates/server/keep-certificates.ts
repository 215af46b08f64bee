/** An association keeps who meets children under 15, and when it declared that it has their certificates (L-21). */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import type { Day } from '#values/day.ts';
import {
	done,
	meetSaved,
	refused,
	stale,
	type Outcome,
	type SentBefore,
	type Stale
} from '#values/outcome.ts';
import {
	asTyped,
	checkDeclaration,
	checkRole,
	saysTheSame,
	type DeclarationRefusal,
	type RoleRefusal,
	type RoleSaid
} from '../certificate.rules.ts';
import {
	deleteDeclaration,
	deleteRole,
	findAtWork,
	findRegister,
	findRole,
	insertDeclaration,
	insertRole,
	updateRole,
	type KeptRole
} from './certificate.queries.ts';

/** Writes down somebody's role; the same form sent twice writes it once. Refuses somebody who is not of the organisation. */
export async function addRole(
	acting: Acting,
	id: string,
	person: string,
	said: RoleSaid
): Promise<Outcome<true, 'not-there' | 'not-at-work-here' | RoleRefusal> | SentBefore> {
	const register = await findKept(acting);
	if (!register) return refused('not-there');
	const before = await acting.first(findRole(id));
	if (before) return meet(before, person, said);
	const checked = checkRole(said, acting.today);
	if (!checked.ok) return checked;
	if (!(await acting.first(findAtWork(person)))) return refused('not-at-work-here');
	if ((await acting.run(insertRole(register.organisation, id, person, checked.value))) === 0) {
		// the same form, sent at the same moment
		const saved = await acting.first(findRole(id));
		return saved ? meet(saved, person, said) : refused('not-there');
	}
	await acting.run(record('certificate.role-kept', id));
	return done(true);
}

/** Changes a role, based on `version`; the same change twice is done once. */
export async function changeRole(
	acting: Acting,
	id: string,
	version: number,
	said: RoleSaid
): Promise<Outcome<true, 'not-there' | RoleRefusal> | Stale<KeptRole>> {
	const before = (await findKept(acting)) && (await acting.first(findRole(id)));
	if (!before) return refused('not-there');
	if (saysTheSame(before, said)) return done(true);
	const checked = checkRole(said, acting.today);
	if (!checked.ok) return checked;
	if ((await acting.run(updateRole(id, version, checked.value))) === 0)
		return stale((await acting.first(findRole(id))) ?? before);
	await acting.run(record('certificate.role-kept', id));
	return done(true);
}

/** Takes a role off that was written down by mistake, or that nobody needs to know of any more. */
export async function removeRole(
	acting: Acting,
	id: string,
	version: number
): Promise<Outcome<true, 'not-there'> | Stale<KeptRole>> {
	const before = (await findKept(acting)) && (await acting.first(findRole(id)));
	if (!before) return refused('not-there');
	if ((await acting.run(deleteRole(id, version))) === 0)
		return stale((await acting.first(findRole(id))) ?? before);
	await acting.run(record('certificate.role-removed', id));
	return done(true);
}

/** Writes down that the declaration was made to the municipality; twice for one day is once. */
export async function declare(
	acting: Acting,
	declaredOn: Day
): Promise<Outcome<true, 'not-there' | DeclarationRefusal>> {
	const register = await findKept(acting);
	if (!register) return refused('not-there');
	const checked = checkDeclaration(declaredOn, acting.today);
	if (!checked.ok) return checked;
	if ((await acting.run(insertDeclaration(register.organisation, checked.value))) > 0)
		await acting.run(record('certificate.declared', register.organisation));
	return done(true);
}

/** Takes back that one was made on a day; twice is once. */
export async function takeDeclarationBack(
	acting: Acting,
	declaredOn: Day
): Promise<Outcome<true, 'not-there'>> {
	const register = await findKept(acting);
	if (!register) return refused('not-there');
	if ((await acting.run(deleteDeclaration(declaredOn))) > 0)
		await acting.run(record('certificate.declaration-back', register.organisation));
	return done(true);
}

/** A form that came again: done where it says what is saved. */
function meet(saved: KeptRole, person: string, said: RoleSaid) {
	const met = meetSaved({ person: saved.person, ...asTyped(saved) }, { person, ...asTyped(said) });
	return met.ok ? done(true as const) : met;
}

/** The register, for whoever keeps it. */
async function findKept(acting: Acting) {
	const register = await acting.first(findRegister());
	return register?.keeps ? register : null;
}
