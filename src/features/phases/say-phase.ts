/** The phases in the words of the reader: the municipality's names, or those that Samspil proposes. */
import { m } from '#messages';
import type { Phase } from './phase.rules.ts';

const PROPOSED = {
	1: m.phase_proposed_1,
	2: m.phase_proposed_2,
	3: m.phase_proposed_3,
	4: m.phase_proposed_4,
	5: m.phase_proposed_5
} satisfies Record<Phase, () => string>;

/** What a phase is called; `names` are the municipality's own, where it has some. */
export const namePhase = (phase: Phase, names: readonly string[] | null): string =>
	names?.[phase - 1] ?? PROPOSED[phase]();
