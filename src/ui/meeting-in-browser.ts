/**
 * What a meeting on the screen can do with a script that it can do without one only by loading again: clocks that count, and
 * minutes that are kept while they are typed, and what others do meanwhile. A script for itself on pages that bring no other (`?worker&url`).
 *
 *     <span data-until="…" data-now="…" …>      a clock (TimeLeft.svelte)
 *     <form data-keep="/address">               kept as it is typed, with its `version`
 *         <p role="status" data-taken="…" data-waits="…" data-stale="…" data-refused="…" data-closed="…">
 *     <span data-settled="/address" data-leave="/address">     what waited for it is shown on this page, beside what is saved, until
 *                                              a form is sent or the link is followed
 *     <div role="status" data-follow="/address" data-mark="{…}"><p hidden>…</p></div>   whether the meeting has gone on
 *
 * What is typed stays on the device until the server has taken it: through a closed lid, a network that is away, and a session
 * that has run out. It is only ever given back to the person who typed it, and a week later it is gone.
 */
import { shownAt } from '#values/shown.ts';
import { askMark, isChanged, isDue, wentOn, type Mark } from './meeting-goes-on.ts';

const WEEK = 7 * 24 * 60 * 60 * 1000;
/** Milliseconds after the last letter, and between two attempts where the server is away. */
const PAUSE = 2000;
const AGAIN = 5000;
/** Milliseconds after which a page on which nothing happens asks no more. */
const LONGEST = 3 * 60 * 60 * 1000;

/** What waits on the device: where it is to be sent, the form's fields as they were typed, on top of which version, and when. */
type Waiting = {
	to: string;
	item: string;
	version: string;
	fields: Record<string, string>;
	at: number;
};

const owner = document.querySelector<HTMLElement>('[data-keeps-for]')?.dataset.keepsFor ?? '';
const PREFIX = 'samspil-typed:';
const mine = `${PREFIX}${owner}:`;

forgetOthers();
for (const { dataset } of document.querySelectorAll<HTMLElement>('[data-settled]')) settle(dataset);
const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-keep]')];
for (const form of forms) keep(form);
void sendWhatIsLeft(forms.map(keyOf));
count();
follow();

/** Nobody else on this device is shown what waits, and nothing waits for ever. */
function forgetOthers() {
	for (const key of Object.keys(localStorage)) {
		if (!key.startsWith(PREFIX)) continue;
		const at = (JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Waiting>).at ?? 0;
		if (!key.startsWith(mine) || Date.now() - at > WEEK) localStorage.removeItem(key);
	}
}

/** Both texts stand on the page: what waited goes once somebody has decided, and not before. */
function settle({ settled, leave }: DOMStringMap) {
	const forget = () => localStorage.removeItem(mine + settled);
	addEventListener('submit', forget);
	for (const link of document.querySelectorAll(`main a[href="${leave}"]`))
		link.addEventListener('click', forget);
}

/** Sends what was typed in forms that stand on another page now: somebody went on before it was taken. */
async function sendWhatIsLeft(here: string[]) {
	if (document.querySelector('[data-settled]')) return;
	for (const key of Object.keys(localStorage)) {
		if (!key.startsWith(mine) || here.includes(key)) continue;
		const note = JSON.parse(localStorage.getItem(key)!) as Waiting;
		const answer = await post(note).catch(() => undefined);
		if (answer?.ok) localStorage.removeItem(key);
	}
}

/** Sends a note. `keepalive`: it arrives also when the page is left meanwhile. */
function post({ to, item, version, fields }: Waiting): Promise<Response> {
	const body = new FormData();
	for (const [name, value] of Object.entries({ item, version, ...fields })) body.set(name, value);
	return fetch(to, { method: 'POST', body, keepalive: true });
}

function keyOf(form: HTMLFormElement): string {
	return mine + form.dataset.keep + (field(form, 'item')?.value ?? '');
}

function keep(form: HTMLFormElement) {
	const key = keyOf(form);
	const version = field(form, 'version')!;
	const status = form.querySelector<HTMLElement>('[role=status]')!;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isSending = false;

	const waiting = JSON.parse(localStorage.getItem(key) ?? 'null') as Waiting | null;
	if (waiting && differs(form, waiting.fields)) {
		fill(form, waiting.fields);
		version.value = waiting.version;
		void send();
	} else localStorage.removeItem(key);

	form.addEventListener('input', () => {
		note();
		later(PAUSE);
	});
	addEventListener('pagehide', () => {
		const left = localStorage.getItem(key);
		if (left) void post(JSON.parse(left) as Waiting).catch(() => {});
	});
	addEventListener('online', () => localStorage.getItem(key) && void send());
	document.addEventListener('visibilitychange', () => localStorage.getItem(key) && void send());

	function note() {
		const waits: Waiting = {
			to: form.dataset.keep!,
			item: field(form, 'item')?.value ?? '',
			version: version.value,
			fields: typedIn(form),
			at: Date.now()
		};
		localStorage.setItem(key, JSON.stringify(waits));
	}

	function later(milliseconds: number) {
		clearTimeout(timer);
		timer = setTimeout(() => void send(), milliseconds);
	}

	async function send() {
		if (isSending) return later(PAUSE);
		isSending = true;
		const sent = typedIn(form);
		const body = new FormData(form);
		const shown = shownIn(form, body);
		try {
			const answer = await fetch(form.dataset.keep!, { method: 'POST', body });
			const isOurs = answer.headers.get('content-type')?.includes('json');
			if (answer.ok && isOurs) {
				version.value = shownAt(((await answer.json()) as { version: number }).version, shown);
				// What was typed meanwhile stands on top of what has just been taken.
				if (differs(form, sent)) {
					note();
					later(PAUSE);
				} else localStorage.removeItem(key);
				say('taken');
			} else if (answer.status === 409 && isOurs) {
				const { reason } = (await answer.json()) as { reason: string };
				say(reason === 'stale' ? 'stale' : 'closed');
			} else if (answer.status === 422 && isOurs) say('refused');
			else if ([403, 404, 423].includes(answer.status)) say('closed');
			else {
				say('waits');
				if (answer.status >= 500) later(AGAIN);
			}
		} catch {
			say('waits');
			later(AGAIN);
		}
		isSending = false;
	}

	function say(what: 'taken' | 'waits' | 'stale' | 'refused' | 'closed') {
		const words = status.dataset[what] ?? '';
		if (status.textContent !== words) status.textContent = words;
	}
}

/** Asks whether the meeting has gone on, while somebody looks: then it is loaded again, or that is said where they are writing. */
function follow() {
	const place = document.querySelector<HTMLElement>('[data-follow]');
	if (!place) return;
	const shown = JSON.parse(place.dataset.mark!) as Mark;
	const until = Date.now() + LONGEST;
	const timer = setInterval(async () => {
		if (document.hidden || waits()) return;
		if (Date.now() > until) return clearInterval(timer);
		const now = await askMark(place.dataset.follow!);
		const how = now && !waits() && wentOn(shown, now, ownVersions());
		if (!how) return;
		if (isBusy()) place.querySelector('p')!.hidden = false;
		else if (isDue(how, performance.now())) location.reload();
	}, AGAIN);
}

/** Whether something typed here is not taken yet: its own form says how it goes. */
const waits = () => forms.some((form) => localStorage.getItem(keyOf(form)) !== null);

/** The versions of what was written on this page itself, as its forms know them: by item, and under '' of what belongs to none. */
function ownVersions(): Record<string, number> {
	const own: Record<string, number> = {};
	for (const form of forms)
		own[field(form, 'item')?.value ?? ''] = Number.parseInt(field(form, 'version')!.value, 10);
	return own;
}

/** Whether somebody is in a field, or has filled in a form that is sent by a button. */
function isBusy(): boolean {
	if (document.activeElement?.matches('input, textarea, select')) return true;
	const others = [...document.querySelectorAll<HTMLFormElement>('main form')].filter(
		(form) => !forms.includes(form)
	);
	return others.some((form) =>
		[...fieldsOf(form), ...form.querySelectorAll('select')].some(isChanged)
	);
}

function field(form: HTMLFormElement, name: string) {
	return form.querySelector<HTMLInputElement>(`[name="${name}"]`);
}

/** What a person types or chooses in a form, by the names of its fields. */
function typedIn(form: HTMLFormElement): Record<string, string> {
	const typed: Record<string, string> = {};
	for (const each of fieldsOf(form)) {
		const isChoice = each instanceof HTMLInputElement && ['radio', 'checkbox'].includes(each.type);
		if (!isChoice || each.checked) typed[each.name] = each.value;
	}
	return typed;
}

/** What a form held when it was sent, as the server lays it against what others write (values/shown.ts). */
function shownIn(form: HTMLFormElement, sent: FormData): Record<string, string> {
	const names = [...form.querySelectorAll<HTMLInputElement>('[name]')].map(({ name }) => name);
	return Object.fromEntries(
		names
			.filter((name) => name !== 'item' && name !== 'version')
			.map((name) => [name, String(sent.get(name) ?? '')])
	);
}

function fill(form: HTMLFormElement, fields: Record<string, string>) {
	for (const each of fieldsOf(form))
		if (each instanceof HTMLInputElement && ['radio', 'checkbox'].includes(each.type))
			each.checked = fields[each.name] === each.value;
		else each.value = fields[each.name] ?? '';
}

function differs(form: HTMLFormElement, fields: Record<string, string>): boolean {
	const now = typedIn(form);
	return [...Object.keys(now), ...Object.keys(fields)].some(
		(name) => (now[name] ?? '') !== (fields[name] ?? '')
	);
}

function fieldsOf(form: HTMLFormElement) {
	const fields = form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
	return [...fields].filter(({ type }) => type !== 'hidden');
}

/** Counts all clocks down each second, by the clock of the server, and says aloud when little or nothing is left. */
function count() {
	const clocks = [...document.querySelectorAll<HTMLElement>('[data-until]')];
	if (clocks.length === 0) return;
	const ahead = Date.now() - Date.parse(clocks[0]!.dataset.now!);
	const aloud = document.querySelector<HTMLElement>('[data-aloud]');
	const before = new Map<HTMLElement, number>();
	const tick = () => {
		for (const clock of clocks) {
			const { until, left, over, said, up } = clock.dataset;
			const seconds = Math.ceil((Date.parse(until!) - (Date.now() - ahead)) / 1000);
			clock.textContent = (seconds > 0 ? left! : over!).replace('{time}', digits(seconds));
			clock.classList.toggle('over', seconds <= 0);
			const last = before.get(clock) ?? seconds;
			for (const mark of [300, 60, 0])
				if (aloud && last > mark && seconds <= mark)
					aloud.textContent = mark === 0 ? up! : said!.replace('{minutes}', String(mark / 60));
			before.set(clock, seconds);
		}
	};
	tick();
	setInterval(tick, 1000);
}

/** 75 seconds as 1:15, with hours where there are any. */
function digits(seconds: number): string {
	const all = Math.abs(seconds);
	const [hours, minutes] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60)];
	const two = (value: number) => String(value).padStart(2, '0');
	return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(all % 60)}`;
}
