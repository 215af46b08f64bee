/** What the forms about a collaboration post. */
import { z } from 'zod';
import { m } from '#messages';
import {
	day,
	idField,
	madeId,
	oneOf,
	optionalDay,
	requiredLine,
	text,
	version
} from '#server/form-fields.ts';
import { GROUPS, LED_GROUPS, PHASES } from './collaboration.rules.ts';

const what = {
	name: requiredLine(200, m.collaboration_name_missing),
	purpose: text(5000),
	phase: oneOf(PHASES, m.collaboration_phase_missing)
};

/** A new collaboration. */
export const CollaborationForm = z.object({ id: madeId(), ...what });

/** A change of what a collaboration is called, for and how far it has come. */
export const CollaborationChange = z.object({ version: version(), ...what });

/** An organisation that joins or leaves. */
export const PartyChoice = z.object({ organisation: idField(m.collaboration_party_missing) });

/** A person for one of their organisations, as one value of a list: 'person/organisation'. */
const member = () =>
	z
		.string()
		.regex(/^[0-9a-f-]{36}\/[0-9a-f-]{36}$/, { error: () => m.collaboration_member_missing() })
		.transform((chosen) => {
			const [person, organisation] = chosen.split('/') as [string, string];
			return { person, organisation };
		})
		.pipe(z.object({ person: idField(), organisation: idField() }));

/** A seat in a group, from a day and maybe until one. */
export const SeatForm = z
	.object({
		group: oneOf(GROUPS, m.form_choose),
		member: member(),
		since: day(),
		until: optionalDay()
	})
	.refine(({ since, until }) => until === null || until >= since, {
		path: ['until'],
		error: () => m.collaboration_until_before_since()
	});

/** The end of a seat. */
export const SeatEnd = z.object({
	group: oneOf(GROUPS, m.form_choose),
	member: member(),
	version: version()
});

/** Who takes over the lead, and the groups in which the one who gives it on keeps a seat. */
export const LeadForm = z.object({
	version: version(),
	leader: idField(m.lead_missing),
	keeps: z.array(oneOf(LED_GROUPS, m.form_choose))
});

/** Who stands in where a tovholder leaves; nobody in particular is the project leader. */
export const StandInForm = z.object({
	version: version(),
	standIn: z.union([z.literal('').transform(() => null), idField()])
});
