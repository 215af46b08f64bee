import { sql } from 'kysely';
import { actingPerson, actingTenant, tables } from '#server/tables.ts';

/** How many notices a page shows. */
export const NOTICES_A_PAGE = 30;

const mine = () =>
	tables
		.selectFrom('notice')
		.where('tenant_id', '=', actingTenant)
		.where('person_id', '=', actingPerson);

/** The acting person's notices, newest first; one row more than a page. `after` is the last one of the page before. */
export const listNotices = (after?: string) => {
	let notices = mine().select([
		'id',
		'kind',
		'path',
		'created_at as createdAt',
		'read_at as readAt'
	]);
	if (after)
		notices = notices.where(
			sql<boolean>`(created_at, id) < ((${mine().where('id', '=', after).select('created_at')}), ${after}::uuid)`
		);
	return notices
		.orderBy('created_at', 'desc')
		.orderBy('id', 'desc')
		.limit(NOTICES_A_PAGE + 1);
};

/** The newest notices that have not been read. */
export const listUnread = (most: number) =>
	mine()
		.select(['id', 'kind', 'path', 'created_at as createdAt'])
		.where('read_at', 'is', null)
		.orderBy('created_at', 'desc')
		.orderBy('id', 'desc')
		.limit(most);

/** Marks one notice as read, or all where `id` is null. */
export const markRead = (id: string | null) => {
	const unread = tables
		.updateTable('notice')
		.set({ read_at: sql<Date>`now()` })
		.where('tenant_id', '=', actingTenant)
		.where('person_id', '=', actingPerson)
		.where('read_at', 'is', null);
	return id ? unread.where('id', '=', id) : unread;
};
