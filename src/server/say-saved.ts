/** What was saved when a form came the first time, in words for people (SentBefore.svelte). */
import type { Texts } from '#values/outcome.ts';

/** The saved parts that have a label and say something, each under its label. */
export const saySaved = (
	saved: Texts,
	labels: Readonly<Record<string, () => string>>
): { label: string; text: string }[] =>
	Object.entries(labels).flatMap(([name, label]) => {
		const text = saved[name];
		return text ? [{ label: label(), text }] : [];
	});
