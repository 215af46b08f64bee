/**
 * The words of a mail that collects what somebody was reminded of: line by line which kind of thing, how many, when it is due and where it is found. What
 * it is about is not told, and of a pathway not even which kind of thing, which the address would give away (L-8).
 */
import { m } from '#messages';
import { isDay, type Day } from '#values/day-text.ts';
import { REMINDED, type Reminded } from '#values/deadline.ts';
import { sayWeekday, type Language } from '#values/say.ts';
import { DIGEST_LINES, discreetPath, isPath, type MailWords } from './mail-kinds.ts';
import { sayCount } from './say-reminder.ts';

type Spoken = { locale: Language };
/** `items`: each a line of its own, and the path it leads to. */
type Saying = { subject: string; text: string; items: { said: string; path: string }[] };

/** On `today` a day that has passed is told as one that was. */
export function sayDigest(words: MailWords<'digest'> & { today: Day }, spoken: Spoken): Saying {
	const lines = DIGEST_LINES.flatMap((name) => lineIn(words[name]));
	const count = Number(words.count);
	const more = count - lines.reduce((sum, each) => sum + each.count, 0);
	return {
		subject: m.mail_digest_subject({ count }, spoken),
		text: m.mail_digest_text({ count }, spoken),
		items: [
			...lines.map((line) => ({
				said: sayLine(line, words.today, spoken),
				path: line.kind === 'pathways' ? discreetPath(line.path) : line.path
			})),
			...(more > 0 && lines.length > 0
				? [{ said: m.mail_digest_more({ count: more }, spoken), path: words.path }]
				: [])
		]
	};
}

type Line = { kind: Reminded; count: number; day: Day; path: string };

/** The line that a word spells; none where it spells none. */
function lineIn(word: string): Line[] {
	const [kind = '', count = '', day = '', path = ''] = word.split(' ');
	if (!isReminded(kind) || !/^[1-9]\d*$/.test(count) || !isDay(day) || !isPath(path)) return [];
	return [{ kind, count: Number(count), day, path }];
}

const isReminded = (kind: string): kind is Reminded =>
	(REMINDED as readonly string[]).includes(kind);

function sayLine({ kind, count, day }: Line, today: Day, spoken: Spoken): string {
	const said = { what: sayCount(kind, count, spoken), day: sayWeekday(day, spoken.locale) };
	if (kind === 'meetings') return m.mail_digest_line_on(said, spoken);
	if (kind === 'agendas') return m.mail_digest_line_agenda(said, spoken);
	return (day < today ? m.mail_digest_line_was : m.mail_digest_line_due)(said, spoken);
}
