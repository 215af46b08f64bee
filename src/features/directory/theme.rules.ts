/** What offers are about: the few words by which a directory is sorted. */
export const THEMES = [
	'housing',
	'homelessness',
	'daily-life',
	'work',
	'education',
	'economy',
	'health',
	'mental-health',
	'substance-use',
	'family',
	'children',
	'youth',
	'loneliness',
	'leisure',
	'violence',
	'crime',
	'rights',
	'language'
] as const;
export type Theme = (typeof THEMES)[number];

/** Whether `text` is one of them: what an address or a file says may be anything. */
export const isTheme = (text: string): text is Theme =>
	(THEMES as readonly string[]).includes(text);
