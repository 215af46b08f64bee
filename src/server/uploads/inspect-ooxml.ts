/** Looks into a file of Word, Excel or PowerPoint (Office Open XML): which of them it is, and whether it does anything but say what it says. */
import type { FileKind } from '#values/file-kind.ts';
import {
	isHiddenFile,
	isInside,
	isPlainLink,
	reasonsOfDrawing,
	type OfficeReason
} from './office-reasons.ts';
import { reasonsOfPart } from './ooxml-part.ts';
import type { ZipEntry } from './strict-zip.ts';
import { NotXml, readXml } from './xml-things.ts';

/** The file that says of each part what it is. */
export const TYPES_PART = '[Content_Types].xml';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const MAIN: Record<string, FileKind> = {
	[`${OFFICE}.wordprocessingml.document.main+xml`]: 'docx',
	[`${OFFICE}.spreadsheetml.sheet.main+xml`]: 'xlsx',
	[`${OFFICE}.presentationml.presentation.main+xml`]: 'pptx'
};

/** What a part may be; what is none of these is a file inside. */
const KNOWN = [
	/^application\/vnd\.(openxmlformats-(officedocument|package)|ms-(word|excel|powerpoint|office))\.[\w.-]+\+xml$/i,
	/^application\/vnd\.openxmlformats-(officedocument\.([\w.]+\.printersettings|obfuscatedfont|vmldrawing)|package\.digital-signature-origin)$/i,
	/^(application|text)\/xml$|^application\/(inkml\+xml|x-fontdata|x-font-ttf|vnd\.ms-opentype)$/i,
	/^image\/(png|jpe?g|gif|bmp|tiff?|webp|svg\+xml|(x-)?[ew]mf|vnd\.ms-photo)$/i
];

/** What parts of these kinds, and what leads to them, do to whoever opens the file. */
const MEANT: [RegExp, OfficeReason][] = [
	[
		/macro|vba|dialogsheet|attachedtoolbars|extensibility|usercustomization|customui/i,
		'holds-macros'
	],
	[/activex|[./]control($|binary)/i, 'holds-controls'],
	[/webextension/i, 'holds-addins'],
	[/attachedtemplate/i, 'has-template-elsewhere'],
	[
		/externallink|mailmerge(header)?source|[./]connections|querytable|\/frame$/i,
		'fetches-from-elsewhere'
	],
	[/oleobject|\/package$|afchunk|subdocument/i, 'holds-objects'],
	[/^(audio|video)\/|\/(audio|video|media)$/i, 'shows-media']
];
const NAMED: [RegExp, OfficeReason][] = [
	[/vba|macrosheets|^customUI\//i, 'holds-macros'],
	[/(^|\/)activeX\//i, 'holds-controls'],
	[/(^|\/)webextensions?\//i, 'holds-addins'],
	[/(^|\/)externalLinks\//i, 'fetches-from-elsewhere'],
	[/(^|\/)embeddings\//i, 'holds-objects']
];
const meant = (text: string, by: typeof MEANT): OfficeReason[] =>
	by.flatMap(([words, reason]) => (words.test(text) ? [reason] : []));

/** What was found; without a kind it is none of ours. */
export type Looked = { kind: FileKind | null; reasons: OfficeReason[] };

/**
 * Looks into its parts, one after the other.
 * @throws ZipRefused, NotXml where it cannot be read
 */
export function inspectOoxml(entries: readonly ZipEntry[]): Looked {
	const typeOf = readTypes(entries.find(({ name }) => name === TYPES_PART)!.read());
	const found = new Set<OfficeReason>();
	const say = (reasons: readonly OfficeReason[]) => {
		for (const reason of reasons) found.add(reason);
	};
	const main = new Set<string>();
	for (const entry of entries) {
		const { name } = entry;
		const content = entry.read();
		if (name.endsWith('/') && content.length === 0) continue;
		if (name === TYPES_PART) continue;
		const type = typeOf(name);
		const byName = meant(name, NAMED);
		say(byName);
		if (type && /main\+xml$/i.test(type)) main.add(type);
		if (/\.rels$/i.test(name) || /relationships\+xml$/i.test(type ?? ''))
			say(reasonsOfRelations(name, content));
		else if (!type || !KNOWN.some((known) => known.test(type))) {
			const said = [...byName, ...meant(type ?? '', MEANT)];
			say(said.length > 0 ? said : ['holds-objects']);
		} else {
			say(meant(type, MEANT));
			if (isHiddenFile(content)) found.add('holds-objects');
			if (/^image\/svg/i.test(type))
				for (const thing of readXml(content)) say(reasonsOfDrawing(thing));
			else if (/[+/]xml$|vmldrawing$/i.test(type)) say(reasonsOfPart(content));
		}
	}
	const [only, ...more] = main;
	if (only === undefined || more.length > 0) throw new NotXml();
	// What is opened is what the file as a whole leads to.
	const opened = entries
		.filter(({ name }) => name.toLowerCase() === '_rels/.rels')
		.flatMap((entry) => relationsIn(entry.read()))
		.filter(({ Type }) => Type?.endsWith('/officeDocument'))
		.map(({ Target = '' }) => typeOf(Target.replace(/^(\.?\/)+/, '')));
	if (opened.length !== 1 || opened[0] !== only) throw new NotXml();
	if (/template|slideshow/i.test(only) && !/macro/i.test(only)) found.add('is-saved-as-template');
	const kind = MAIN[only] ?? null;
	return { kind, reasons: [...found] };
}

/** What each part is, by its name or how it ends. A part that is said to be two things is none. */
function readTypes(content: Buffer): (name: string) => string | undefined {
	const [byName, byEnding] = [new Map<string, string>(), new Map<string, string>()];
	for (const thing of readXml(content)) {
		if (thing.is !== 'begins' || !['Default', 'Override'].includes(thing.name)) continue;
		const said = Object.fromEntries(thing.attributes.map(({ name, value }) => [name, value]));
		const [types, key] =
			thing.name === 'Override'
				? [byName, said.PartName?.toLowerCase()]
				: [byEnding, said.Extension?.toLowerCase()];
		if (key === undefined || said.ContentType === undefined || types.has(key)) throw new NotXml();
		types.set(key, said.ContentType.split(';')[0]!.trim());
	}
	return (name) => {
		const key = `/${name.toLowerCase()}`;
		const ending = key.slice(key.lastIndexOf('/')).split('.').at(-1)!;
		return byName.get(key) ?? byEnding.get(ending);
	};
}

const relationsIn = (content: Buffer): Record<string, string>[] =>
	[...readXml(content)].flatMap((thing) =>
		thing.is === 'begins' && thing.name === 'Relationship'
			? [Object.fromEntries(thing.attributes.map(({ name, value }) => [name, value]))]
			: []
	);

/** What a part leads to: other parts of the file, and pages of the web where somebody clicks. */
function reasonsOfRelations(name: string, content: Buffer): OfficeReason[] {
	const found: OfficeReason[] = [];
	// '_rels/x.rels' speaks for what lies beside its folder.
	const folder = name.split('/').slice(0, -2).join('/');
	for (const { Type: type = '', Target: target = '', TargetMode: mode } of relationsIn(content)) {
		found.push(...meant(type, MEANT));
		if (mode?.toLowerCase() !== 'external') {
			if (!isInside(target, folder)) found.push('fetches-from-elsewhere');
		} else if (!type.endsWith('/hyperlink')) {
			if (
				meant(type, MEANT).length === 0 ||
				/ole|package|afchunk|subdoc|media|audio|video/i.test(type)
			)
				found.push('fetches-from-elsewhere');
		} else if (!isPlainLink(target)) found.push('links-to-files');
	}
	return found;
}
