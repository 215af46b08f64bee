/**
 * Brings focus to what the page has to tell, when it comes and each time it says something new.
 *
 * The `autofocus` attribute does this when a browser opens a page. When a form is answered without leaving
 * the page, focus still stands on the button that was pressed, and attributes no longer move it.
 */
import type { Attachment } from 'svelte/attachments';

/** Focuses its element; again when `said` is another answer than before. */
export const focused =
	(said: unknown): Attachment<HTMLElement> =>
	(element) => {
		if (said) element.focus();
	};
