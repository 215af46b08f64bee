/** Looks into an OpenDocument file (LibreOffice): which kind it is, and whether it does anything but say what it says. */
import type { FileKind } from '#values/file-kind.ts';
import type { Looked } from './inspect-ooxml.ts';
import {
	isHiddenFile,
	isInside,
	isPlainLink,
	reasonsOfDrawing,
	reasonsOfFormula,
	type OfficeReason
} from './office-reasons.ts';
import type { ZipEntry } from './strict-zip.ts';
import { NotXml, readXml, type XmlThing } from './xml-things.ts';

/** The file that says what kind it is: the first, and not packed. */
export const KIND_PART = 'mimetype';
const LIST = 'META-INF/manifest.xml';

const ODF = 'application/vnd.oasis.opendocument';
const MAIN: Record<string, FileKind> = { [`${ODF}.text`]: 'odt', [`${ODF}.spreadsheet`]: 'ods' };

const MACROS = /^(Basic|Scripts|Dialogs)\/|^META-INF\/macrosignatures\.xml$/i;

/** What a part may be. A chart and an equation are documents inside, of which each part is looked into. */
const KNOWN =
	/^(text\/xml|application\/(rdf\+xml|vnd\.sun\.xml\.ui\.configuration|x-openoffice-(gdimetafile|wmf)(;.*)?|x-font-ttf|vnd\.ms-opentype|vnd\.oasis\.opendocument\.(chart|formula))|image\/[\w.+-]+)$/i;
/** What has no kind of its own: how the pages were laid out last, and pictures. */
const LAYOUT = /(^|\/)layout-cache$/;
const PICTURE = /^(89504e47|ffd8ff|47494638|d7cdc69a|01000000|56434c4d)/;

/** Elements that are no text. */
const ELEMENTS: [RegExp, OfficeReason][] = [
	[/^(script|event-listener|execute-macro)$/, 'holds-macros'],
	[/^(object-ole|applet|plugin)$/, 'holds-objects'],
	[/^dde-/, 'asks-others'],
	[
		/^(floating-frame|connection-resource|submission|auto-reload|database-source-.+)$/,
		'fetches-from-elsewhere'
	]
];

/**
 * Looks into its parts, one after the other.
 * @throws ZipRefused, NotXml where it cannot be read
 */
export function inspectOdf(entries: readonly ZipEntry[]): Looked {
	const [first] = entries;
	if (first?.name !== KIND_PART || !first.isStored || first.hasExtra) throw new NotXml();
	const said = first.read().toString('latin1');
	const list = entries.find(({ name }) => name === LIST);
	if (!list) throw new NotXml();
	const { types, isLocked } = readList(list.read());
	if (isLocked) return { kind: null, reasons: ['encrypted'] };
	if (types.get('/') !== said) throw new NotXml();
	if (said.endsWith('-template')) return { kind: null, reasons: ['is-saved-as-template'] };

	const found = new Set<OfficeReason>();
	for (const entry of entries) {
		const { name } = entry;
		const content = entry.read();
		if (MACROS.test(name)) found.add('holds-macros');
		if (name === KIND_PART || name === LIST || content.length === 0) continue;
		const type = /^META-INF\/documentsignatures\.xml$/.test(name) ? 'text/xml' : types.get(name);
		if (!isKnown(name, type, content) || isHiddenFile(content)) found.add('holds-objects');
		const isXml = /\bxml$/i.test(type ?? '') || /\.(xml|rdf|svg)$/i.test(name);
		if (!isXml) continue;
		const isDrawing = /^image\//i.test(type ?? '') || /\.svg$/i.test(name);
		const folder = name.split('/').slice(0, -1).join('/');
		for (const thing of readXml(content))
			for (const reason of isDrawing ? reasonsOfDrawing(thing) : reasonsOf(thing, folder))
				found.add(reason);
	}
	// A document inside that is no chart is a file.
	for (const [path, type] of types)
		if (path !== '/' && path.endsWith('/') && type !== '' && !KNOWN.test(type))
			found.add('holds-objects');
	return { kind: MAIN[said] ?? null, reasons: [...found] };
}

function isKnown(name: string, type: string | undefined, content: Buffer): boolean {
	if (type === undefined) return false;
	if (KNOWN.test(type)) return true;
	if (type !== '' && type !== 'application/binary') return false;
	return LAYOUT.test(name) || PICTURE.test(content.subarray(0, 4).toString('hex'));
}

function readList(content: Buffer): { types: Map<string, string>; isLocked: boolean } {
	const types = new Map<string, string>();
	let isLocked = false;
	for (const thing of readXml(content)) {
		if (thing.is !== 'begins') continue;
		if (thing.name === 'encryption-data') isLocked = true;
		if (thing.name !== 'file-entry') continue;
		const said = Object.fromEntries(thing.attributes.map(({ name, value }) => [name, value]));
		const path = said['full-path'];
		if (path === undefined || types.has(path)) throw new NotXml();
		types.set(path, said['media-type'] ?? '');
	}
	return { types, isLocked };
}

function reasonsOf(thing: XmlThing, folder: string): OfficeReason[] {
	if (thing.is !== 'begins') return [];
	const { name: element, attributes } = thing;
	const found = ELEMENTS.flatMap(([words, reason]) => (words.test(element) ? [reason] : []));
	for (const { name, value } of attributes) {
		if (/^\s*(vnd\.sun\.star\.(script|expand|UNO)|macro|script|javascript|service):/i.test(value))
			found.push('holds-macros');
		if (/^(formula|condition|expression)$/.test(name)) found.push(...reasonsOfFormula(value));
		if (name !== 'href' || value === '') continue;
		if (element === 'template') found.push('has-template-elsewhere');
		else if (element === 'a') {
			if (!isPlainLink(value)) found.push('links-to-files');
		} else if (!isInside(value, folder) || value.startsWith('/'))
			found.push('fetches-from-elsewhere');
	}
	return found;
}
