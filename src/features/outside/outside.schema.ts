/** What the forms about contacts without an account send. */
import { z } from 'zod';
import { m } from '#messages';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { CHANNELS } from '#features/pathways/entry.rules.ts';
import { TOLD_OF } from './outside.rules.ts';
import { day, idField, line, oneOf, madeId, requiredLine, version } from '#server/form-fields.ts';

const contact = {
	name: requiredLine(200, m.outside_name_missing),
	organisation: requiredLine(200, m.outside_organisation_missing),
	helpsWith: line(500),
	reach: requiredLine(500, m.outside_reach_missing),
	category: z.enum(['', ...CATEGORIES])
};

/** Somebody new; `contact` is made with the form. */
export const AddOutsideForm = z.object({ contact: madeId(), ...contact });

/** What is changed about somebody. */
export const ChangeOutsideForm = z.object({ contact: idField(), version: version(), ...contact });

/** Somebody to take off. */
export const RemoveOutsideForm = z.object({ contact: idField(), version: version() });

/** That somebody was told of something. */
export const TellOutsideForm = z.object({
	contact: idField(),
	about: z.enum(TOLD_OF),
	toldOn: day(),
	channel: oneOf(CHANNELS, m.contact_channel_missing)
});
