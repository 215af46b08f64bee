/**
 * Asks every other second how far a work is that goes on beside requests, on pages that bring no other script (`?worker&url`): what
 * the page says of it is put in, and where it says nothing more of it, the page is read anew. Without it one follows the link.
 *
 *     <div data-progress><progress …></progress><p role="status">…</p></div>
 */

/** As in server/visits.ts: a page that asks by itself keeps nobody signed in. */
const UNATTENDED = 'samspil-unattended';
/** Between two questions, in milliseconds. */
const PAUSE = 2_000;

async function ask() {
	const shown = document.querySelector('[data-progress]');
	if (!shown) return;
	try {
		const answer = await fetch(location.href, {
			headers: { accept: 'text/html', [UNATTENDED]: '1' }
		});
		if (answer.ok) {
			const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
			const told = page.querySelector('[data-progress]');
			if (!told) return location.reload();
			put(shown, told);
		}
	} catch {
		// The network is away: the next question may be answered.
	}
	setTimeout(ask, PAUSE);
}

/** Changes what is there instead of replacing it, so that what is read aloud is what is new. */
function put(shown: Element, told: Element) {
	const bar = shown.querySelector('progress');
	const next = told.querySelector('progress');
	if (bar && next) bar.value = next.value;
	const words = shown.querySelector('[role=status]');
	const text = told.querySelector('[role=status]')?.textContent ?? '';
	if (words && words.textContent !== text) words.textContent = text;
}

setTimeout(ask, PAUSE);
