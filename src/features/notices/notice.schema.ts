/** What the list of notices posts. */
import { z } from 'zod';
import { idField } from '#server/form-fields.ts';

/** One notice to mark as read. */
export const NoticeChoice = z.object({ notice: idField() });
