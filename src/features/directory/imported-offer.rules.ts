/**
 * What a row of somebody else's table says of an offer, cell by cell: tidied into the text by which it is kept and compared, or a reason why
 * it cannot be taken in. What is imported is text: tags of a web page are taken out, and a formula is only what it is spelled.
 */
import { isDay, type Day } from '#values/day.ts';
import {
	IMPORT_FIELDS,
	isImportField,
	REQUIRED_FIELDS,
	type ImportField
} from './import-fields.rules.ts';
import { isPhone, readAdmission } from './offer.rules.ts';
import { isTheme, THEMES, type Theme } from './theme.rules.ts';

/** The longest text of each field. */
export const LONGEST: Record<ImportField, number> = {
	key: 200,
	name: 200,
	provider: 200,
	group: 40,
	targetGroup: 2000,
	content: 5000,
	nextStep: 1000,
	admission: 2000,
	contact: 500,
	phone: 50,
	email: 254,
	website: 500,
	address: 200,
	postalCode: 10,
	town: 100,
	area: 200,
	openingHours: 1000,
	price: 500,
	languages: 300,
	themes: 1000,
	isPreventive: 40,
	placesTotal: 40,
	placesFree: 40,
	validUntil: 40,
	keeperEmail: 254,
	confirmedOn: 40,
	closed: 40
};

/** Fields of several lines; in the others a line break is a space. */
const LONG_TEXTS: readonly ImportField[] = [
	'targetGroup',
	'content',
	'nextStep',
	'admission',
	'openingHours'
];

/** What a row says, field by field, as the text that is kept; a field that the table says nothing of is not there. */
export type Said = Partial<Record<ImportField, string>>;

/** Why a cell cannot be taken in. */
export type CellReason =
	| 'missing'
	| 'too-long'
	| 'no-day'
	| 'day-to-come'
	| 'no-number'
	| 'no-web-address'
	| 'no-phone'
	| 'no-postal-code'
	| 'no-mail-address'
	| 'no-theme'
	| 'no-group'
	| 'no-yes-or-no'
	| 'key-twice'
	| 'more-free-than-places';
export type CellProblem = {
	field: ImportField;
	reason: CellReason;
	/** The part of the cell that is meant, or the row that says the same. */
	about: string;
};

/** What themes and groups are called by people, in every language: folded to lower case. */
export type KnownWords = { themes: Readonly<Record<string, Theme>> };

/** What a row says, tidied, and what is wrong with it. */
export function readRow(
	cells: Said,
	words: KnownWords,
	today: Day
): { said: Said; problems: CellProblem[] } {
	const said: Said = {};
	const problems: CellProblem[] = [];
	for (const [field, cell] of Object.entries(cells)) {
		if (!isImportField(field) || cell === undefined) continue;
		const read = readCell(field, cell, words, today);
		if (typeof read === 'string') said[field] = read;
		else problems.push({ field, ...read });
	}
	for (const field of REQUIRED_FIELDS)
		if (said[field] === '') problems.push({ field, reason: 'missing', about: '' });
	if (isMore(said.placesFree, said.placesTotal))
		problems.push({ field: 'placesFree', reason: 'more-free-than-places', about: '' });
	return { said, problems };
}

/** Whether more places are free than there are. */
export const isMore = (free: string | undefined, total: string | undefined) =>
	Boolean(free) && Boolean(total) && Number(free) > Number(total);

type Wrong = Omit<CellProblem, 'field'>;
const wrong = (reason: CellReason, about = ''): Wrong => ({ reason, about });

function readCell(field: ImportField, cell: string, words: KnownWords, today: Day): string | Wrong {
	if (cell.length > mostLetters(field)) return wrong('too-long');
	const text = plainText(untamed(cell), LONG_TEXTS.includes(field));
	if (field === 'languages') return checkLength(field, eachOnce(text).join(', '));
	if (text.length > LONGEST[field]) return wrong('too-long');
	if (text === '') return '';
	switch (field) {
		case 'email':
		case 'keeperEmail':
			return readMail(text);
		case 'phone':
			return isPhone(text) ? text : wrong('no-phone', text);
		case 'postalCode':
			// Those of other countries may have letters in them.
			return /\d/.test(text) ? text : wrong('no-postal-code', text);
		case 'website':
			return readWebsite(text);
		case 'themes':
			return readThemes(text, words);
		case 'group':
			return readGroup(text);
		case 'isPreventive':
			return readYes(text);
		case 'admission':
			return readAdmission(text);
		case 'closed':
			return CLOSED.test(text) ? 'yes' : OPEN.test(text) ? '' : readYes(text);
		case 'placesTotal':
		case 'placesFree':
			return /^\d{1,5}([.,]0+)?$/.test(text)
				? String(Number.parseInt(text, 10))
				: wrong('no-number', text);
		case 'validUntil':
		case 'confirmedOn':
			return readDay(text, field, today);
		default:
			return text;
	}
}

/** Letters of a cell that are tidied at all: the tags of a web page take room. A longer one is too long whatever is in it. */
const mostLetters = (field: ImportField) => Math.max(2000, 4 * LONGEST[field]);
/** Every cell of more letters than this is too long. */
export const MOST_LETTERS = Math.max(...IMPORT_FIELDS.map(mostLetters));

const checkLength = (field: ImportField, text: string) =>
	text.length > LONGEST[field] ? wrong('too-long') : text;

/** Takes off the apostrophe by which our own tables keep a spreadsheet from reading text as a formula. */
export const untamed = (cell: string): string =>
	/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;

const LINE_TAGS = /<\/?(?:p|br|div|ul|ol|tr|table|h[1-6])\b[^<>]*>/gi;
const OTHER_TAGS =
	/<\/?(?:a|abbr|b|blockquote|body|button|code|em|embed|font|form|head|html|i|iframe|img|input|link|meta|object|pre|s|script|small|span|strong|style|sub|sup|svg|tbody|td|th|thead|u)\b[^<>]*>/gi;
const SIGNS: Record<string, string> = {
	'&nbsp;': ' ',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'",
	'&aelig;': 'æ',
	'&oslash;': 'ø',
	'&aring;': 'å',
	'&AElig;': 'Æ',
	'&Oslash;': 'Ø',
	'&Aring;': 'Å',
	'&amp;': '&'
};

/** Words alone: what a web page needs around them is taken out, and what no screen shows. */
export function plainText(cell: string, isLong: boolean): string {
	let text = cell
		.replace(/\r\n?/g, '\n')
		.replace(/[^\P{Cc}\n\t]/gu, '')
		.replace(/[\uFFFE\uFFFF]|\p{Cs}/gu, '');
	if (/<[a-z!/]/i.test(text))
		text = withoutComments(text)
			.replace(/<li\b[^<>]*>/gi, '\n– ')
			.replace(/<\/li>/gi, '')
			.replace(LINE_TAGS, '\n')
			.replace(OTHER_TAGS, '');
	if (text.includes('&'))
		text = text.replace(
			/&(?:nbsp|lt|gt|quot|#39|aelig|oslash|aring|amp);/gi,
			(sign) => SIGNS[sign] ?? SIGNS[sign.toLowerCase()] ?? sign
		);
	if (!isLong) return text.replace(/\s+/g, ' ').trim();
	return text
		.split('\n')
		.map((line) => line.trimEnd())
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

/** Without what a web page says to those who write it. */
function withoutComments(text: string): string {
	const kept: string[] = [];
	let at = 0;
	for (;;) {
		const begins = text.indexOf('<!--', at);
		const ends = begins < 0 ? -1 : text.indexOf('-->', begins + 4);
		if (ends < 0) return kept.join('') + text.slice(at);
		kept.push(text.slice(at, begins));
		at = ends + 3;
	}
}

/** Short words with commas, semicolons or lines between them, each once. */
const eachOnce = (text: string): string[] =>
	[...new Set(text.split(/[,;\n]/).map((word) => word.trim()))]
		.filter((word) => word !== '')
		.slice(0, 20);

function readMail(text: string): string | Wrong {
	const address = text.replace(/^mailto:/i, '').toLowerCase();
	return /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[a-z\d-]{2,}$/.test(address)
		? address
		: wrong('no-mail-address', text);
}

function readWebsite(text: string): string | Wrong {
	const address = /^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/.test(text) ? `https://${text}` : text;
	return /^https?:\/\/[^\s]+$/.test(address) ? address : wrong('no-web-address', text);
}

function readThemes(text: string, { themes }: KnownWords): string | Wrong {
	const found: Theme[] = [];
	for (const word of text.split(/[,;\n]/).map((each) => each.trim())) {
		if (word === '') continue;
		const folded = word.toLowerCase();
		const theme = isTheme(folded)
			? folded
			: Object.hasOwn(themes, folded)
				? themes[folded]
				: undefined;
		if (!theme) return wrong('no-theme', word);
		found.push(theme);
	}
	return THEMES.filter((theme) => found.includes(theme)).join(', ');
}

const MUNICIPAL = /^(municipal|kommunal\w*|kommune\w*|regional\w*|region|offentlig\w*|public)\b/i;
const OTHERS = /^(private|privat\w*|frivillig\w*|voluntary|civil\w*|forening\w*|selvejende)\b/i;
function readGroup(text: string): string | Wrong {
	if (MUNICIPAL.test(text)) return 'municipal';
	return OTHERS.test(text) ? 'private-voluntary' : wrong('no-group', text);
}

const CLOSED = /^(lukket|nedlagt|ophørt|closed|inactive|defunct|temporarily closed)$/i;
const OPEN = /^(åben|åbent|aktiv|open|active)$/i;

function readYes(text: string): string | Wrong {
	if (/^(ja|j|yes|y|x|true|sand|sandt|1|✓)$/i.test(text)) return 'yes';
	return /^(nej|n|no|false|falsk|0|-|–)$/i.test(text) ? '' : wrong('no-yes-or-no', text);
}

/** A day as it is typed, or as a spreadsheet counts it: days since the end of 1899. */
function readDay(text: string, field: ImportField, today: Day): string | Wrong {
	const day = dayIn(text);
	if (!day || !isDay(day) || !/^(19|20|21)\d\d-/.test(day)) return wrong('no-day', text);
	return field === 'confirmedOn' && day > today ? wrong('day-to-come', text) : day;
}

function dayIn(text: string): string | undefined {
	const iso = /^(\d{4}-\d\d-\d\d)(?:[T ].*)?$/.exec(text);
	if (iso) return iso[1];
	const danish = /^(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4}|\d\d)(?: \d\d[:.]\d\d.*)?$/.exec(
		text
	);
	if (danish) {
		const [, day, month, year] = danish;
		return `${year!.length === 2 ? `20${year}` : year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
	}
	if (!/^[2-7]\d{4}(\.\d+)?$/.test(text)) return undefined;
	return new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(text)) * 86_400_000)
		.toISOString()
		.slice(0, 10);
}
