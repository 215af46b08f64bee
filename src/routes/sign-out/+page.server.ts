import { redirect } from '@sveltejs/kit';
import { ownPath, withReturn } from '#server/entrance.ts';
import { signOut } from '#server/identity/sign-out.ts';
import type { Actions } from './$types';

export const csr = false;

export const actions: Actions = {
	default: async (event) => {
		await signOut(event);
		// What waited on the device for the server (meeting-in-browser.ts) is not left for the next who uses it.
		event.setHeaders({ 'clear-site-data': '"storage"' });
		const posted = await event.request.formData().catch(() => undefined);
		// Whoever hands the device on leads the next person to what they came for.
		const to = ownPath(posted?.get('to')?.toString());
		redirect(303, to === '/' ? '/sign-in?out=1' : withReturn('/sign-in', to));
	}
};
