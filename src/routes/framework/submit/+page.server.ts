import { error, fail, redirect } from '@sveltejs/kit';
import { steeringGroupLacks } from '#features/collaborations/groups.rules.ts';
import { whatIsMissing } from '#features/documents/completeness.rules.ts';
import { sayField, sayKey } from '#features/documents/server/say-template.ts';
import { findField, findSection, type Field } from '#features/documents/template.rules.ts';
import { answersOf, asContent, markOfDraft } from '#features/framework/draft.rules.ts';
import type { Saved } from '#features/framework/draft.rules.ts';
import { frameworkTemplate } from '#features/framework/framework-template.rules.ts';
import {
	changedSince,
	mayWrite,
	obstaclesToSubmitting
} from '#features/framework/framework.rules.ts';
import { submitForm } from '#features/framework/framework.schema.ts';
import { listAnswers, listPool } from '#features/framework/server/answer.queries.ts';
import {
	findFramework,
	listGroup,
	listInvolvements
} from '#features/framework/server/framework.queries.ts';
import { offeredColleagues, partLookedFor } from '#features/framework/server/look-for.ts';
import { searchColleagues } from '#features/framework/server/people.queries.ts';
import { submitFramework } from '#features/framework/server/submit-framework.ts';
import { marksOf } from '#features/framework/server/keep-round.ts';
import { findOpenRound, listChecks } from '#features/framework/server/round.queries.ts';
import { uncheckedIn } from '#features/framework/round.rules.ts';
import { findReturned } from '#features/framework/server/returned.queries.ts';
import { findEstablished, findOpenVersion } from '#features/framework/server/version.queries.ts';
import { latestNextUpdate } from '#features/framework/update.rules.ts';
import { m } from '#messages';
import { readForm, readPosted } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [
		frameworks,
		saved,
		pool,
		involvements,
		open,
		established,
		steering,
		people,
		[round],
		checks,
		[returned]
	] = await locals.read(
		findFramework(),
		listAnswers(),
		listPool(),
		listInvolvements(),
		findOpenVersion(),
		findEstablished(),
		listGroup('steering'),
		searchColleagues(''),
		findOpenRound(),
		listChecks(),
		findReturned()
	);
	const framework = frameworks[0];
	const visitor = locals.visitor;
	const seat = { person: visitor?.person ?? '', organisation: visitor?.organisation ?? '' };
	if (!framework || !mayWrite(seat, framework)) error(404);

	const answers = answersOf(saved, pool);
	const obstacles = obstaclesToSubmitting({
		leader: framework.leader,
		answers,
		involvements,
		establishedOn: framework.establishedOn,
		unchecked: round ? uncheckedIn(checks, await marksOf(answers)) : [],
		isSubmitted: open.length > 0
	});
	const lacks = steeringGroupLacks(steering, { host: framework.host, leader: framework.leader });
	const approved = established[0] && asContent(established[0].content).answers;
	const changes = approved ? changedSince(approved, answers) : null;
	return {
		visitor,
		returned: returned ?? null,
		obstacles: obstacles.map(({ kind }) => kind),
		missing: whatIsMissing(frameworkTemplate, answers).map((each) => {
			const field = findField(frameworkTemplate, each.field);
			return {
				section: each.section,
				field: each.field,
				where: each.where,
				question: field ? sayField(field).label : each.field,
				lack: field ? sayLack(field, each.lack, each.where) : each.lack
			};
		}),
		sections: frameworkTemplate.sections.map(({ key, label }) => ({ key, label: sayKey(label) })),
		lacks: lacks.map((each) => sayKey(`framework_lack_${each.replaceAll('-', '_')}`)),
		changes:
			changes?.map((key) => {
				const section = frameworkTemplate.sections.find(({ fields }) =>
					fields.some((each) => each.key === key)
				);
				return { key, href: `/framework/edit/${section?.key}#${key}`, label: sayQuestion(key) };
			}) ?? null,
		/** what the partners are told, to begin with. */
		summary:
			changes === null
				? ''
				: changes.length === 0
					? m.framework_summary_none()
					: m.framework_summary_changes({ questions: changes.map(sayQuestion).join(', ') }),
		unchecked: obstacles
			.flatMap((each) => (each.kind === 'round-unfinished' ? each.sections : []))
			.map((key) => sayKey(findSection(frameworkTemplate, key)?.label ?? key)),
		/** The draft as it stands on this page. */
		read: await markOfDraft(answers),
		newest: saved.length > 0 ? latestOf(saved) : null,
		today: locals.today,
		newId: crypto.randomUUID(),
		latest: latestNextUpdate(locals.today),
		responsible: seat.person,
		/** Who puts it forward, unless another is chosen. */
		me: { value: seat.person, label: visitor?.name ?? '' },
		people: offeredColleagues(people)
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const part = partLookedFor(await readPosted(request.clone()));
		const form = await readForm(request, submitForm);
		if (part !== null) {
			const [found] = await locals.read(searchColleagues(part));
			return { typed: form.typed, looked: { part, found: offeredColleagues(found) } };
		}
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const outcome = await locals.transact((acting) => submitFramework(acting, form.value));
		if (outcome.ok) redirect(303, `/framework/versions/${outcome.value}`);
		if (outcome.reason === 'no-framework') error(404);
		// The page itself lists what stands in the way.
		if (outcome.reason === 'obstacles')
			return fail(409, { typed: form.typed, refusal: m.refusal_framework_incomplete() });
		return fail(409, {
			typed: form.typed,
			refusal: sayRefusal(outcome.reason),
			hasChanged: outcome.reason === 'draft-changed-since'
		});
	}
};

function sayQuestion(key: string): string {
	const field = findField(frameworkTemplate, key);
	return field ? sayField(field).label : key;
}

/** The answer that was written last: which, by whom and when. */
function latestOf(saved: readonly Saved[]) {
	const { field: key, by, at } = saved.reduce((one, other) => (other.at > one.at ? other : one));
	return { question: sayQuestion(key), by, at };
}

/** What is missing, with the name of the group or column it is missing in. */
function sayLack(field: Field, lack: string, where: string | null): string {
	const named =
		field.kind === 'groups' || field.kind === 'rows'
			? [...(field.kind === 'groups' ? field.groups : []), ...field.columns]
			: [];
	const found = named.find(({ key }) => key === where);
	return sayKey(`document_lack_${lack.replaceAll('-', '_')}`, {
		where: found ? sayKey(found.label) : ''
	});
}
