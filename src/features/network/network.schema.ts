/** What the forms about the network send. */
import { z } from 'zod';
import { m } from '#messages';
import {
	idField,
	line,
	madeId,
	oneOf,
	optionalDay,
	requiredLine,
	text,
	version
} from '#server/form-fields.ts';
import { INVOLVEMENT, SIDES, type Closeness } from './network.rules.ts';

const relation = {
	side: oneOf(SIDES, m.network_side_missing),
	name: requiredLine(200, m.network_name_missing),
	relation: requiredLine(200, m.network_relation_missing),
	closeness: oneOf(['1', '2', '3'], m.network_closeness_missing).transform(
		(digit) => Number(digit) as Closeness
	),
	involve: oneOf(INVOLVEMENT, m.network_involve_missing),
	involveWhen: text(500),
	agreedOn: optionalDay(),
	contact: line(200)
};

/** Somebody new on the map; `id` is made with the form. */
export const AddRelationForm = z.object({ id: madeId(), ...relation });

/** The same on the citizen's own page, which says which pathway it is about. */
export const AddMineForm = z.object({ pathway: idField(), id: madeId(), ...relation });

/** What is changed about somebody. */
export const ChangeRelationForm = z.object({ version: version(), ...relation });

/** Somebody to take off the map. */
export const RemoveRelationForm = z.object({ version: version() });
