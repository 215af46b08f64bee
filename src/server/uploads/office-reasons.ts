/** Why a Word, Excel, PowerPoint or OpenDocument file should not be kept, and what several of its kinds ask alike. */
import type { ZipReason } from './strict-zip.ts';
import type { XmlThing } from './xml-things.ts';

export type OfficeReason =
	| ZipReason
	/** None of the kinds that are taken. */
	| 'no-kind-that-is-taken'
	/** Of the years before 2007: what is in such a file cannot be told surely. */
	| 'of-an-old-kind'
	/** Saved as a template (.dotx and the like), of which each opening makes a new file. */
	| 'is-saved-as-template'
	| 'holds-macros'
	| 'holds-controls'
	/** Files, objects of other programs or parts that no such file has. */
	| 'holds-objects'
	| 'holds-addins'
	| 'shows-media'
	/** A template elsewhere is opened with it. */
	| 'has-template-elsewhere'
	/** It fetches something when it is opened: a picture, a document, a database. */
	| 'fetches-from-elsewhere'
	/** It asks another program (DDE), or a formula or field of it asks the web. */
	| 'asks-others'
	/** A link leads to something else than a page of the web, an address of mail or a place in it. */
	| 'links-to-files';

/** Where a link may lead that somebody clicks on; nothing happens before that. */
const PLAIN_LINK = /^(https?:|mailto:|tel:|#|$)/i;
export const isPlainLink = (target: string): boolean => PLAIN_LINK.test(target.trim());

/** Whether `target` is a place in the file itself, seen from the folder `from` in it. */
export function isInside(target: string, from: string): boolean {
	if (/^[a-z][a-z0-9+.-]*:|\\|^\/\//i.test(target.trim())) return false;
	const path = target.split(/[#?]/)[0]!;
	let depth = path.startsWith('/') ? 0 : from.split('/').filter(Boolean).length;
	for (const step of path.split('/')) {
		if (step === '..') depth -= 1;
		else if (step !== '' && step !== '.') depth += 1;
		if (depth < 0) return false;
	}
	return true;
}

const ASKING = /\b(WEBSERVICE|RTD|CALL|REGISTER(\.ID)?|IMAGE|DDE|SQL\.REQUEST|EXEC)\s*\(/i;

/** What a formula does but count: text in it is text, and a bar stands in no other than one that asks a program. */
export function reasonsOfFormula(formula: string): OfficeReason[] {
	const counted = formula.replaceAll(/"[^"]*"/g, '""');
	const found: OfficeReason[] = [];
	if (ASKING.test(counted) || counted.includes('|')) found.push('asks-others');
	if (/'?(\b[a-z][a-z0-9+.-]*:\/\/|\\\\)/i.test(counted)) found.push('fetches-from-elsewhere');
	return found;
}

/** How programs, zips and files of the old kind begin: none of these is a part of such a file. */
const HIDDEN = ['4d5a', '504b0304', 'd0cf11e0', '7f454c46', '25504446'];
export const isHiddenFile = (part: Uint8Array): boolean => {
	const start = Buffer.from(part.subarray(0, 4)).toString('hex');
	return HIDDEN.some((each) => start.startsWith(each));
};

/** Whether a style fetches anything. */
const FETCHES = /url\(\s*['"]?(?!\s*['"]?(#|data:image\/))|@import/i;

/** What a picture that is a drawing in XML does but show: it may hold what a page of the web holds. */
export function reasonsOfDrawing(thing: XmlThing): OfficeReason[] {
	if (thing.is === 'text') return FETCHES.test(thing.text) ? ['fetches-from-elsewhere'] : [];
	if (thing.is === 'ends') return [];
	const { name, attributes } = thing;
	const found: OfficeReason[] = [];
	if (/^(script|foreignObject)$/i.test(name)) found.push('holds-macros');
	for (const { name: attribute, value } of attributes) {
		if (/^on/i.test(attribute)) found.push('holds-macros');
		if (attribute === 'href' && !/^(#|data:image\/|$)/i.test(value.trim()))
			if (name !== 'a' || !isPlainLink(value)) found.push('fetches-from-elsewhere');
		if (FETCHES.test(value)) found.push('fetches-from-elsewhere');
	}
	return found;
}
