/** A form with a button that looks for somebody: what is it sent for? */

/**
 * Whether it is sent to look, and not to be saved: by the button "look", or by Enter ("enter", EnterSaves.svelte) while the field says
 * something else than what was looked for last ("found"). `said` answers the value of an input, undefined where it was not sent.
 */
export function isToLook(said: (name: string) => string | undefined, field: string): boolean {
	if (said('look') !== undefined) return true;
	if (said('enter') === undefined) return false;
	const wanted = (said(field) ?? '').trim();
	return wanted !== '' && wanted !== (said('found') ?? '').trim();
}
