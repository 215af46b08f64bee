/** Details that two people changed at once, laid side by side under the names their form has for them. */
import { m } from '#messages';
import { asTyped, type Details } from './details.rules.ts';
import type { KeptDetails } from './server/details.queries.ts';
import { conflictTexts } from '#values/shown.ts';

const LABELS = {
	name: m.need_name,
	phone: m.need_phone,
	preferredChannel: m.need_channel,
	contactLimits: m.details_limits,
	language: m.need_language,
	interpreter: m.need_interpreter,
	isProtected: m.details_protected
} satisfies Record<keyof Details, () => string>;

const answersTo = (name: 'interpreter' | 'isProtected') => [
	{ value: 'no', label: m.need_answer_no() },
	{ value: 'yes', label: m.need_answer_yes() },
	...(name === 'interpreter' ? [{ value: 'unknown', label: m.need_answer_unknown() }] : [])
];

/** What Conflict.svelte shows of `names`: what was typed beside what stands now. */
export function conflictingDetails(
	names: readonly (keyof Details)[],
	typed: Record<string, string>,
	saved: KeptDetails,
	now: Date
) {
	const labels = Object.fromEntries(names.map((name) => [name, LABELS[name]])) as typeof LABELS;
	return {
		version: saved.version,
		by: saved.changedBy || null,
		at: saved.changedAt ?? now,
		texts: conflictTexts(labels, typed, asTyped(saved), {
			interpreter: { options: answersTo('interpreter') },
			isProtected: { options: answersTo('isProtected') }
		})
	};
}
