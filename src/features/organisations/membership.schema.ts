/** What the forms about people and their places post. */
import { z } from 'zod';
import { m } from '#messages';
import {
	idField,
	line,
	madeId,
	mailAddress,
	oneOf,
	optionalDay,
	requiredLine,
	tick,
	version
} from '#server/form-fields.ts';
import { MEMBER_FUNCTIONS } from './membership.rules.ts';

const place = {
	title: line(200),
	function: oneOf(MEMBER_FUNCTIONS, m.membership_function_missing),
	canBind: tick()
};

/** An invitation to join an organisation. `id` is made with the form, so that a form sent twice makes one. */
export const InvitationForm = z.object({
	id: madeId(),
	name: requiredLine(200, m.invitation_name_missing),
	email: mailAddress(),
	organisation: idField(m.invitation_organisation_missing),
	...place
});

/** An invitation to take back or send again. */
export const InvitationChoice = z.object({ invitation: idField(), next: madeId() });

/** A change of somebody's place in an organisation. */
export const PlaceChange = z.object({ version: version(), ...place });

/** Somebody who administers. */
export const AdministratorChoice = z.object({ person: idField() });

/** The end of a membership: at once, or on a last day. */
export const MembershipEnd = z
	.object({
		version: version(),
		when: oneOf(['now', 'day'], m.form_choose),
		lastDay: optionalDay(),
		/** The person stops as an administrator too. */
		administratorToo: tick()
	})
	.refine(({ when, lastDay }) => when === 'now' || lastDay !== null, {
		path: ['lastDay'],
		error: () => m.form_day_missing()
	});
