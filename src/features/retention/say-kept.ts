/** What stands on a pathway, in words: the kinds that people know by name, and the rest as one number. */
import { m } from '#messages';

const NAMED: Record<string, () => string> = {
	entry: m.kept_entry,
	own_words: m.kept_own_words,
	meeting: m.kept_meeting,
	task: m.kept_task,
	consent: m.kept_consent,
	partner: m.kept_partner,
	network_relation: m.kept_network_relation,
	companion: m.kept_companion,
	emergency_access: m.kept_emergency_access
};

/** Each kind with its number, the rest last. */
export function sayKept(counts: readonly { kind: string; rows: number }[]) {
	const named = counts.flatMap(({ kind, rows }) => {
		const say = NAMED[kind];
		return say ? [{ kind, label: say(), rows }] : [];
	});
	const rest = counts.filter(({ kind }) => !NAMED[kind]).reduce((sum, { rows }) => sum + rows, 0);
	return rest > 0 ? [...named, { kind: 'rest', label: m.kept_rest(), rows: rest }] : named;
}
