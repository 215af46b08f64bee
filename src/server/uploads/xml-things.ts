/** Reads the XML of an office file thing by thing, as strictly as needed to find in it what any reader of XML finds. */

/** An element that begins, one that ends, or text. Names are without what stands before the colon: anybody may call that what they like. */
export type XmlThing =
	| { is: 'begins'; name: string; attributes: XmlAttribute[] }
	| { is: 'ends'; name: string }
	| { is: 'text'; text: string };
export type XmlAttribute = { name: string; value: string };

/** Thrown where it is no XML, or one that could be read in another way. */
export class NotXml extends Error {}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** What it says, in letters. */
export function readLetters(bytes: Uint8Array): string {
	const [first, second] = bytes;
	const encoding =
		first === 0xff && second === 0xfe
			? 'utf-16le'
			: first === 0xfe && second === 0xff
				? 'utf-16be'
				: 'utf-8';
	let text: string;
	try {
		text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		throw new NotXml();
	}
	// Letters of two bytes that do not say so.
	if (text.includes('\0')) throw new NotXml();
	// Read as another alphabet, the same bytes could say something else.
	const said = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1]?.toLowerCase();
	const isSame =
		said === undefined ||
		(encoding === 'utf-8' ? ['utf-8', 'us-ascii', 'ascii'] : ['utf-16', encoding]).includes(said);
	if (!isSame) throw new NotXml();
	return text;
}

const PART =
	/<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([^\s<>/]+)\s*>|<([^\s<>/!?]+)((?:\s+[^\s=<>/"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Everything in it, in its order.
 * @throws {NotXml} also where it declares a document type, since names of its own could say anything
 */
export function* readXml(bytes: Uint8Array): Generator<XmlThing> {
	const text = readLetters(bytes);
	PART.lastIndex = 0;
	const part = new RegExp(PART.source, PART.flags);
	let at = 0;
	while (at < text.length) {
		part.lastIndex = at;
		const found = part.exec(text);
		if (!found) throw new NotXml();
		at = part.lastIndex;
		const [, literal, ended, begun, attributes, isEmpty, plain] = found;
		if (literal !== undefined) yield { is: 'text', text: literal };
		else if (plain !== undefined) yield { is: 'text', text: spelledOut(plain) };
		else if (ended !== undefined) yield { is: 'ends', name: localOf(ended) };
		else if (begun !== undefined) {
			const name = localOf(begun);
			yield {
				is: 'begins',
				name,
				attributes: [...(attributes ?? '').matchAll(ATTRIBUTE)].map(
					([, called, double, single]) => ({
						name: localOf(called!),
						value: spelledOut(double ?? single ?? '')
					})
				)
			};
			if (isEmpty) yield { is: 'ends', name };
		}
	}
}

const localOf = (name: string): string => name.slice(name.indexOf(':') + 1);

const spelledOut = (text: string): string =>
	text.replace(/&([^;&]{0,10});?/g, (whole, name: string) => {
		const number = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(name);
		const code = number ? Number.parseInt(number[1] ?? number[2]!, number[1] ? 16 : 10) : undefined;
		if (code !== undefined && code <= 0x10ffff && whole.endsWith(';'))
			return String.fromCodePoint(code);
		const letter = Object.hasOwn(NAMED, name) && whole.endsWith(';') ? NAMED[name] : undefined;
		if (letter === undefined) throw new NotXml();
		return letter;
	});
