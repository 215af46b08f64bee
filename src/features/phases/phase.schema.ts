/** What the forms about phases send. */
import { z } from 'zod';
import { m } from '#messages';
import { day, idField, madeId, oneOf, requiredLine, version } from '#server/form-fields.ts';
import type { Phase } from './phase.rules.ts';

/** A phase to open; `id` is made with the form. */
export const OpenPhaseForm = z.object({
	id: madeId(),
	phase: oneOf(['1', '2', '3', '4', '5'], m.phase_missing).transform((digit) => +digit as Phase),
	on: day(m.phase_day_missing)
});

/** A time to end. */
export const ClosePhaseForm = z.object({
	period: idField(),
	version: version(),
	on: day(m.phase_day_missing)
});

const name = () => requiredLine(80, m.phase_name_missing);

/** What the phases are called; `version` is 0 where they have no names of the municipality's own yet. */
export const PhaseNamesForm = z.object({
	version: version(),
	name1: name(),
	name2: name(),
	name3: name(),
	name4: name(),
	name5: name()
});
