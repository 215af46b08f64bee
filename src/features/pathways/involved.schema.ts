/** What forms about a decision send of the citizen's part in it. */
import { m } from '#messages';
import { oneOf, text } from '#server/form-fields.ts';
import { INVOLVED_PARTS } from './involved.rules.ts';

export const involvedFields = {
	citizenPart: oneOf(INVOLVED_PARTS, m.involved_part_missing),
	citizenNote: text(2000)
};
