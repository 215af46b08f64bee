import { error, fail, redirect } from '@sveltejs/kit';
import { progressOf } from '#features/documents/completeness.rules.ts';
import { saySection } from '#features/documents/server/say-template.ts';
import { answersOf } from '#features/framework/draft.rules.ts';
import { frameworkTemplate } from '#features/framework/framework-template.rules.ts';
import { mayComment, mayWrite } from '#features/framework/framework.rules.ts';
import { deputyForm, involvementForm } from '#features/framework/framework.schema.ts';
import {
	countOpenComments,
	listAnswers,
	listPool
} from '#features/framework/server/answer.queries.ts';
import { appointDeputy } from '#features/framework/server/appoint-deputy.ts';
import {
	findFramework,
	listGroup,
	listInvolvements
} from '#features/framework/server/framework.queries.ts';
import { findReturned } from '#features/framework/server/returned.queries.ts';
import { listOwners } from '#features/framework/server/round.queries.ts';
import { offeredColleagues, partLookedFor } from '#features/framework/server/look-for.ts';
import { searchColleagues } from '#features/framework/server/people.queries.ts';
import { involveProjectGroup } from '#features/framework/server/involve-project-group.ts';
import { m } from '#messages';
import { readForm, readPosted } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [
		frameworks,
		saved,
		pool,
		comments,
		involvements,
		project,
		steering,
		people,
		owners,
		[returned]
	] = await locals.read(
		findFramework(),
		listAnswers(),
		listPool(),
		countOpenComments(),
		listInvolvements(),
		listGroup('project'),
		listGroup('steering'),
		searchColleagues(''),
		listOwners(),
		findReturned()
	);
	const framework = frameworks[0];
	const visitor = locals.visitor;
	const seat = { person: visitor?.person ?? '', organisation: visitor?.organisation ?? '' };
	// Whoever looks after a section reads the draft while a round is open: then its owners are shown.
	if (!framework || !mayComment(seat, framework, [...project, ...steering, ...owners])) error(404);

	const isWriter = mayWrite(seat, framework);
	const answers = answersOf(saved, pool);
	return {
		visitor,
		done: url.searchParams.get('done'),
		isWriter,
		isLeader: seat.person === framework.leader,
		returned: returned ?? null,
		isSubmitted: framework.state === 'submitted',
		version: framework.version,
		deputy: framework.deputy,
		today: locals.today,
		newId: crypto.randomUUID(),
		sections: frameworkTemplate.sections.map((section) => {
			const keys = section.fields.map(({ key }) => key);
			const open = comments.filter(({ field }) => keys.includes(field));
			const { key, label, guidance } = saySection(section);
			return {
				key,
				label,
				guidance,
				...progressOf(frameworkTemplate, section, answers),
				comments: open.reduce((sum, each) => sum + each.open, 0)
			};
		}),
		involvements: involvements.map(({ id, kind, on, note, by }) => ({ id, kind, on, note, by })),
		deputyNow: framework.deputy
			? { value: framework.deputy, label: framework.deputyName ?? '' }
			: null,
		colleagues: offeredColleagues(
			isWriter ? people.filter(({ person }) => person !== framework.leader) : []
		)
	};
};

export const actions: Actions = {
	involve: async ({ locals, request }) => {
		const form = await readForm(request, involvementForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const outcome = await locals.transact((acting) => involveProjectGroup(acting, form.value));
		if (outcome.ok) redirect(303, '/framework/edit?done=involved');
		if (outcome.reason === 'no-framework') error(404);
		if (outcome.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: crypto.randomUUID() },
				refusal: m.ui_sent_before_here()
			});
		return fail(409, { typed: form.typed, refusal: sayRefusal(outcome.reason) });
	},

	deputy: async ({ locals, request }) => {
		const part = partLookedFor(await readPosted(request.clone()));
		if (part !== null) {
			const [found] = await locals.read(searchColleagues(part));
			return { looked: { part, found: offeredColleagues(found) } };
		}
		const form = await readForm(request, deputyForm);
		if (!form.ok) error(422);
		const { deputy, version } = form.value;
		const outcome = await locals.transact((acting) => appointDeputy(acting, deputy, version));
		if (outcome.ok) redirect(303, '/framework/edit?done=deputy');
		if (outcome.reason === 'no-framework') error(404);
		return fail(409, { refusal: sayRefusal(outcome.reason) });
	}
};
