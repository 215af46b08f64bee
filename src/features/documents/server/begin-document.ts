import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Language } from '#values/say.ts';
import type { Shelved } from '../edition.rules.ts';
import type { AgreedBy } from '../frozen.rules.ts';
import { emptyValue, fieldsOf, type Template } from '../template.rules.ts';
import { insertAnswer } from './answer.queries.ts';
import { tellContacts } from './change-parties.ts';
import { insertDocument, listOrganisations } from './document.queries.ts';
import { insertParty, updateParty } from './party.queries.ts';
import { sayKey } from './say-template.ts';

/** A document somebody wants to begin. */
export type BeginningWish = {
	id: string;
	title: string;
	language: Language;
	/** The organisations that are to agree; one's own among them. */
	parties: readonly string[];
	collaboration: string | null;
	agreedBy: AgreedBy;
};

export type BeginningRefusal =
	| 'not-a-beginner'
	| 'own-organisation-missing'
	| 'no-such-organisation';

/**
 * Begins a document between organisations: all sections picked, each text that has a starter begun with it, the one
 * who begins responsible for their own organisation. Whoever speaks for the others hears of it.
 */
export async function beginDocument(
	acting: Acting,
	template: Shelved,
	wish: BeginningWish,
	pathOf: (id: string) => string
): Promise<Outcome<string, BeginningRefusal>> {
	const { visitor } = acting;
	const { organisation } = visitor;
	if (!mayBegin(visitor) || organisation === null) return refused('not-a-beginner');
	if (!wish.parties.includes(organisation)) return refused('own-organisation-missing');
	const organisations = await acting.all(listOrganisations());
	const known = new Set(organisations.filter(({ isFormer }) => !isFormer).map(({ id }) => id));
	if (!wish.parties.every((each) => known.has(each))) return refused('no-such-organisation');

	const { key, edition, sections } = template;
	const begun = await acting.run(
		insertDocument(
			{
				...wish,
				template: { key, edition, revision: template.adapted?.revision ?? null },
				sections: sections.filter(({ optional }) => optional).map((section) => section.key)
			},
			visitor.name
		)
	);
	// The form was sent twice: what it began is there already.
	if (begun === 0) return done(wish.id);
	for (const party of new Set(wish.parties)) await acting.run(insertParty(wish.id, party));
	await acting.run(updateParty(wish.id, organisation, 1, visitor.person));
	await beginTexts(acting, wish, template);
	await acting.run(record('document.begun', wish.id, { template: key }));
	const others = wish.parties.filter((each) => each !== organisation);
	// What was signed outside is told of once it is laid in.
	if (wish.agreedBy !== 'outside') await tellContacts(acting, others, pathOf(wish.id));
	return done(wish.id);
}

/** Who may begin a document for their organisation: a project leader or a manager. */
export const mayBegin = ({ function: is }: { function: string | null }): boolean =>
	is === 'project-leader' || is === 'manager';

/** Texts that have a starter begin with it, for all to write on. */
async function beginTexts(acting: Acting, { id, language }: BeginningWish, template: Template) {
	const common = template.sections.filter(({ perParty }) => !perParty);
	for (const field of fieldsOf({ ...template, sections: common })) {
		if (field.kind !== 'text' || !field.starter || field.perParty) continue;
		const value = { ...emptyValue(field), text: sayKey(field.starter, {}, language) };
		await acting.run(
			insertAnswer(
				id,
				field.key,
				{ value: { ...value, kind: 'text' }, notApplicable: null },
				acting.visitor.name
			)
		);
	}
}
