import { error, fail, redirect } from '@sveltejs/kit';
import { showKept } from '#features/agreements/show-kept.ts';
import { listAgreementsByTitle } from '#features/documents/server/document.queries.ts';
import { afterPress, readPress, typedIn, type Posted } from '#features/documents/form.rules.ts';
import { namesIn, seatKey, type Seat } from '#features/documents/names.rules.ts';
import { sayKey, saySection } from '#features/documents/server/say-template.ts';
import { markOf } from '#features/documents/server/weigh-answers.ts';
import {
	answerTo,
	asksForPeople,
	coveredRows,
	findField,
	findSection,
	type Answers,
	type Section
} from '#features/documents/template.rules.ts';
import { answersOf } from '#features/framework/draft.rules.ts';
import {
	frameworkTemplate,
	PARTNERS_FIELD,
	POOL_FIELD
} from '#features/framework/framework-template.rules.ts';
import { mayComment } from '#features/framework/framework.rules.ts';
import { mayWriteSection } from '#features/framework/round.rules.ts';
import { findOpenRound, listOwners } from '#features/framework/server/round.queries.ts';
import { commentForm } from '#features/framework/framework.schema.ts';
import { answerQuestions, peopleIn } from '#features/framework/server/answer-questions.ts';
import { listAnswers, listComments, listPool } from '#features/framework/server/answer.queries.ts';
import { commentAnswer, dealWithComment } from '#features/framework/server/comment-answer.ts';
import {
	findFramework,
	listGroup,
	listOrganisations
} from '#features/framework/server/framework.queries.ts';
import { listFrameworkFiles } from '#features/framework/server/file.queries.ts';
import { listSeriesToPointTo } from '#features/framework/server/linked.queries.ts';
import { saySeries, showSeries } from '#features/framework/show-series.ts';
import { showFiles } from '#features/framework/show-files.ts';
import { offered, partLookedFor } from '#features/framework/server/look-for.ts';
import {
	listPeopleNamed,
	listPeopleOfDraft,
	searchPeople
} from '#features/framework/server/people.queries.ts';
import { m } from '#messages';
import { readForm, readPosted } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { isId } from '#values/id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const section = sectionAt(params.section);
	const fields = section.fields.map(({ key }) => key);
	const [
		frameworks,
		saved,
		pool,
		comments,
		organisations,
		people,
		project,
		steering,
		owners,
		rounds,
		agreements,
		series,
		files
	] = await locals.read(
		findFramework(),
		listAnswers(),
		listPool(),
		listComments(fields),
		listOrganisations(),
		listPeopleOfDraft(),
		listGroup('project'),
		listGroup('steering'),
		listOwners(),
		findOpenRound(),
		listAgreementsByTitle(),
		listSeriesToPointTo(),
		listFrameworkFiles()
	);
	const framework = frameworks[0];
	const visitor = locals.visitor;
	const seat = { person: visitor?.person ?? '', organisation: visitor?.organisation ?? '' };
	if (!framework || !mayComment(seat, framework, [...project, ...steering, ...owners])) error(404);

	const answers = answersOf(saved, pool);
	const isWriter = mayWriteSection(seat, framework, {
		section: section.key,
		isRoundOpen: rounds.length > 0,
		owners
	});
	const isLeader = seat.person === framework.leader;
	const names = organisations
		.filter(({ isFormer }) => !isFormer)
		.map(({ id, name }) => ({ value: id, label: name }));
	const at = frameworkTemplate.sections.indexOf(section);
	return {
		visitor,
		done: url.searchParams.get('done'),
		isWriter,
		mayComment: mayComment(seat, framework, [...project, ...owners]),
		isSubmitted: framework.state === 'submitted',
		section: saySection(section),
		number: at + 1,
		next: frameworkTemplate.sections[at + 1]?.key ?? null,
		names: {
			...namesIn(frameworkTemplate, answers, organisations, people),
			kept: {
				...showKept(agreements, locals.today),
				...showSeries(series),
				...showFiles(files)
			}
		},
		/** what is kept here to point to. */
		lists: {
			agreement: agreements.map(({ id, title }) => ({ value: id, label: title })),
			series: series.map((each) => ({ value: each.id, label: saySeries(each) })),
			file: files.map(({ id, name }) => ({ value: id, label: name }))
		},
		questions: await Promise.all(
			section.fields.map(async (field) => ({
				key: field.key,
				answer: answerTo(field, answers),
				version: saved.find((each) => each.field === field.key)?.version ?? 0,
				was: await markOf(answerTo(field, answers)),
				isOpen: isWriter && (field.key !== POOL_FIELD || isLeader),
				matrixRows: field.kind === 'matrix' ? rowsBehind(field.rowsOf, answers) : [],
				organisations:
					field.key === PARTNERS_FIELD
						? names.filter(({ value }) => value !== framework.host)
						: names,
				comments: comments.filter((each) => each.field === field.key),
				newId: crypto.randomUUID()
			}))
		),
		/** Whom the answers point to already; others are looked for. */
		people: people.map(sayPerson),
		asksForPeople: section.fields.some(
			(field) => (field.key !== POOL_FIELD || isLeader) && asksForPeople(field)
		)
	};
};

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		const section = sectionAt(params.section);
		const posted = await readPosted(request);
		const outcome = await locals.transact((acting) => answerQuestions(acting, section, posted));
		if (!outcome.ok && outcome.reason === 'no-framework') error(404);
		const looked = { part: '', found: offered([], sayPerson), named: await named(locals, posted) };
		if (!outcome.ok)
			return fail(409, {
				...typedIn(section, posted),
				looked,
				refusal: sayRefusal(outcome.reason)
			});

		const { saved, stale, problems, withdrawn } = outcome.value;
		if (stale.length === 0 && problems.length === 0) {
			const next = posted.find(([name]) => name === 'next')?.[1];
			const to = next && findSection(frameworkTemplate, next) ? next : section.key;
			const done = withdrawn ? 'withdrawn' : saved.length > 0 ? 'saved' : 'unchanged';
			redirect(303, `/framework/edit/${to}?done=${done}`);
		}
		return fail(stale.length > 0 ? 409 : 422, {
			...typedIn(section, posted),
			looked,
			stale: await Promise.all(
				stale.map(async (each) => ({ ...each, was: await markOf(each.saved) }))
			),
			problems: problems.map(({ field, problems: found }) => ({
				field,
				problems: found.map((each) => sayKey(`document_problem_${each.replaceAll('-', '_')}`))
			}))
		});
	},

	/** Adds or removes a row, or closes a comment: what was typed comes back, changed by that and not saved. */
	change: async ({ locals, params, request }) => {
		const section = sectionAt(params.section);
		const posted = await readPosted(request);
		const comment = posted.find(([name]) => name === 'comment-done')?.[1];
		if (comment && isId(comment)) {
			const outcome = await locals.transact((acting) => dealWithComment(acting, comment));
			if (!outcome.ok && outcome.reason === 'no-framework') error(404);
			if (!outcome.ok)
				return fail(409, { ...typedIn(section, posted), refusal: sayRefusal(outcome.reason) });
		}

		const part = partLookedFor(posted);
		const [found] = await locals.read(searchPeople(part ?? ''));
		const back = {
			...typedIn(section, posted),
			looked: {
				part: part ?? '',
				found: offered(part === null ? [] : found, sayPerson),
				named: await named(locals, posted)
			}
		};
		const press = readPress(frameworkTemplate, posted);
		const answer = press && back.typed[press.field];
		if (press && answer)
			back.typed[press.field] = {
				...answer,
				value: afterPress(answer.value, press, crypto.randomUUID())
			};
		return back;
	},

	comment: async ({ locals, params, request }) => {
		sectionAt(params.section);
		const form = await readForm(request, commentForm);
		if (!form.ok && form.problems.field) error(404);
		if (!form.ok) return fail(422, { commented: form.typed, commentProblems: form.problems.body });
		const outcome = await locals.transact((acting) => commentAnswer(acting, form.value));
		if (outcome.ok) redirect(303, `/framework/edit/${params.section}?done=commented`);
		if (outcome.reason === 'no-framework' || outcome.reason === 'no-such-field') error(404);
		if (outcome.reason === 'sent-before')
			return fail(409, {
				commented: { ...form.typed, id: crypto.randomUUID() },
				refusal: m.ui_sent_before_here()
			});
		return fail(409, { commented: form.typed, refusal: sayRefusal(outcome.reason) });
	}
};

/** Everybody that what was typed points to, with their names. */
async function named(locals: App.Locals, posted: Posted) {
	const [people] = await locals.read(listPeopleNamed(peopleIn(posted)));
	return people.map(sayPerson);
}

const sayPerson = (each: Seat & { name: string; organisationName: string }) => ({
	value: seatKey(each),
	label: `${each.name}, ${each.organisationName}`
});

const sectionAt = (key: string): Section => findSection(frameworkTemplate, key) ?? error(404);

function rowsBehind(key: string, answers: Answers) {
	const list = findField(frameworkTemplate, key);
	return list ? coveredRows(list, answerTo(list, answers).value) : [];
}
