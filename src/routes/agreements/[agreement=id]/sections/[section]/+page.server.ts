import { error, fail, redirect } from '@sveltejs/kit';
import { CommentForm, DealtWithForm } from '#features/agreements/agreement.schema.ts';
import { findPlace } from '#features/agreements/server/find-place.ts';
import { inReadingOrder } from '#features/agreements/say-sections.ts';
import { afterPress, readPress, typedIn } from '#features/documents/form.rules.ts';
import { seatKey } from '#features/documents/names.rules.ts';
import { answerDocument, type Place } from '#features/documents/server/answer-document.ts';
import { listComments } from '#features/documents/server/answer.queries.ts';
import { commentDocument, dealWithComment } from '#features/documents/server/comment-document.ts';
import { sayFor, templateFor } from '#features/documents/server/compose-document.ts';
import { findHeld, readDraft } from '#features/documents/server/find-document.ts';
import { sayKey } from '#features/documents/server/say-template.ts';
import { markOf } from '#features/documents/server/weigh-answers.ts';
import {
	answerTo,
	columnsOf,
	coveredRows,
	fieldsOf,
	findField,
	findSection,
	titlesIn,
	type Answers,
	type Field,
	type Section,
	type Template
} from '#features/documents/template.rules.ts';
import type { Acting } from '#server/acting.ts';
import { m } from '#messages';
import { readForm, readPosted } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { readAgreement } from '../../read-agreement.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const agreement = await readAgreement(locals, params.agreement, params.section);
	const { document, shaped, frozen, draft, members, organisations, present, standing } = agreement;
	const section = shaped && findSection(shaped, params.section);
	if (!section || !frozen) error(404);
	const keys = section.fields.map(({ key }) => key);
	const [comments] = await locals.read(listComments(document.id, keys));

	const { answers, names } = frozen;
	const own = locals.visitor?.organisation;
	const ordered = inReadingOrder(document.template, shaped.sections);
	const at = ordered.indexOf(section);
	return {
		visitor: locals.visitor,
		done: url.searchParams.get('done'),
		id: document.id,
		title: document.title,
		isWriter: document.isWriter,
		isWaiting: standing.waiting !== null,
		section: sayFor(section, draft.parties),
		number: at + 1,
		next: ordered[at + 1]?.key ?? null,
		sections: shaped.sections.map(({ key, label }) => ({ key, label: sayKey(label) })),
		present,
		names,
		titles: titlesIn(fieldsOf(shaped), answers),
		newComment: crypto.randomUUID(),
		lists: listsOf(section, shaped, answers),
		questions: await Promise.all(
			section.fields.map(async (field) => ({
				key: field.key,
				answer: answerTo(field, answers),
				version: draft.saved.find((each) => each.field === field.key)?.version ?? 0,
				was: await markOf(answerTo(field, answers)),
				isOpen: document.isWriter && (field.party === undefined || field.party === own),
				matrixRows: field.kind === 'matrix' ? rowsBehind(shaped, field.rowsOf, answers) : [],
				people: members
					.filter(({ organisation }) => field.party === undefined || organisation === field.party)
					.map((each) => ({
						value: seatKey(each),
						label: `${each.name}, ${each.organisationName}`
					})),
				comments: comments.filter((each) => each.field === field.key)
			}))
		),
		organisations: organisations.map(({ id, name, kind }) => ({
			value: id,
			label: name,
			is: [
				...(kind === 'municipality' ? (['municipality'] as const) : []),
				...(draft.parties.some((party) => party.id === id) ? (['party'] as const) : [])
			]
		}))
	};
};

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		const posted = await readPosted(request);
		const answered = await locals.transact(async (acting) => {
			const place = (await findPlace(acting, params.agreement)) ?? error(404);
			const section = await findShaped(acting, place, params.section);
			const outcome = await answerDocument(acting, place, params.section, posted);
			return { outcome, section };
		});
		const { outcome, section } = answered;
		if (!outcome.ok) {
			if (outcome.reason !== 'not-a-writer-of-it') error(404);
			return fail(409, { ...typedIn(section, posted), refusal: sayRefusal(outcome.reason) });
		}

		const { saved, stale, problems, withdrawn } = outcome.value;
		if (stale.length === 0 && problems.length === 0) {
			const next = posted.find(([name]) => name === 'next')?.[1];
			const to = next && /^[a-z0-9-]{1,100}$/.test(next) ? next : section.key;
			const done = withdrawn ? 'withdrawn' : saved.length > 0 ? 'saved' : 'unchanged';
			redirect(303, `/agreements/${params.agreement}/sections/${to}?done=${done}`);
		}
		return fail(stale.length > 0 ? 409 : 422, {
			...typedIn(section, posted),
			stale: await Promise.all(
				stale.map(async (each) => ({ ...each, was: await markOf(each.saved) }))
			),
			problems: problems.map(({ field, problems: found }) => ({
				field,
				problems: found.map((each) => sayKey(`document_problem_${each.replaceAll('-', '_')}`))
			}))
		});
	},

	/** Adds or removes a row: what was typed comes back, changed by that and not saved. */
	change: async ({ locals, params, request }) => {
		const posted = await readPosted(request);
		const section = await locals.transact(async (acting) => {
			const place = (await findPlace(acting, params.agreement)) ?? error(404);
			return findShaped(acting, place, params.section);
		});
		const back = typedIn(section, posted);
		const press = readPress({ key: '', edition: 1, sections: [section] }, posted);
		const answer = press && back.typed[press.field];
		if (press && answer)
			back.typed[press.field] = {
				...answer,
				value: afterPress(answer.value, press, crypto.randomUUID())
			};
		return back;
	},

	comment: async ({ locals, params, request }) => {
		const form = await readForm(request, CommentForm);
		// Nobody writes these by hand: there is no such place.
		if (!form.ok && (form.problems.question || form.problems.answers)) error(404);
		const said = form.ok ? form.value : form.typed;
		if (!form.ok || said.question === '')
			return fail(422, {
				commented: { ...said, answers: said.answers ?? '', perspective: said.perspective ?? '' },
				commentProblems: form.ok ? undefined : form.problems.body,
				aboutProblems: said.question === '' ? [m.document_comment_question_missing()] : undefined
			});
		const outcome = await locals.transact(async (acting) => {
			const place = (await findPlace(acting, params.agreement)) ?? error(404);
			return commentDocument(acting, place, params.section, form.value);
		});
		if (outcome.ok)
			redirect(
				303,
				`/agreements/${params.agreement}/sections/${params.section}?done=commented#comments`
			);
		if (outcome.reason === 'no-document') error(404);
		if (outcome.reason === 'names-a-citizen')
			return fail(422, {
				commented: form.typed,
				commentProblems: [m.document_problem_names_a_citizen()]
			});
		return fail(409, { commented: form.typed, refusal: sayRefusal(outcome.reason) });
	},

	done: async ({ locals, params, request }) => {
		const form = await readForm(request, DealtWithForm);
		if (!form.ok) error(404);
		const outcome = await locals.transact(async (acting) => {
			const place = (await findPlace(acting, params.agreement)) ?? error(404);
			return dealWithComment(acting, place, params.section, form.value);
		});
		if (outcome.ok)
			redirect(303, `/agreements/${params.agreement}/sections/${params.section}?done=dealt-with`);
		if (outcome.reason !== 'comment-answered-since') error(404);
		return fail(409, { refusal: sayRefusal(outcome.reason) });
	}
};

/** The section as this agreement asks it; not there, and nobody's, look the same. */
async function findShaped(acting: Acting, { id, template }: Place, key: string): Promise<Section> {
	const document = await findHeld(acting, id);
	const shaped = document && templateFor(template, await readDraft(acting, document));
	return (shaped && findSection(shaped, key)) ?? error(404);
}

function rowsBehind(template: Template, key: string, answers: Answers) {
	const list = findField(template, key);
	return list ? coveredRows(list, answerTo(list, answers).value) : [];
}

/** The saved rows of each list that a cell of this section points to. */
function listsOf({ fields }: Section, template: Template, answers: Answers) {
	const wanted = fields.flatMap((field: Field) =>
		columnsOf(field).flatMap((column) => (column.kind === 'row' ? [column.of] : []))
	);
	return Object.fromEntries(
		wanted.map((key) => [
			key,
			(answers[key] ? coveredRows(findField(template, key), answers[key].value) : []).map(
				({ id, title }) => ({ value: id, label: title })
			)
		])
	);
}
