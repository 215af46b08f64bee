import { describe, expect, test } from 'vitest';
import { queueMail, type Mail } from '../mail.queries.ts';
import { allowedWords, type MailKind } from './mail-kinds.ts';
import { renderMail } from './render-mail.ts';

const KINDS: MailKind[] = [
	'invitation',
	'citizen-invitation',
	'companion-invitation',
	'password-reset',
	'notice',
	'reminder',
	'digest',
	'light-request',
	'light-task',
	'times-proposed',
	'offers-to-confirm',
	'document-changed',
	'framework-submitted',
	'framework-established',
	'meeting-invitation',
	'meeting-changed',
	'meeting-uninvited',
	'meeting-cancelled',
	'minutes-sent',
	'minutes-corrected'
];

const ORIGIN = 'https://samspil.solby.dk';
const danish = { language: 'da', origin: ORIGIN, name: 'Mette' } as const;

/** What a careless caller might put in: words about a citizen under every name a word could have. */
const PLANTED = {
	path: '/pathways/7',
	citizen: 'Aqqaluk Petersen',
	title: 'Aqqaluk Petersen',
	subject: 'Aqqaluk Petersen',
	text: 'Aqqaluk Petersen drikker igen',
	birthDate: '1971-02-03',
	category: 'substance-use',
	place: 'Aqqaluks lejlighed'
};

describe.each(KINDS)('a mail of the kind %s', (kind) => {
	test.each(['da', 'en'] as const)('has a subject, a greeting and a link, in %s', (language) => {
		const mail = renderMail(kind, { path: '/x' }, { ...danish, language });
		expect(mail.subject).toMatch(/^\S.{5,60}\S$/);
		expect(mail.text).toMatch(language === 'da' ? /^Hej Mette\n/ : /^Hello Mette\n/);
		expect(mail.text).toContain(`\n${ORIGIN}/x\n`);
		expect(mail.html).toContain(`<html lang="${language}">`);
		expect(mail.html).toContain(`<a href="${ORIGIN}/x">`);
	});

	test('carries nothing about a citizen, not into the outbox and not out of it', () => {
		const queued = queueMail({
			kind,
			to: { person: 'p' },
			words: PLANTED
		} as unknown as Mail).compile();
		const rendered = renderMail(kind, PLANTED, danish);
		for (const place of [JSON.stringify(queued.parameters), JSON.stringify(rendered)])
			expect(place).not.toMatch(/aqqaluk|drikker|1971|substance|lejlighed/i);
	});
});

describe('a mail that reminds says of which kind of thing, how many, and which day', () => {
	const read = (words: Record<string, string>, language: 'da' | 'en' = 'da') =>
		renderMail('reminder', { path: '/x', ...words }, { ...danish, language, today: '2026-12-01' });

	test.each([
		[{ meetings: '1', day: '2026-12-01' }, 'Påmindelse: 1 møde (tirsdag den 1. december 2026)'],
		[{ tasks: '3' }, 'Påmindelse: 3 opgaver'],
		[{ agendas: '1', day: '2026-12-01' }, 'Påmindelse: 1 møde med ændringer, der ikke er sendt'],
		[{ tasks: '2', meetings: '1' }, 'Påmindelse om 3 ting i Samspil'],
		[{ endings: '1' }, 'Påmindelse: 1 aftale, der slutter eller kan siges op'],
		[{ framework: '1' }, 'Påmindelse: 1 frist i rammen'],
		// words that are no numbers and no day say nothing
		[{ tasks: 'Aqqaluk', day: 'Aqqaluk' }, 'Påmindelse fra Samspil']
	])('%j', (words, subject) => {
		expect(read(words as unknown as Record<string, string>).subject).toBe(subject);
	});

	test('each kind of thing is a line of its own', () => {
		const { text, html } = read({ tasks: '2', meetings: '1', day: '2026-12-01' });
		expect(text).toContain('\n• 1 møde\n• 2 opgaver\n\n');
		expect(html).toContain('<ul><li>1 møde</li><li>2 opgaver</li></ul>');
		expect(text).not.toContain('2026');
		expect(read({ tasks: '1' }, 'en').subject).toBe('Reminder: 1 task');
	});

	test.each([
		[{ tasks: '1', day: '2026-12-02' }, 'Fristen er onsdag den 2. december 2026.'],
		[{ tasks: '1', day: '2026-12-01' }, 'Fristen er tirsdag den 1. december 2026.'],
		[{ tasks: '2', day: '2026-11-30' }, 'Fristen var mandag den 30. november 2026.'],
		[{ late: '1', day: '2026-11-30' }, 'Fristen var mandag den 30. november 2026.'],
		[{ tasks: '1', minutes: '1', day: '2026-12-02' }, 'Fristen er onsdag den 2. december 2026.'],
		[{ meetings: '1', day: '2026-12-02' }, 'Det er onsdag den 2. december 2026.'],
		[
			{ agendas: '1', day: '2026-12-01' },
			'Dagsordenen kan ændres til og med tirsdag den 1. december 2026.'
		]
	])('the day says what it is the day of: %j', (words, line) => {
		expect(read(words as unknown as Record<string, string>).text).toContain(`\n${line}\n`);
	});

	test('and in English', () => {
		const english = (words: Record<string, string>) => read(words, 'en').text;
		expect(english({ tasks: '1', day: '2026-11-30' })).toContain('The deadline was Monday ');
		expect(english({ tasks: '1', day: '2026-12-02' })).toContain('The deadline is Wednesday ');
		expect(english({ agendas: '1', day: '2026-12-01' })).toContain(
			'The agenda can be changed until and including Tuesday '
		);
	});
});

test('a name cannot begin a header or a tag', () => {
	const { subject, text, html } = renderMail(
		'invitation',
		{ path: '/x', inviter: 'Bo\r\nBcc: a@b.dk', organisation: '<b>Kilden</b> & "venner"' },
		danish
	);
	expect(subject).not.toMatch(/[\r\n]/);
	expect(text).toContain('Bo Bcc: a@b.dk inviterer dig');
	expect(html).toContain('&lt;b&gt;Kilden&lt;/b&gt; &amp; &quot;venner&quot;');
});

test('a meeting is told by the clock of Denmark', () => {
	const startsAt = new Date('2026-07-01T12:05:00Z');
	expect(renderMail('meeting-invitation', { path: '/me' }, { ...danish, startsAt }).text).toContain(
		'et møde onsdag den 1. juli 2026 kl. 14.05.'
	);
});

describe('a mail about a changed meeting says which parts are others, and not what they are', () => {
	const at = { at: '2026-07-01T12:05:00Z', atUntil: '2026-07-01T13:05:00Z' };
	const read = (words: Record<string, string>) =>
		renderMail('meeting-changed', { path: '/x', ...at, ...words }, danish);

	test.each([
		[{ changedPlace: 'yes' }, 'Et møde har fået et andet sted', ['• stedet']],
		[{ changedAgenda: 'yes' }, 'Dagsordenen for et møde er ændret', ['• dagsordenen']],
		[{ changedPeople: 'yes' }, 'Deltagerne i et møde er ændret', ['• hvem der er inviteret']],
		[
			{ changedPlace: 'yes', changedRest: 'yes' },
			'Et møde, du er inviteret til, er ændret',
			['• stedet', '• noget andet i planen for mødet']
		],
		[{}, 'Et møde, du er inviteret til, er ændret', []]
	])('%j', (words, subject, lines) => {
		const mail = read(words);
		expect(mail.subject).toBe(subject);
		for (const line of lines) expect(mail.text).toContain(`\n${line}\n`);
		expect(mail.text.match(/• /g) ?? []).toHaveLength(lines.length);
		expect(mail.text).toContain('onsdag den 1. juli 2026 kl. 14.05–15.05');
		expect(mail.text).toContain('Tidspunktet er det samme');
	});

	test('another time comes first, and then what else', () => {
		const { subject, text } = read({ was: '2026-06-30T12:05:00Z', changedPlace: 'yes' });
		expect(subject).toBe('Et møde har fået et nyt tidspunkt');
		expect(text).toMatch(/Før: tirsdag den 30\. juni.*Nu: onsdag den 1\. juli.*• stedet/s);
	});

	test('no other word says anything', () => {
		expect(read({ changedPlace: 'Havnen 2' }).text).not.toContain('Havnen');
	});
});

test('a receiver whose name we do not know is not greeted by an empty name', () => {
	expect(renderMail('notice', { path: '/x' }, { ...danish, name: '' }).text).toMatch(
		/^Der er sket/
	);
});

test.each(['https://evil.dk', '//evil.dk', '/\\evil.dk', '', '/a b', '/a\nBcc: x'])(
	'a mail cannot lead to %j',
	(path) => {
		expect(() => allowedWords('notice', { path })).toThrow(/path within Samspil/);
	}
);

test('an invitation leads to the meeting first, and to where one answers; to no other place than ours', () => {
	const answer = `/answers/${'ab'.repeat(32)}`;
	const linksOf = (words: Record<string, string>) =>
		renderMail('meeting-invitation', { path: '/me', ...words }, danish).text.match(/https:\S+/g);
	expect(linksOf({ answer })).toEqual([`${ORIGIN}/me`, `${ORIGIN}${answer}`]);
	for (const other of ['https://elsewhere.example', '/answers/x', '//elsewhere.example', ''])
		expect(linksOf({ answer: other })).toEqual([`${ORIGIN}/me`]);
});

describe('a mail that collects a day or a week', () => {
	const words = {
		path: '/notices',
		count: '7',
		line1: 'tasks 2 2026-11-30 /pathways/p/tasks',
		line2: 'meetings 1 2026-12-02 /collaborations/c/meetings/m',
		line3: 'agendas 1 2026-12-03 /pathways/p/meetings/n',
		line4: 'pathways 1 2026-12-04 /pathways/p/consents'
	};
	const digest = (language: 'da' | 'en', given: Record<string, string> = words) =>
		renderMail('digest', given, { ...danish, language, today: '2026-12-01' });

	test('says line by line what kind of thing, by when and where, and how many more there are', () => {
		const { subject, text, html } = digest('da');
		expect(subject).toBe('7 ting, der venter på dig i Samspil');
		for (const line of [
			`• 2 opgaver. Fristen var mandag den 30. november 2026\n  ${ORIGIN}/pathways/p/tasks\n`,
			`• 1 møde, onsdag den 2. december 2026\n  ${ORIGIN}/collaborations/c/meetings/m\n`,
			'• 1 møde med ændringer, der ikke er sendt. Dagsordenen kan ændres til og med torsdag den 3. december 2026\n',
			// an address that ends in /consents would say which kind of thing
			`• 1 frist på et forløb. Frist: fredag den 4. december 2026\n  ${ORIGIN}/pathways/p\n`,
			`• Og 2 til\n  ${ORIGIN}/notices\n`
		])
			expect(text).toContain(line);
		expect(`${text}${html}`).not.toContain('/consents');
		expect(html).toContain(
			`<li><a href="${ORIGIN}/pathways/p/tasks">2 opgaver. Fristen var mandag den 30. november 2026</a></li>`
		);
		expect(digest('en').text).toContain('• 2 tasks. The deadline was Monday 30 November 2026\n');
	});

	test('of what was told before days were kept, says how much there is', () => {
		const { text, html } = digest('da', { path: '/notices', count: '1' });
		expect(text).toContain('blevet mindet om 1 ting');
		expect(text).not.toContain('•');
		expect(html).not.toContain('<ul>');
	});

	test('a line that leads out of Samspil, or is none, is left out', () => {
		const { text } = digest('da', {
			path: '/notices',
			count: '3',
			line1: 'tasks 1 2026-12-04 //evil.example',
			line2: 'tasks 1 soon /x',
			line3: 'Aqqaluk 1 2026-12-04 /x'
		});
		expect(text).not.toMatch(/evil|Aqqaluk|•/);
	});
});

test('L-8 the address of a deadline on a pathway does not say which kind of thing it is', () => {
	const linkOf = (path: string, what = 'pathways') =>
		renderMail('reminder', { path, [what]: '1', day: '2026-12-01' }, danish).text.match(
			/https:\S+/g
		)![0];
	expect(linkOf('/pathways/p/child')).toBe(`${ORIGIN}/pathways/p`);
	expect(linkOf('/retention')).toBe(`${ORIGIN}/notices`);
	expect(linkOf('/')).toBe(`${ORIGIN}/`);
	expect(linkOf('/pathways/p/tasks', 'tasks')).toBe(`${ORIGIN}/pathways/p/tasks`);
});

test('whoever has called the meeting is told that it is sent, and nobody who has answered is asked whether they come', () => {
	const answer = `/answers/${'ab'.repeat(32)}`;
	const read = (comes: string, hasAnswered: boolean) =>
		renderMail(
			'meeting-invitation',
			{ path: '/x', answer, comes },
			{ ...danish, hasAnswered, startsAt: new Date('2026-07-01T12:05:00Z') }
		);
	const called = read('calls', true);
	expect(called.subject).toBe('Indkaldelsen er sendt');
	expect(called.text).toContain('onsdag den 1. juli 2026');
	for (const { text } of [called, read('yes', true)]) {
		expect(text).not.toContain('Kommer du?');
		expect(text).toContain(answer);
	}
	expect(called.text).not.toContain('Du er inviteret');
	expect(read('', false).text).toContain('Kommer du?');
});

test('whoever is reminded is led to where they choose how: a citizen to their own page', () => {
	const links = (kind: 'reminder' | 'digest' | 'notice', words: Record<string, string>) =>
		renderMail(kind, words, danish).text.match(/\S+\/reminders/g);
	expect(links('reminder', { path: '/pathways/p/tasks', tasks: '1' })).toEqual([
		`${ORIGIN}/account/reminders`
	]);
	expect(links('reminder', { path: '/me?pathway=p', meetings: '1' })).toEqual([
		`${ORIGIN}/me/reminders`
	]);
	// several meetings of one's own pathway at once
	expect(links('reminder', { path: '/me', meetings: '2' })).toEqual([`${ORIGIN}/me/reminders`]);
	expect(
		links('digest', { path: '/notices', count: '1', line1: 'meetings 1 2026-12-02 /me' })
	).toEqual([`${ORIGIN}/me/reminders`]);
	expect(links('notice', { path: '/x' })).toBeNull();
});
