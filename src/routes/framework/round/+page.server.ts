import { error, fail, redirect } from '@sveltejs/kit';
import { findFreshness } from '#features/directory/server/directory.queries.ts';
import { differencesBetween } from '#features/documents/difference.rules.ts';
import { namesIn, seatKey, seatOf } from '#features/documents/names.rules.ts';
import { sayField, sayKey } from '#features/documents/server/say-template.ts';
import { answersOf, asContent } from '#features/framework/draft.rules.ts';
import { frameworkTemplate } from '#features/framework/framework-template.rules.ts';
import { mayWrite } from '#features/framework/framework.rules.ts';
import { CheckForm, OwnerForm, RoundEnd, RoundForm } from '#features/framework/round.schema.ts';
import { isSettled, mayWriteSection, stateOf } from '#features/framework/round.rules.ts';
import { sideOf } from '#features/framework/server/show-difference.ts';
import { listAnswers, listPool } from '#features/framework/server/answer.queries.ts';
import {
	findFramework,
	listGroup,
	listOrganisations
} from '#features/framework/server/framework.queries.ts';
import {
	candidatesOf,
	changeOwner,
	checkSection,
	giveUpRound,
	marksOf,
	openRound
} from '#features/framework/server/keep-round.ts';
import {
	findOpenRound,
	listChecks,
	listOwners,
	listPastRounds
} from '#features/framework/server/round.queries.ts';
import { listPeopleOfDraft } from '#features/framework/server/people.queries.ts';
import { findEstablished } from '#features/framework/server/version.queries.ts';
import { latestNextUpdate } from '#features/framework/update.rules.ts';
import { m } from '#messages';
import { readForm, readPosted } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import { addDays, dayOf } from '#values/day.ts';
import type { Actions, PageServerLoad } from './$types';

/** Days a round lasts unless another last day is chosen. */
const USUAL = 21;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [
		frameworks,
		[round],
		past,
		owners,
		checks,
		saved,
		pool,
		established,
		project,
		steering,
		organisations,
		people,
		[freshness]
	] = await locals.read(
		findFramework(),
		findOpenRound(),
		listPastRounds(),
		listOwners(),
		listChecks(),
		listAnswers(),
		listPool(),
		findEstablished(),
		listGroup('project'),
		listGroup('steering'),
		listOrganisations(),
		listPeopleOfDraft(),
		findFreshness()
	);
	const framework = frameworks[0];
	const visitor = locals.visitor;
	const seat = { person: visitor?.person ?? '', organisation: visitor?.organisation ?? '' };
	if (!framework || visitor?.hat !== 'organisation') error(404);
	const isWriter = mayWrite(seat, framework);
	const isRoundOpen = round !== undefined;
	const owned = (section: string) =>
		mayWriteSection(seat, framework, { section, isRoundOpen, owners });
	const sits = [...project, ...steering].some((each) => seatKey(each) === seatKey(seat));
	if (!isWriter && !sits && !frameworkTemplate.sections.some(({ key }) => owned(key))) error(404);

	const answers = answersOf(saved, pool);
	const inForce = established[0] && asContent(established[0].content);
	const names = namesIn(frameworkTemplate, answers, organisations, people);
	const marks = await marksOf(answers);
	const differences = inForce
		? differencesBetween(frameworkTemplate, inForce.answers, answers)
		: [];
	const candidates = candidatesOf([...project, ...steering], owners);
	const sections = frameworkTemplate.sections.map(({ key, label }) => {
		const owner = owners.find((each) => each.section === key);
		const check = checks.find((each) => each.section === key);
		const state = stateOf(key, checks, marks[key]!);
		return {
			key,
			label: sayKey(label),
			owner: owner ? `${owner.name}, ${owner.organisationName}` : '',
			ownerSeat: owner ? seatKey(owner) : seatKey(seat),
			ownerVersion: owner?.version ?? 0,
			state,
			isSettled: isSettled(state),
			by: check?.by ?? '',
			on: check ? dayOf(check.at) : null,
			mark: marks[key]!,
			isMine: isRoundOpen && owned(key),
			differences: differences
				.filter((each) => each.section === key)
				.map((each) => ({
					field: sayField(each.field),
					before: sideOf(each.field.key, inForce!.answers, inForce!.names),
					after: sideOf(each.field.key, answers, names)
				}))
		};
	});
	return {
		visitor,
		done: url.searchParams.get('done'),
		isWriter,
		newId: crypto.randomUUID(),
		today: locals.today,
		dueOn: usualDay(locals.today, framework.nextUpdateOn),
		latest: latestNextUpdate(locals.today),
		round: round ?? null,
		isLate: round !== undefined && round.dueOn < locals.today,
		isSubmitted: framework.state === 'submitted',
		hasInForce: inForce !== undefined,
		freshness,
		sections,
		settled: sections.filter((each) => each.isSettled).length,
		candidates: candidates.map((each) => ({
			value: seatKey(each),
			label: `${each.name}, ${each.organisationName}`
		})),
		past: past.map(({ id, openedOn, closedAt, ending }) => ({
			id,
			openedOn,
			closedOn: closedAt ? dayOf(closedAt) : openedOn,
			ending
		}))
	};
};

export const actions: Actions = {
	open: async ({ locals, request }) => {
		const posted = await readPosted(request.clone());
		const form = await readForm(request, RoundForm);
		const chosen = Object.fromEntries(
			frameworkTemplate.sections.map(({ key }) => [
				key,
				posted.find(([name]) => name === `owner-${key}`)?.[1] ?? ''
			])
		);
		if (!form.ok) return fail(422, { typed: form.typed, chosen, problems: form.problems });
		const owners = Object.entries(chosen).flatMap(([section, key]) => {
			const seat = seatOf(key);
			return seat ? [{ section, ...seat }] : [];
		});
		const opened = await locals.transact((acting) => openRound(acting, { ...form.value, owners }));
		if (opened.ok) redirect(303, '/framework/round?done=opened');
		if (opened.reason === 'no-framework') error(404);
		if (opened.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: crypto.randomUUID() },
				chosen,
				sentBefore: saySaved(opened.saved, { words: m.framework_round_words })
			});
		if (opened.reason === 'in-the-past')
			return fail(422, {
				typed: form.typed,
				chosen,
				problems: { dueOn: [m.framework_round_past()] }
			});
		return fail(409, { typed: form.typed, chosen, refusal: sayRefusal(opened.reason) });
	},

	check: async ({ locals, request }) => {
		const form = await readForm(request, CheckForm);
		if (!form.ok) error(404);
		const { section, read } = form.value;
		const checked = await locals.transact((acting) => checkSection(acting, section, read));
		if (checked.ok) redirect(303, `/framework/round?done=${checked.value}`);
		if (checked.reason === 'no-framework') error(404);
		return fail(409, { refusal: sayRefusal(checked.reason) });
	},

	owner: async ({ locals, request }) => {
		const form = await readForm(request, OwnerForm);
		if (!form.ok) error(404);
		const { section, version, owner } = form.value;
		const changed = await locals.transact((acting) => changeOwner(acting, section, version, owner));
		if (changed.ok) redirect(303, '/framework/round?done=owner');
		if (changed.reason === 'no-framework') error(404);
		return fail(409, { refusal: sayRefusal(changed.reason) });
	},

	end: async ({ locals, request }) => {
		const form = await readForm(request, RoundEnd);
		if (!form.ok) error(404);
		const ended = await locals.transact((acting) => giveUpRound(acting, form.value.version));
		if (ended.ok) redirect(303, '/framework/round?done=ended');
		if (ended.reason === 'no-framework') error(404);
		return fail(409, { refusal: sayRefusal(ended.reason) });
	}
};

/** Three weeks on, or the day of the next update where that comes first. */
function usualDay(today: string, nextUpdate: string | null): string {
	const usual = addDays(today, USUAL);
	return nextUpdate !== null && nextUpdate >= today && nextUpdate < usual ? nextUpdate : usual;
}
