import { error } from '@sveltejs/kit';
import { m } from '#messages';
import { eventIdOf } from '#features/deadlines/feed.rules.ts';
import { sayInCalendar } from '#features/deadlines/say-deadline.ts';
import { readFeedDeadlines } from '#features/deadlines/server/feed.queries.ts';
import { readFeed } from '#features/meetings/server/feed.queries.ts';
import { installation } from '#server/installation.ts';
import { feedFile } from '#server/mail/calendar.ts';
import type { RequestHandler } from './$types';

/** A calendar program asks with the address alone: it has no session, and is told when meetings and deadlines are and nothing else. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { today } = locals;
	const [[feed], deadlines] = await locals.readPublic(
		readFeed(params.feed, today),
		readFeedDeadlines(params.feed, today)
	);
	if (!feed) error(404);
	const spoken = { locale: feed.language };
	const { origin } = installation().settings;
	const events = feed.events.map(({ path, ...event }) => ({
		...event,
		title: m.mail_calendar_title({}, spoken),
		url: origin + path
	}));
	const days = deadlines.map((deadline) => ({
		id: eventIdOf(deadline),
		day: deadline.dueOn,
		title: sayInCalendar(deadline.kind, spoken),
		url: origin + deadline.path
	}));
	return new Response(feedFile(m.calendar_name({}, spoken), events, days, today), {
		headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'no-store' }
	});
};
