import { error } from '@sveltejs/kit';
import { m } from '#messages';
import { readFeed } from '#features/meetings/server/feed.queries.ts';
import { installation } from '#server/installation.ts';
import { feedFile } from '#server/mail/calendar.ts';
import type { RequestHandler } from './$types';

/** A calendar program asks with the address alone: it has no session, and is told when meetings are and nothing else. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const [[feed]] = await locals.readPublic(readFeed(params.feed, locals.today));
	if (!feed) error(404);
	const spoken = { locale: feed.language };
	const { origin } = installation().settings;
	const events = feed.events.map(({ path, ...event }) => ({
		...event,
		title: m.mail_calendar_title({}, spoken),
		url: origin + path
	}));
	return new Response(feedFile(m.calendar_name({}, spoken), events), {
		headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'no-store' }
	});
};
