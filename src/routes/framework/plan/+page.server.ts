import { error } from '@sveltejs/kit';
import { BOARD, goalsWithout, GOALS } from '#features/action-plan/action-plan.rules.ts';
import { showCard } from '#features/action-plan/show-activity.ts';
import { drawnIn, yearsOf } from '#features/action-plan/timeline.rules.ts';
import {
	findPlanPart,
	listActivities,
	listGoalStandings
} from '#features/action-plan/server/action-plan.queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [[part], activities, standings] = await locals.read(
		findPlanPart(),
		listActivities(),
		listGoalStandings()
	);
	if (!part) error(404);
	const { today } = locals;
	const onPlan = activities.filter(({ standing }) => BOARD.some((each) => each === standing));
	const years = yearsOf(
		onPlan.map(({ timing }) => timing),
		today
	);
	const asked = Number(url.searchParams.get('year'));
	const year = years.includes(asked) ? asked : Number(today.slice(0, 4));
	const without = goalsWithout(activities);
	return {
		visitor: locals.visitor,
		today,
		decides: part.decides,
		takesPart: part.takesPart,
		years,
		year,
		activities: activities.map((each) => showCard(each, today)),
		lines: onPlan
			.flatMap((each) => {
				const drawn = drawnIn(year, each.timing, each.held, each.standing === 'done');
				return drawn ? [{ id: each.id, drawn }] : [];
			})
			.map((each, index) => ({ ...each, number: index + 1 })),
		goals: GOALS.map((goal) => ({
			goal,
			isWithout: without.includes(goal),
			activities: onPlan.filter((each) => each.goals.includes(goal)).length,
			standing: standings.find((each) => each.goal === goal)?.standing ?? null,
			words: standings.find((each) => each.goal === goal)?.words ?? ''
		}))
	};
};
