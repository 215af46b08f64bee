/** What the forms about those who meet children post. */
import { z } from 'zod';
import { m } from '#messages';
import {
	day,
	idField,
	line,
	madeId,
	optionalDay,
	requiredLine,
	version
} from '#server/form-fields.ts';

const role = {
	role: requiredLine(200, m.certificate_role_missing),
	obtainedOn: optionalDay(),
	obtainedBy: line(200),
	beginsOn: optionalDay(),
	endsOn: optionalDay()
};

/** Somebody's new role; `id` is made with the form. */
export const AddRoleForm = z.object({
	id: madeId(),
	person: idField(m.certificate_person_missing),
	...role
});

/** What is changed about a role. */
export const ChangeRoleForm = z.object({ version: version(), ...role });

/** A role that was written down by mistake. */
export const RemoveRoleForm = z.object({ version: version() });

/** A declaration that was made, or is taken back. */
export const DeclarationForm = z.object({ declaredOn: day() });
