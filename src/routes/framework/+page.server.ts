import { error, fail, redirect } from '@sveltejs/kit';
import { flagsOf } from '#features/action-plan/action-plan.rules.ts';
import { listActivities } from '#features/action-plan/server/action-plan.queries.ts';
import { answersOf, asContent } from '#features/framework/draft.rules.ts';
import { beginForm, confirmForm, nextUpdateForm } from '#features/framework/framework.schema.ts';
import { changedSince, mayWrite } from '#features/framework/framework.rules.ts';
import { mayConfirm, notYetRead, partnersOf } from '#features/framework/reading.rules.ts';
import { listAnswers, listPool } from '#features/framework/server/answer.queries.ts';
import { beginFramework } from '#features/framework/server/begin-framework.ts';
import { changeNextUpdate } from '#features/framework/server/change-next-update.ts';
import { confirmReading } from '#features/framework/server/confirm-reading.ts';
import {
	findFramework,
	listGroup,
	listLedCollaborations,
	listOrganisations
} from '#features/framework/server/framework.queries.ts';
import {
	findEstablished,
	findOpenVersion,
	listReadings
} from '#features/framework/server/version.queries.ts';
import { offeredColleagues, partLookedFor } from '#features/framework/server/look-for.ts';
import { searchColleagues } from '#features/framework/server/people.queries.ts';
import { listCallsInForce } from '#features/framework/server/call.queries.ts';
import { listTellingsInForce } from '#features/framework/server/telling.queries.ts';
import { notYetTold, waysIn } from '#features/framework/telling.rules.ts';
import { findReturned } from '#features/framework/server/returned.queries.ts';
import { findOpenRound } from '#features/framework/server/round.queries.ts';
import { mayOpenUp } from '#features/framework/opening.rules.ts';
import { isOverdue, latestNextUpdate } from '#features/framework/update.rules.ts';
import { readForm, readPosted } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/** By name, as Danish has its letters. */
const inDanish = (one: string, other: string) => one.localeCompare(other, 'da');

export const load: PageServerLoad = async ({ locals, url }) => {
	const [
		frameworks,
		open,
		established,
		readings,
		led,
		organisations,
		saved,
		pool,
		steering,
		people,
		activities,
		[round],
		[returned],
		tellings,
		calls
	] = await locals.read(
		findFramework(),
		findOpenVersion(),
		findEstablished(),
		listReadings(),
		listLedCollaborations(),
		listOrganisations(),
		listAnswers(),
		listPool(),
		listGroup('steering'),
		searchColleagues(''),
		listActivities(),
		findOpenRound(),
		findReturned(),
		listTellingsInForce(),
		listCallsInForce()
	);
	const visitor = locals.visitor;
	// there for everybody who works here, with any organisation's hat or the administrator's.
	if (visitor?.hat === 'self') error(404);
	const seat = { person: visitor?.person ?? '', organisation: visitor?.organisation ?? '' };
	const framework = frameworks[0];
	const inForce = established[0];
	const content = inForce && asContent(inForce.content);
	const partners = content && framework ? partnersOf(content.answers, framework.host) : [];
	const read = readings.filter(({ readAt }) => readAt !== null);
	const isWriter = framework ? mayWrite(seat, framework) : false;
	const nameOf = (id: string) => organisations.find((each) => each.id === id)?.name ?? '';
	const answers = answersOf(saved, pool);
	const ways = content ? waysIn(content.answers) : [];
	const takesPart = isWriter || saved.length > 0;

	return {
		visitor,
		done: url.searchParams.get('done'),
		framework: framework && {
			state: framework.state,
			leaderName: framework.leaderName,
			deputyName: framework.deputyName,
			establishedOn: framework.establishedOn,
			nextUpdateOn: framework.nextUpdateOn,
			nextUpdateName: framework.nextUpdateName,
			version: framework.version,
			isOverdue: framework.nextUpdateOn !== null && isOverdue(framework.nextUpdateOn, locals.today)
		},
		inForce: inForce && {
			id: inForce.id,
			number: inForce.number,
			hash: inForce.hash,
			summary: inForce.summary,
			submittedBy: inForce.submittedBy
		},
		open: open[0] && { id: open[0].id, number: open[0].number },
		round: round ? { dueOn: round.dueOn, isLate: round.dueOn < locals.today } : null,
		returned: takesPart ? (returned ?? null) : null,
		/** told to the project leader and the steering group. */
		plan: takesPart && inForce ? flagsOf(activities, locals.today) : null,
		isWriter,
		opensUp: framework ? mayOpenUp(seat, framework, visitor?.hat) : false,
		takesPart,
		decides: steering.some(
			(each) => each.person === seat.person && each.organisation === seat.organisation
		),
		changed: content && isWriter ? changedSince(content.answers, answers).length : 0,
		led: framework ? [] : led,
		/** A project leader who has no collaboration yet makes one first. */
		makesCollaboration: !framework && led.length === 0 && visitor?.function === 'project-leader',
		confirm: mayConfirm(seat, partners, read)
			? 'asked'
			: partners.includes(seat.organisation)
				? 'given'
				: 'not-asked',
		/** how many of the ways by which it is told are still to be gone; nothing where it names none. */
		telling: ways.length > 0 ? { left: notYetTold(ways, tellings).length, all: ways.length } : null,
		told: isWriter ? readings : [],
		called: isWriter ? calls.map(({ organisation: _, ...call }) => call) : [],
		unconfirmed: isWriter ? notYetRead(partners, read, calls).map(nameOf).toSorted(inDanish) : [],
		nextUpdate:
			isWriter && framework?.establishedOn
				? {
						latest: latestNextUpdate(framework.establishedOn),
						earliest: locals.today,
						person: framework.nextUpdatePerson,
						chosen: framework.nextUpdatePerson
							? { value: framework.nextUpdatePerson, label: framework.nextUpdateName ?? '' }
							: null,
						people: offeredColleagues(people)
					}
				: null
	};
};

export const actions: Actions = {
	begin: async ({ locals, request }) => {
		const form = await readForm(request, beginForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const outcome = await locals.transact((acting) =>
			beginFramework(acting, form.value.collaboration)
		);
		if (outcome.ok) redirect(303, '/framework/edit');
		return fail(409, { refusal: sayRefusal(outcome.reason) });
	},

	confirm: async ({ locals, request }) => {
		const form = await readForm(request, confirmForm);
		if (!form.ok) error(404);
		const outcome = await locals.transact((acting) => confirmReading(acting, form.value.version));
		if (outcome.ok) redirect(303, '/framework?done=confirmed');
		if (outcome.reason === 'no-such-version') error(404);
		return fail(409, { refusal: sayRefusal(outcome.reason) });
	},

	next: async ({ locals, request }) => {
		const part = partLookedFor(await readPosted(request.clone()));
		const form = await readForm(request, nextUpdateForm);
		if (part !== null) {
			const [found] = await locals.read(searchColleagues(part));
			return { typed: form.typed, looked: { part, found: offeredColleagues(found) } };
		}
		if (!form.ok) return fail(422, { problems: form.problems, typed: form.typed });
		const { on, person, version } = form.value;
		const outcome = await locals.transact((acting) =>
			changeNextUpdate(acting, { on, person }, version)
		);
		if (outcome.ok) redirect(303, '/framework?done=next');
		if (outcome.reason === 'no-framework') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(outcome.reason) });
	}
};
