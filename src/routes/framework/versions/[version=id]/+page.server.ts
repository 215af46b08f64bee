import { error, fail, redirect } from '@sveltejs/kit';
import { steeringGroupLacks } from '#features/collaborations/groups.rules.ts';
import { showKept } from '#features/agreements/show-kept.ts';
import { findFreshness } from '#features/directory/server/directory.queries.ts';
import { listAgreementsByTitle } from '#features/documents/server/document.queries.ts';
import { differencesBetween } from '#features/documents/difference.rules.ts';
import { sayField, sayKey, saySection } from '#features/documents/server/say-template.ts';
import { standingOf } from '#features/framework/decision.rules.ts';
import { asContent } from '#features/framework/draft.rules.ts';
import { frameworkTemplate, goals } from '#features/framework/framework-template.rules.ts';
import { decisionForm } from '#features/framework/framework.schema.ts';
import { listFrameworkFiles } from '#features/framework/server/file.queries.ts';
import { listSeriesToPointTo } from '#features/framework/server/linked.queries.ts';
import { showSeries } from '#features/framework/show-series.ts';
import { showFiles } from '#features/framework/show-files.ts';
import { decideVersion } from '#features/framework/server/decide-version.ts';
import { findFramework, listGroup } from '#features/framework/server/framework.queries.ts';
import { sideOf } from '#features/framework/server/show-difference.ts';
import {
	findKnownBefore,
	findVersion,
	listDecisions
} from '#features/framework/server/version.queries.ts';
import { listTellings } from '#features/framework/server/telling.queries.ts';
import { waysIn } from '#features/framework/telling.rules.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [
		versions,
		frameworks,
		decisions,
		members,
		before,
		agreements,
		series,
		files,
		tellings,
		[freshness]
	] = await locals.read(
		findVersion(params.version),
		findFramework(),
		listDecisions(params.version),
		listGroup('steering'),
		findKnownBefore(params.version),
		listAgreementsByTitle(),
		listSeriesToPointTo(),
		listFrameworkFiles(),
		listTellings(params.version),
		findFreshness()
	);
	const [version, framework, visitor] = [versions[0], frameworks[0], locals.visitor];
	if (!version || !framework) error(404);

	const content = asContent(version.content);
	const earlier = before[0] && asContent(before[0].content);
	const group = { host: framework.host, leader: framework.leader, members };
	const isOpen = version.outcome === null;
	const standing = standingOf(version.hash, decisions, group);
	const own = (each: { person: string; organisation: string }) =>
		each.person === visitor?.person && each.organisation === visitor.organisation;
	const lacks = isOpen ? steeringGroupLacks(members, group) : [];
	return {
		visitor,
		done: url.searchParams.get('done'),
		version: {
			id: version.id,
			number: version.number,
			outcome: version.outcome,
			hash: version.hash,
			summary: version.summary,
			submittedBy: version.submittedBy,
			submittedAt: version.submittedAt
		},
		isFirst: !earlier,
		/** What it is compared with, where that was sent back. */
		sinceReturned: before[0]?.outcome === 'returned' ? before[0].number : null,
		sections: frameworkTemplate.sections.map((section) => saySection(section)),
		/** the directory is a chapter of the framework, as it is today. */
		freshness,
		goals: goals.map(({ key, label }) => ({ key, label: sayKey(label) })),
		answers: content.answers,
		/** with the agreements, series of meetings and files it points to, as far as the reader reads them. */
		names: {
			...content.names,
			kept: {
				...showKept(agreements, locals.today),
				...showSeries(series),
				...showFiles(files)
			}
		},
		differences: earlier
			? differencesBetween(frameworkTemplate, earlier.answers, content.answers).map((each) => ({
					field: sayField(each.field),
					before: sideOf(each.field.key, earlier.answers, earlier.names),
					after: sideOf(each.field.key, content.answers, content.names)
				}))
			: [],
		decisions,
		awaited: isOpen && standing.is === 'waiting' ? standing.awaited : [],
		lacks: lacks.map((each) => sayKey(`framework_lack_${each.replaceAll('-', '_')}`)),
		decides: isOpen && members.some(own),
		given: decisions.find(own)?.verdict ?? null,
		approvals: version.approvals,
		/** how it was told, by the ways that it names itself; also of one that another has taken the place of. */
		told: waysIn(content.answers).flatMap(({ id, way }) => {
			const byIt = tellings.filter((each) => each.way === id);
			return byIt.length > 0 ? [{ id, way, tellings: byIt }] : [];
		})
	};
};

export const actions: Actions = {
	decide: async ({ locals, params, request }) => {
		const form = await readForm(request, decisionForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const outcome = await locals.transact((acting) =>
			decideVersion(acting, params.version, form.value)
		);
		if (outcome.ok) redirect(303, `/framework/versions/${params.version}?done=${outcome.value}`);
		if (outcome.reason === 'no-such-version') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(outcome.reason) });
	}
};
