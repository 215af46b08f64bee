/**
 * Looks for offers while one writes and chooses, on pages that bring no other script (`?worker&url`): the list, and how many each answer
 * of each filter would leave, are taken from the page that the form itself would have led to. Without it one presses the button.
 *
 *     <form role="search" data-live> … <p role="status" data-told></p></form>   <div data-found><h2>12 tilbud</h2> … </div>
 */

import { LONGEST_SEARCH } from './wanted.ts';

/** After the last letter, and after a choice, in milliseconds. */
const PAUSE = 400;
const AT_ONCE = 0;

const form = document.querySelector<HTMLFormElement>('form[data-live]');
let waiting: ReturnType<typeof setTimeout> | undefined;
let asking: AbortController | undefined;

function later(event: Event) {
	clearTimeout(waiting);
	waiting = setTimeout(look, event.target instanceof HTMLSelectElement ? AT_ONCE : PAUSE);
}

async function look() {
	if (!form) return;
	asking?.abort();
	asking = new AbortController();
	const address = new URL(form.action);
	address.hash = '';
	for (const [name, value] of new FormData(form))
		// more of it is not read, and makes an address that no server takes
		if (typeof value === 'string' && value !== '')
			address.searchParams.set(name, value.slice(0, LONGEST_SEARCH));
	try {
		const answer = await fetch(address, {
			headers: { accept: 'text/html' },
			signal: asking.signal
		});
		const isPut =
			answer.ok && put(new DOMParser().parseFromString(await answer.text(), 'text/html'));
		// Signed out, or refused: the old list must not stand under new words. What went wrong is told where the button leads.
		if (isPut) history.replaceState(history.state, '', address);
		else location.assign(address);
	} catch {
		// Something else was asked meanwhile, or the network is away: the button is still there.
	}
}

/** What was found, in the place of what stood there; the form keeps what is being written in it. False where the page is another. */
function put(page: Document): boolean {
	const [shown, found] = [document, page].map((each) => each.querySelector('[data-found]'));
	if (!shown || !found) return false;
	shown.replaceChildren(...found.childNodes);
	for (const select of form?.querySelectorAll('select') ?? []) {
		const next = page.querySelector<HTMLSelectElement>(
			`form[data-live] select[name="${select.name}"]`
		);
		if (!next) continue;
		const chosen = select.value;
		select.replaceChildren(...next.childNodes);
		select.value = chosen;
	}
	const told = form?.querySelector('[data-told]');
	if (told) told.textContent = shown.querySelector('h2')?.textContent ?? '';
	return true;
}

form?.addEventListener('input', later);
