/** One line of a text with form: words, bold, italics and links (prose.ts says how they are typed). */

/** A stretch of a line. Bold holds no bold and italics no italics; a link holds words only. */
export type Span =
	| { is: 'text'; text: string }
	| { is: 'bold' | 'italic'; spans: Span[] }
	| { is: 'link'; text: string; href: string };

/** A stretch that looks the same from end to end. */
export type Run = { text: string; bold: boolean; italic: boolean; href: string | null };

/** The stretches of a line without its line end. */
export function spansIn(line: string): Span[] {
	// most lines hold no mark at all
	if (line !== '' && !/[*_[\\]/.test(line)) return [{ is: 'text', text: line }];
	const tokens = tokensIn(line);
	const closing = { bold: closersIn(tokens, BOLD), italic: closersIn(tokens, ITALIC) };
	return read(0, tokens.length, [BOLD, ITALIC]);

	function read(from: number, to: number, marks: readonly Mark[]): Span[] {
		const spans: Span[] = [];
		let at = from;
		while (at < to) {
			const token = tokens[at]!;
			const mark = token.isMark ? marks.find((each) => opensAt(tokens, at, each)) : undefined;
			const end = mark ? firstFrom(closing[mark.is], at + mark.sign.length + 1) : undefined;
			if (token.link) spans.push(token.link);
			else if (mark && end !== undefined && end + mark.sign.length <= to) {
				const others = marks.filter((each) => each !== mark);
				spans.push({ is: mark.is, spans: read(at + mark.sign.length, end, others) });
				at = end + mark.sign.length;
				continue;
			} else addText(spans, token.sign);
			at += 1;
		}
		return spans;
	}
}

/** A line as runs, for those who print it. */
export const runsOf = (spans: readonly Span[], look = { bold: false, italic: false }): Run[] =>
	spans.flatMap((span): Run[] => {
		if (span.is === 'text') return [{ text: span.text, ...look, href: null }];
		if (span.is === 'link') return [{ text: span.text, ...look, href: span.href }];
		return runsOf(span.spans, { ...look, [span.is]: true });
	});

/** The line in its one spelling: as few backslashes as it takes to be read as the same. */
export function spellLine(spans: readonly Span[]): string {
	const plain = spell(spans, (text) => text);
	return isSameLine(spansIn(plain), spans) ? plain : spell(spans, escaped);
}

/** Signs that a backslash makes words of. */
const SIGNS = '\\\\*_\\[\\]()#\\-.•·';

const isSameLine = (one: readonly Span[], other: readonly Span[]) =>
	JSON.stringify(one) === JSON.stringify(other);

const spell = (spans: readonly Span[], words: (text: string) => string): string =>
	spans
		.map((span) => {
			if (span.is === 'text') return words(span.text);
			if (span.is === 'link') return `[${escapedLabel(span.text)}](${span.href})`;
			const { sign } = span.is === 'bold' ? BOLD : ITALIC;
			return sign + spell(span.spans, words) + sign;
		})
		.join('');

const escaped = (text: string) => text.replace(/[\\*_[\]]/g, '\\$&');
const escapedLabel = (text: string) =>
	text.replace(new RegExp(`[[\\]]|\\\\(?=[${SIGNS}])`, 'gu'), '\\$&');

type Mark = { is: 'bold' | 'italic'; sign: string };
const BOLD: Mark = { is: 'bold', sign: '**' };
const ITALIC: Mark = { is: 'italic', sign: '_' };

/** A sign, which is a mark unless a backslash made it a word; or a whole link. */
type Token = { sign: string; isMark: boolean; link?: Extract<Span, { is: 'link' }> };

const ESCAPES = new RegExp(`\\\\([${SIGNS}])`, 'gu');
const ESCAPE = new RegExp(`\\\\([${SIGNS}])`, 'uy');
/** The address holds no blank, no quotation mark and no sign that turns the direction of others; brackets in it come in pairs. */
const LINK =
	/\[((?:\\.|[^\\[\]])+)\]\(((?:https:\/\/|mailto:)(?:[^\s\p{C}()\\<>"]|\([^\s\p{C}()\\<>"]*\))+)\)/uy;

function tokensIn(line: string): Token[] {
	const tokens: Token[] = [];
	let at = 0;
	while (at < line.length) {
		const sign = line[at]!;
		const link = sign === '[' ? linkAt(line, at) : undefined;
		ESCAPE.lastIndex = at;
		const word = sign === '\\' ? ESCAPE.exec(line)?.[1] : undefined;
		if (link) tokens.push({ sign: ']', isMark: false, link: link.span });
		else tokens.push({ sign: word ?? sign, isMark: word === undefined });
		at += link?.length ?? (word === undefined ? 1 : 2);
	}
	return tokens;
}

function linkAt(line: string, at: number) {
	LINK.lastIndex = at;
	const [whole, label = '', href = ''] = LINK.exec(line) ?? [];
	if (!whole) return undefined;
	const text = label.replace(ESCAPES, '$1').trim();
	if (text === '' || !leadsSomewhere(href)) return undefined;
	return { span: { is: 'link' as const, text, href }, length: whole.length };
}

/** Whether an address can be gone to, and pretends no other: no name before the host. */
function leadsSomewhere(href: string): boolean {
	if (href.startsWith('mailto:')) return /^mailto:[^@\s?]+@[^@\s?]+$/.test(href);
	if (!URL.canParse(href)) return false;
	const { protocol, username, password } = new URL(href);
	return protocol === 'https:' && username === '' && password === '';
}

const isWordly = (token: Token | undefined) => !!token && /[\p{L}\p{N}]/u.test(token.sign);
const isBlank = (token: Token | undefined) => !token || /\s/u.test(token.sign);

/** Whether the mark's signs stand at `at`, and no more of them beside. */
const standsAt = (tokens: readonly Token[], at: number, { sign }: Mark) => {
	const isSign = (token: Token | undefined) => token?.sign === sign[0];
	for (let each = at; each < at + sign.length; each += 1)
		if (!isSign(tokens[each]) || !tokens[each]!.isMark) return false;
	return !isSign(tokens[at - 1]) && !isSign(tokens[at + sign.length]);
};

/** A mark opens before a word and not inside one, and closes after one: 5*3 and a_name_of_a_file stay as they are. */
const opensAt = (tokens: readonly Token[], at: number, mark: Mark) =>
	standsAt(tokens, at, mark) &&
	!isWordly(tokens[at - 1]) &&
	!isBlank(tokens[at + mark.sign.length]);

function closersIn(tokens: readonly Token[], mark: Mark): number[] {
	const places: number[] = [];
	for (let at = 1; at < tokens.length; at += 1)
		if (
			standsAt(tokens, at, mark) &&
			!isBlank(tokens[at - 1]) &&
			!isWordly(tokens[at + mark.sign.length])
		)
			places.push(at);
	return places;
}

/** The first of the rising `places` that is `from` or later. */
function firstFrom(places: readonly number[], from: number): number | undefined {
	let [low, high] = [0, places.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (places[middle]! < from) low = middle + 1;
		else high = middle;
	}
	return places[low];
}

function addText(spans: Span[], text: string): void {
	const last = spans.at(-1);
	if (last?.is === 'text') last.text += text;
	else spans.push({ is: 'text', text });
}
