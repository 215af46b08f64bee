/**
 * Sends a form without leaving the page, and only once however often the button is pressed.
 *
 * Without JavaScript the form posts as any form does; the server then meets a second press by its
 * version or its id. With JavaScript the second press is stopped here.
 */
import { enhance } from '$app/forms';

/** `<form method="POST" use:sendOnce>`: what was typed stays unless the answer leads to another page. */
export function sendOnce(form: HTMLFormElement) {
	// What is missing is said by the server, beside the field and in the reader's language, and stays there.
	form.noValidate = true;
	return enhance(form, ({ cancel }) => {
		if (form.ariaBusy === 'true') return cancel();
		form.ariaBusy = 'true';
		return async ({ update }) => {
			await update({ reset: false });
			form.ariaBusy = null;
		};
	});
}
