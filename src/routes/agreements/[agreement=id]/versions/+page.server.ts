import { error } from '@sveltejs/kit';
import { placedIn } from '#features/agreements/standing.rules.ts';
import type { Json } from '#features/documents/content.rules.ts';
import { differencesBetween } from '#features/documents/difference.rules.ts';
import { peopleDifferences, sectionsBesides } from '#features/documents/frozen-difference.rules.ts';
import {
	asFrozen,
	templateOf,
	templateOfBoth,
	type FrozenDocument
} from '#features/documents/frozen.rules.ts';
import { findDocument } from '#features/documents/server/document.queries.ts';
import {
	findVersion,
	listNotableVersions,
	listVersions
} from '#features/documents/server/version.queries.ts';
import {
	answerTo,
	coveredRows,
	fieldsOf,
	findField,
	titlesIn,
	type Field,
	type Template
} from '#features/documents/template.rules.ts';
import { isId } from '#values/id.ts';
import { readAgreement } from '../read-agreement.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [before, after] = ['before', 'after'].map((name) => {
		const id = url.searchParams.get(name) ?? '';
		return isId(id) ? id : NOBODYS;
	});
	const isAll = url.searchParams.has('all');
	const [documents, versions, earlier, later] = await locals.read(
		findDocument(params.agreement),
		isAll
			? listVersions(params.agreement)
			: listNotableVersions(params.agreement, FIRST, [before!, after!]),
		findVersion(params.agreement, before!),
		findVersion(params.agreement, after!)
	);
	const document = documents[0];
	if (!document) error(404);
	const isNow = url.searchParams.get('after') === NOW;
	const written = isNow ? (await readAgreement(locals, document.id)).frozen : undefined;
	const states = placedIn(versions, document.reviewOn, locals.today);
	return {
		visitor: locals.visitor,
		id: document.id,
		title: document.title,
		isAll,
		/** They are numbered from one without a gap. */
		count: versions[0]?.number ?? 0,
		versions: versions.map(
			({ id, number, name, fate, submittedBy, submittedAt, summary, from, hash }) => ({
				id,
				number,
				name,
				state: states.get(id) ?? fate,
				submittedBy,
				submittedAt,
				summary,
				from,
				hash
			})
		),
		compared: compare(
			sideOf(earlier[0]),
			written ? { number: null, id: NOW, frozen: written } : sideOf(later[0])
		)
	};
};

/** In the place of a version: what is written now and was not sent to anybody yet. */
const NOW = 'now';

/** The newest versions that are shown at first, beside those that were agreed on, have a name or are compared. */
const FIRST = 20;

/** No version has it, so that an address without one finds nothing. */
const NOBODYS = '00000000-0000-0000-0000-000000000000';

/** `number`: null of what is written now. */
type Side = { number: number | null; id: string; frozen: FrozenDocument };

const sideOf = (version?: { number: number; id: string; content: Json }): Side | null =>
	version ? { number: version.number, id: version.id, frozen: asFrozen(version.content) } : null;

/** What became different from one side to the other, question by question; null where one of them is not there. */
function compare(before: Side | null, after: Side | null) {
	if (!before || !after) return null;
	const template = templateOfBoth(before.frozen, after.frozen);
	return {
		before: headOf(before),
		after: headOf(after),
		parties: {
			gone: namesBesides(before.frozen, after.frozen),
			added: namesBesides(after.frozen, before.frozen)
		},
		people: peopleDifferences(before.frozen, after.frozen),
		sections: {
			gone: sectionsBesides(before.frozen, after.frozen),
			added: sectionsBesides(after.frozen, before.frozen)
		},
		differences: differencesBetween(template, before.frozen.answers, after.frozen.answers).map(
			({ field }) => ({
				field,
				before: answerOn(template, field, before.frozen),
				after: answerOn(template, field, after.frozen)
			})
		)
	};
}

/** What is said of a version, and what its answers call people, organisations and rows. */
const headOf = ({ number, id, frozen }: Side) => ({
	number,
	id,
	title: frozen.title,
	called: { names: frozen.names, titles: titlesIn(fieldsOf(templateOf(frozen)), frozen.answers) }
});

/** The parties that one version names and the other does not. */
const namesBesides = (one: FrozenDocument, other: FrozenDocument) =>
	one.parties
		.filter(({ organisation }) => !other.parties.some((each) => each.organisation === organisation))
		.map(({ name }) => name);

function answerOn(template: Template, field: Field, { answers }: FrozenDocument) {
	const list = field.kind === 'matrix' ? findField(template, field.rowsOf) : undefined;
	return {
		answer: answerTo(field, answers),
		matrixRows: list ? coveredRows(list, answerTo(list, answers).value) : []
	};
}
