/**
 * The browser's own ceremony of a passkey: a script for itself on pages that bring no other, asked for by its address
 * (`?worker&url`). A form that needs it is hidden until it has seen that this browser can.
 *
 *     <form hidden data-passkey="add" data-given-up="…">
 *         <div role="status"></div><template>…<p></p>…</template>
 */
import { startAuthentication, startRegistration } from '@simplewebauthn/browser';

/** A ceremony answers what the server said last. */
const CEREMONIES: Record<string, (form: HTMLFormElement) => Promise<Response>> = {
	/** Makes a passkey and gives it to the account, under the name that was typed. */
	async add(form) {
		const offer = await post('/account/passkeys/options', {});
		if (!offer.ok) return offer;
		const response = await startRegistration({ optionsJSON: await offer.json() });
		const name = String(new FormData(form).get('name'));
		const answer = await post('/account/passkeys', { response, name });
		if (answer.ok) location.assign(whenAdded(new URL(location.href)));
		return answer;
	},

	/** Proves a passkey first; then the form goes on as any form, with what waits in it. */
	async prove(form) {
		const offer = await post('/sign-in/passkey/options', {});
		if (!offer.ok) return offer;
		const response = await startAuthentication({ optionsJSON: await offer.json() });
		const answer = await post('/sign-in/passkey', response);
		if (answer.ok) form.submit();
		return answer;
	}
};

if ('PublicKeyCredential' in window)
	for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) offer(form);

function offer(form: HTMLFormElement) {
	const ceremony = CEREMONIES[form.dataset.passkey!]!;
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		if (form.ariaBusy === 'true') return;
		form.ariaBusy = 'true';
		say(form, '');
		try {
			const answer = await ceremony(form);
			if (!answer.ok) say(form, ((await answer.json()) as { message: string }).message);
		} catch {
			say(form, form.dataset.givenUp!);
		}
		form.ariaBusy = null;
	});
	form.hidden = false;
}

/** Says what is wrong in the form, in the look of the pages; an empty text takes it away. */
function say(form: HTMLFormElement, problem: string) {
	const place = form.querySelector('[role=status]')!;
	place.replaceChildren();
	if (problem === '') return;
	const notice = form.querySelector('template')!.content.cloneNode(true) as DocumentFragment;
	notice.querySelector('p')!.textContent = problem;
	place.append(notice);
}

/** Where it is said that the passkey is ready; the way on from there goes along. */
function whenAdded(here: URL): string {
	const to = here.searchParams.get('to');
	return `/account?saved=added${to === null ? '' : `&to=${encodeURIComponent(to)}`}`;
}

const post = (address: string, body: unknown) =>
	fetch(address, {
		method: 'POST',
		headers: { 'content-type': 'application/json', accept: 'application/json' },
		body: JSON.stringify(body)
	});
