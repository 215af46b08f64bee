import { createRawSnippet, type Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#messages/runtime.js';
import type { Visitor } from '#values/visitor.ts';
import Choice from './Choice.svelte';
import Conflict from './Conflict.svelte';
import Day from './Day.svelte';
import ErrorPage from './ErrorPage.svelte';
import ErrorSummary from './ErrorSummary.svelte';
import Frame from './Frame.svelte';
import Moment from './Moment.svelte';
import Room from './Room.svelte';
import Select from './Select.svelte';
import Steps from './Steps.svelte';
import TextArea from './TextArea.svelte';
import TextField from './TextField.svelte';
import { shownAt } from '#values/shown.ts';

overwriteGetLocale(() => 'da');

/** What SvelteKit tells a page that no form was sent to. */
const REQUEST = new Map([['__request__', { page: { form: null } }]]);

/** What the server sends for a control, without the marks Svelte leaves for itself. */
function shown<Props extends Record<string, unknown>>(control: Component<Props>, props: Props) {
	const { body } = render(control as Component, { props, context: REQUEST });
	return body.replace(/<!--.*?-->/g, '');
}
/** The value of `attribute` in the first tag of `html` that fits. */
const attribute = (html: string, tag: RegExp, name: string) =>
	new RegExp(`${name}="([^"]*)"`).exec(tag.exec(html)?.[0] ?? '')?.[1];

test('a field without hint and problems is tied to its label and to nothing else', () => {
	const html = shown(TextField, { name: 'title', label: 'Navn' });
	expect(attribute(html, /<label[^>]*>/, 'for')).toBe('title');
	expect(attribute(html, /<input[^>]*>/, 'id')).toBe('title');
	expect(html).not.toContain('aria-describedby');
	expect(html).not.toContain('aria-invalid');
});

test('a field with a hint and a problem is described by both, and keeps what was typed', () => {
	const html = shown(TextField, {
		name: 'title',
		label: 'Navn',
		hint: 'Kort.',
		problems: ['Skriv et navn.'],
		value: '"<b>'
	});
	expect(attribute(html, /<input[^>]*>/, 'aria-describedby')).toBe('title-hint title-problems');
	expect(attribute(html, /<input[^>]*>/, 'aria-invalid')).toBe('true');
	expect(html).toMatch(/id="title-hint"[^>]*>Kort\./);
	expect(html).toMatch(/id="title-problems"[\s\S]*Skriv et navn\./);
	expect(html).toContain('value="&quot;&lt;b>"');
});

test('HTML of its own may be given to a field, but not untie it', () => {
	const html = shown(TextField, { name: 'mail', label: 'E-mail', type: 'email', required: true });
	expect(attribute(html, /<input[^>]*>/, 'type')).toBe('email');
	expect(attribute(html, /<input[^>]*>/, 'aria-required')).toBe('true');
	// The browser would ask in its own language, and take its words away again.
	expect(html).not.toMatch(/<input[^>]* required/);
	expect(attribute(html, /<input[^>]*>/, 'name')).toBe('mail');
});

test('the browser is told no longest length, since it would cut a pasted text short without a word', () => {
	expect(shown(TextArea, { name: 'words', label: 'Ord', maxlength: 20 })).not.toContain(
		'maxlength'
	);
	expect(shown(TextField, { name: 'title', label: 'Navn', maxlength: 20 })).not.toContain(
		'maxlength'
	);
});

test('a text that nearly fills its room says how much is left, and one that does not fit by how much', () => {
	const said = (written: number) => shown(Room, { written, longest: 100 });
	expect(said(90)).not.toMatch(/tegn/);
	expect(said(91)).toContain('Der er plads til 9 tegn mere.');
	expect(said(100)).toContain('Der er plads til 0 tegn mere.');
	expect(said(103)).toContain('Der er 3 tegn for meget.');
});

test('a text in several lines comes back as it was typed', () => {
	const html = shown(TextArea, {
		name: 'words',
		label: 'Egne ord',
		value: 'Jeg <3 Solby\n\nså</textarea>'
	});
	expect(html).toContain('>Jeg &lt;3 Solby\n\nså&lt;/textarea></textarea>');
});

test('the chosen answer of a list is the only one selected', () => {
	const options = ['a', 'b'].map((value) => ({ value, label: value }));
	const html = shown(Select, {
		name: 'kind',
		label: 'Slags',
		options,
		value: 'b',
		unchosen: 'Vælg'
	});
	expect(html.match(/selected/g)).toHaveLength(1);
	expect(html).toMatch(/value="b" selected/);
});

test('a choice says its question and problem for all answers, and its first answer has its id', () => {
	const html = shown(Choice, {
		name: 'kind',
		legend: 'Hvad?',
		options: [
			{ value: 'a', label: 'A' },
			{ value: 'b', label: 'B', hint: 'Som sidst.' }
		],
		chosen: 'b',
		problems: ['Vælg en.']
	});
	expect(attribute(html, /<fieldset[^>]*>/, 'aria-describedby')).toBe('kind-problems');
	expect(attribute(html, /<input[^>]*>/, 'id')).toBe('kind');
	expect(html.match(/type="radio"/g)).toHaveLength(2);
	expect(html).toMatch(/id="kind-1"[^>]*value="b" checked[^>]*aria-describedby="kind-1-hint"/);
});

test('several answers may be chosen where a list says what is chosen', () => {
	const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }));
	const html = shown(Choice, { name: 'kinds', legend: 'Hvad?', options, chosen: ['a', 'c'] });
	expect(html.match(/type="checkbox"/g)).toHaveLength(3);
	expect(html.match(/checked/g)).toHaveLength(2);
});

test('the summary leads to each field with a problem, and has focus without a script', () => {
	const html = shown(ErrorSummary, {
		problems: { title: ['Skriv et navn.'], start: ['Skriv en dato.'], end: undefined }
	});
	expect([...html.matchAll(/<a href="#(\w+)">([^<]+)/g)].map(([, id, text]) => [id, text])).toEqual(
		[
			['title', 'Skriv et navn.'],
			['start', 'Skriv en dato.']
		]
	);
	expect(html).toMatch(/role="alert" tabindex="-1" autofocus/);
});

test('without problems there is no summary', () => {
	expect(shown(ErrorSummary, { problems: {} })).toBe('');
	expect(shown(ErrorSummary, { problems: null })).toBe('');
});

test('a conflict shows both texts, and posts on top of the version that is saved now', () => {
	const html = shown(Conflict, {
		action: '?/save',
		leave: '/framework/1',
		conflict: {
			version: 5,
			by: 'Ole Brandt',
			at: new Date('2026-11-22T13:30:00Z'),
			texts: [
				{ name: 'goal', label: 'Mål', yours: 'Min <tekst>', saved: 'Hans tekst' },
				{ name: 'means', label: 'Midler', yours: 'ens', saved: 'ens' }
			]
		}
	});
	expect(html).toContain('Ole Brandt');
	expect(html).toContain('22. november 2026 kl. 14.30');
	expect(html).toContain('<input type="hidden" name="version" value="5"/>');
	expect(html).toMatch(/saved-text[^>]*>Hans tekst</);
	expect(html).toMatch(/<textarea[^>]*name="goal"[^>]*>\n?Min &lt;tekst></);
	expect(html).toContain('<input type="hidden" name="means" value="ens"/>');
	expect(html).toMatch(/<a[^>]*href="\/framework\/1"/);
});

test('a conflict lays against each other what the person changed; what they left alone stands as it is saved, and is told', () => {
	const html = shown(Conflict, {
		action: '?/save',
		leave: '/framework/1',
		conflict: {
			version: 5,
			by: null,
			at: new Date('2026-11-22T13:30:00Z'),
			texts: [
				{ name: 'goal', label: 'Mål', yours: 'Mit', saved: 'Det gamle', isTouched: true },
				{ name: 'place', label: 'Sted', yours: 'Her', saved: 'Der', isTouched: false },
				{ name: 'means', label: 'Midler', yours: 'ens', saved: 'ens', isTouched: false }
			]
		}
	});
	expect(html).toMatch(/<textarea[^>]*name="goal"[^>]*>\n?Mit</);
	expect(html).toContain('<input type="hidden" name="place" value="Der"/>');
	expect(html).toMatch(/Du har ikke rørt det[\s\S]*Sted: Der/);
	expect(html).not.toContain('place-conflict');
	expect(html).not.toContain('Midler');
	const version = shownAt(5, { goal: 'Det gamle', place: 'Der', means: 'ens' });
	expect(html).toContain(`name="version" value="${version}"`);
});

test('a conflict says answers of a list and days in words, and asks for them as a form does', () => {
	const options = [
		{ value: 'video', label: 'På video' },
		{ value: 'phone', label: 'På telefon' }
	];
	const text = { label: 'Om', isTouched: false };
	const html = shown(Conflict, {
		action: '?/save',
		leave: '/framework/1',
		conflict: {
			version: 5,
			by: null,
			at: new Date('2026-11-22T13:30:00Z'),
			texts: [
				{ ...text, name: 'on', label: 'Hvilken dag?', yours: '', saved: '2026-05-12', isDay: true },
				{
					...text,
					name: 'by',
					yours: '2026-05-12',
					saved: '2026-05-13',
					isDay: true,
					isTouched: true
				},
				{ ...text, name: 'form', yours: 'fax', saved: 'phone', options, isTouched: true },
				{ ...text, name: 'ways', yours: 'phone', saved: 'phone\nvideo', options, isSeveral: true },
				{
					...text,
					name: 'asked',
					yours: 'phone',
					saved: 'video',
					options,
					isSeveral: true,
					isTouched: true
				},
				{ ...text, name: 'note', label: 'Note', yours: 'a\r\nb', saved: 'a\nb' }
			]
		}
	});
	expect(html).toContain('Hvilken dag? 12. maj 2026');
	expect(html).toMatch(/saved-text[^>]*>13. maj 2026</);
	expect(html).toMatch(/<input[^>]*type="date"[^>]*name="by"[^>]*value="2026-05-12"/);
	// what is no more on the list is not turned into the first of it
	expect(html).toMatch(/<option value="fax" selected[^>]*>fax</);
	expect(html).toContain('Om: På telefon; På video');
	expect(html.match(/<input type="hidden" name="ways"/g)).toHaveLength(2);
	expect(html).toMatch(/<input[^>]*type="checkbox"[^>]*name="asked" value="phone" checked/);
	expect(html).not.toMatch(/<input[^>]*name="asked" value="video" checked/);
	// line breaks as browsers send them are no change
	expect(html).not.toContain('Note');
});

test('a day and a moment are said in words and in the form machines read', () => {
	expect(shown(Day, { day: '2026-11-22' })).toBe(
		'<time datetime="2026-11-22">22. november 2026</time>'
	);
	expect(shown(Day, { day: '2026-11-22', weekday: true })).toContain(
		'søndag den 22. november 2026'
	);
	expect(shown(Moment, { at: new Date('2026-07-01T12:30:00Z') })).toBe(
		'<time datetime="2026-07-01T12:30:00.000Z">1. juli 2026 kl. 14.30</time>'
	);
});

test('a step that is done says so in words, and the current one is marked', () => {
	const html = shown(Steps, {
		steps: [
			{ key: 'a', label: 'Udfyld', state: 'done' },
			{ key: 'b', label: 'Godkend', state: 'current' }
		]
	});
	expect(html).toMatch(/Udfyld[\s\S]*færdig/);
	expect(html).toMatch(/class="current" aria-current="step"/);
});

test('a page that cannot be shown says neither which it was nor why', () => {
	const html = shown(ErrorPage, { status: 404, here: '/pathways/1' });
	expect(html).toContain('<h1>Vi kan ikke vise siden</h1>');
	expect(html).not.toContain('/pathways/1');
});

test('a broken page tells its number, and one that asks for a session leads back to itself', () => {
	expect(shown(ErrorPage, { status: 500, number: 'a1b2c3d4', here: '/' })).toContain('a1b2c3d4');
	expect(shown(ErrorPage, { status: 401, here: '/me?a=b' })).toContain(
		'href="/sign-in?to=%2Fme%3Fa%3Db"'
	);
});

const children = createRawSnippet(() => ({ render: () => '<h1>Forløb</h1>' }));
const maja: Visitor = {
	person: 'a',
	name: 'Maja <script>',
	hat: 'organisation',
	tenant: 't',
	tenantName: 'Solby Kommune',
	organisation: 'o',
	organisationName: 'Nabohjælpen',
	organisationKind: 'voluntary',
	function: 'volunteer',
	strong: true,
	declared: true,
	hats: 2,
	unread: 0
};

test('the frame tells who is signed in and as what, and a name cannot become markup', () => {
	const url = { pathname: '/pathways/7', search: '?/record' };
	const html = shown(Frame, { visitor: maja, url, children });
	expect(html).toContain('Maja &lt;script>');
	expect(html).toContain('Nabohjælpen');
	expect(html).toContain('<a href="/pathways" aria-current="page">');
	expect(html).toContain('<a href="/hats">');
});

test('another language comes back to this page, not to the form that was just sent', () => {
	const to = (search: string) =>
		attribute(
			shown(Frame, { visitor: maja, url: { pathname: '/pathways', search }, children }),
			/<input[^>]*name="to"[^>]*>/,
			'value'
		);
	expect(to('?/record')).toBe('/pathways');
	expect(to('?after=2026')).toBe('/pathways?after=2026');
});

test('who is not signed in sees no menu and no way out', () => {
	const url = { pathname: '/sign-in', search: '' };
	const html = shown(Frame, { visitor: null, url, children });
	expect(html).not.toContain('<nav');
	expect(html).not.toContain('/sign-out');
});

test('that mail stays in the outbox is told to everybody but a citizen', () => {
	const url = { pathname: '/me', search: '' };
	const installation = { demo: false, mailKept: true };
	expect(shown(Frame, { visitor: maja, url, installation, children })).toContain('ingen mails');
	const citizen: Visitor = { ...maja, hat: 'self' };
	expect(shown(Frame, { visitor: citizen, url, installation, children })).not.toContain(
		'ingen mails'
	);
});
