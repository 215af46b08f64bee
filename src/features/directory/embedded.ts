import { LONGEST_SEARCH } from './wanted.ts';

/**
 * The element by which a municipality shows its open directory on its own site, without a frame of ours in it:
 *
 *     <script type="module" src="https://…/offers/samspil-offers.js"></script>
 *     <samspil-offers municipality="…"><a href="https://…/offers/…">Tilbud</a></samspil-offers>
 *
 * Without scripts the link within it stays. It writes text only, and looks like the page it stands on.
 */
export const EMBEDDED = `class SamspilOffers extends HTMLElement {
	connectedCallback() {
		const home = new URL(import.meta.url).origin;
		const place = this.getAttribute('municipality');
		if (!/^[0-9a-f-]{36}$/.test(place ?? '')) return;
		const english = (this.closest('[lang]')?.lang ?? 'da').startsWith('en');
		const say = english
			? { search: 'What are you looking for?', find: 'Find offers', count: (n) => n + (n === 1 ? ' offer' : ' offers'), none: 'We found nothing.', nearest: 'Perhaps this?', all: (n) => 'See all ' + n, stale: 'Not confirmed lately. Call before you go.' }
			: { search: 'Hvad leder du efter?', find: 'Find tilbud', count: (n) => n + ' tilbud', none: 'Vi fandt ikke noget.', nearest: 'Måske det her?', all: (n) => 'Se alle ' + n, stale: 'Ikke bekræftet for nylig. Ring, før du går derhen.' };
		const make = (name, text, fields = {}) => Object.assign(document.createElement(name), text === undefined ? {} : { textContent: text }, fields);
		const form = make('form', undefined, { action: home + '/offers/' + place });
		form.setAttribute('role', 'search');
		const label = make('label', say.search + ' ');
		const input = make('input', undefined, { name: 'q', type: 'search', maxLength: ${LONGEST_SEARCH} });
		label.append(input);
		form.append(label, make('button', say.find));
		const told = make('p');
		told.setAttribute('role', 'status');
		const list = make('ul');
		const more = make('p');
		const show = async () => {
			const address = new URL('/offers/' + place + '/list.json', home);
			for (const name of ['theme', 'group', 'area', 'language']) if (this.getAttribute(name)) address.searchParams.set(name, this.getAttribute(name));
			if (input.value) address.searchParams.set('q', input.value);
			const { total, offers, nearest, whomToAsk } = await (await fetch(address, { credentials: 'omit' })).json();
			told.textContent = total > 0 ? say.count(total) : [say.none, whomToAsk && whomToAsk + '.', nearest.length > 0 && say.nearest].filter(Boolean).join(' ');
			const whole = new URL('/offers/' + place + address.search, home).href;
			more.replaceChildren(...(total > offers.length ? [make('a', say.all(total), { href: whole })] : []));
			list.replaceChildren(...[...offers, ...nearest].map((offer) => {
				const item = make('li');
				item.append(make('a', offer.name, { href: offer.href }), ', ' + offer.provider + (offer.targetGroup ? '. ' + offer.targetGroup : ''));
				if (offer.isStale) item.append(' ', make('strong', say.stale));
				return item;
			}));
		};
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			show().catch(() => form.submit());
		});
		show().then(() => this.replaceChildren(form, told, list, more), () => {});
	}
}
customElements.define('samspil-offers', SamspilOffers);
`;

/** The two lines that a municipality puts into its page. */
export const embedLines = (origin: string, municipality: string): string =>
	`<script type="module" src="${origin}/offers/samspil-offers.js"></${'script'}>
<samspil-offers municipality="${municipality}"><a href="${origin}/offers/${municipality}">Tilbud</a></samspil-offers>`;
