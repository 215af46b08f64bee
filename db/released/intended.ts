/**
 * What migrations take away on purpose from a database that has been in use, each with its reason. Everything else must
 * be there afterwards as it was: released.test.ts looks.
 */

/** Columns, as 'samspil.person.email', whose values a migration changes or drops. */
export const CHANGED_COLUMNS: Record<string, string> = {
	// 0601: who may not know the citizen by name read it where the citizen had done a task.
	'samspil.task.state_changed_by_name': 'a citizen who did a task is no longer named on it'
};

/** Tables of which some people find fewer rows than before, as 'samspil.membership'. */
export const READ_BY_FEWER: Record<string, string> = {
	// 0028: an organisation reads a consent while it reads by it; afterwards that it ended, and when, and no more.
	'samspil.consent':
		'who read by a consent that has ended sees no longer what it was for and who gave it'
};
