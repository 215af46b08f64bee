import { error } from '@sveltejs/kit';
import { readLogKey } from '#features/citizens/log-key.rules.ts';
import { listOnPathway } from '#features/emergency/server/emergency.queries.ts';
import { listLog, PAGE_OF_LOG } from '#features/citizens/server/log.queries.ts';
import { pageOf } from '#values/cursor.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { choosePathway } from '../choose-pathway.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { chosen } = await choosePathway(locals, url);
	if (!chosen?.isCitizen) error(404);
	const after = readLogKey(url.searchParams.get('after'));
	const [log, emergencies] = await locals.read(
		listLog(chosen.id, after),
		listOnPathway(chosen.id),
		recordPathway('me.log.read', chosen.id)
	);
	const { rows, next } = pageOf(log, PAGE_OF_LOG);
	const here = `/me/log?pathway=${chosen.id}`;
	return {
		visitor: locals.visitor,
		back: `/me?pathway=${chosen.id}`,
		today: locals.today,
		emergencies: after ? [] : emergencies,
		rows,
		next: next && `${here}&after=${encodeURIComponent(next)}`,
		first: after && here
	};
};
