/** The register of who is responsible for which data is kept: by each organisation its own part, by the project leader the whole (L-11). */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
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
	mayKeep,
	saysTheSame,
	settleAgreement,
	type AgreementRefusal,
	type PartSaid
} from '../responsibility.rules.ts';
import {
	deletePart,
	findPart,
	findRegister,
	insertPart,
	listAgreementsKept,
	listKeptOrganisations,
	updatePart,
	type KeptPart
} from './responsibility.queries.ts';

/** Writes a part down; the same form sent twice writes it once. Refuses an organisation that is not with the collaboration. */
export async function addPart(
	acting: Acting,
	collaboration: string,
	organisation: string,
	id: string,
	said: PartSaid
): Promise<Outcome<true, 'not-there' | 'not-a-party-here' | AgreementRefusal> | SentBefore> {
	const register = await acting.first(findRegister(collaboration));
	if (!register) return refused('not-there');
	const mine = await acting.all(listKeptOrganisations(collaboration));
	if (mine.length === 0) return refused('not-there');
	if (!mine.some((each) => each.id === organisation)) return refused('not-a-party-here');
	const before = await acting.first(findPart(collaboration, id));
	if (before) return meet(before, organisation, said);
	const settled = settleAgreement(said, await acting.all(listAgreementsKept(collaboration)), null);
	if (!settled.ok) return settled;
	const row = { ...said, ...settled.value };
	if ((await acting.run(insertPart(collaboration, organisation, id, row))) === 0) {
		// the same form, sent at the same moment
		const saved = await acting.first(findPart(collaboration, id));
		return saved ? meet(saved, organisation, said) : refused('not-there');
	}
	await acting.run(record('responsibility.kept', id, { collaboration, organisation }));
	return done(true);
}

/** Changes a part, based on `version`; the same change twice is done once. */
export async function changePart(
	acting: Acting,
	collaboration: string,
	id: string,
	version: number,
	said: PartSaid
): Promise<Outcome<true, 'not-there' | AgreementRefusal> | Stale<KeptPart>> {
	const before = await findKept(acting, collaboration, id);
	if (!before) return refused('not-there');
	if (saysTheSame(before, said)) return done(true);
	const settled = settleAgreement(
		said,
		await acting.all(listAgreementsKept(collaboration)),
		before
	);
	if (!settled.ok) return settled;
	const row = { ...said, ...settled.value };
	if ((await acting.run(updatePart(collaboration, id, version, row))) === 0)
		return stale((await acting.first(findPart(collaboration, id))) ?? before);
	const { organisation } = before;
	await acting.run(record('responsibility.kept', id, { collaboration, organisation }));
	return done(true);
}

/** Takes a part off that is not so, or no longer. */
export async function removePart(
	acting: Acting,
	collaboration: string,
	id: string,
	version: number
): Promise<Outcome<true, 'not-there'> | Stale<KeptPart>> {
	const before = await findKept(acting, collaboration, id);
	if (!before) return refused('not-there');
	if ((await acting.run(deletePart(collaboration, id, version))) === 0)
		return stale((await acting.first(findPart(collaboration, id))) ?? before);
	const { organisation } = before;
	await acting.run(record('responsibility.removed', id, { collaboration, organisation }));
	return done(true);
}

/** A form that came again: done where it says what is saved. */
function meet(saved: KeptPart, organisation: string, said: PartSaid) {
	const flat = ({ categories, ...rest }: ReturnType<typeof asTyped>) => ({
		...rest,
		categories: categories.join()
	});
	const met = meetSaved(
		{ organisation: saved.organisation, ...flat(asTyped(saved)) },
		{ organisation, ...flat(asTyped(said)) }
	);
	return met.ok ? done(true as const) : met;
}

/** A part that the acting person keeps; undefined to everybody else. */
async function findKept(acting: Acting, collaboration: string, id: string) {
	const register = await acting.first(findRegister(collaboration));
	const part = register && (await acting.first(findPart(collaboration, id)));
	return register && part && mayKeep(register, part.organisation) ? part : undefined;
}
