/** What the forms about possible offers post. */
import { z } from 'zod';
import { idField, text } from '#server/form-fields.ts';

/** An offer that is chosen for the citizen, and why, in words to them. */
export const ChooseForm = z.object({ offer: idField(), why: text(500) });

/** One that is taken off again. */
export const DropForm = z.object({ offer: idField() });
