/** What a part of a Word, Excel or PowerPoint file does but say what it says: fields, formulas and acts that are written in it. */
import { isPlainLink, reasonsOfFormula, type OfficeReason } from './office-reasons.ts';
import { readXml, type XmlAttribute } from './xml-things.ts';

/** Fields of Word that fetch or ask when they are brought up to date. */
const ASKING_FIELDS = ['DDE', 'DDEAUTO', 'DATABASE', 'PRINT'];
const FETCHING_FIELDS = [
	'INCLUDE',
	'INCLUDETEXT',
	'INCLUDEPICTURE',
	'IMPORT',
	'LINK',
	'RD',
	'EMBED',
	'CONTROL',
	'HTMLCONTROL'
];

/** Elements whose text is a formula of Excel. */
const FORMULAS = [
	'f',
	'formula',
	'formula1',
	'formula2',
	'oldFormula',
	'definedName',
	'calculatedColumnFormula',
	'totalsRowFormula'
];
/** Elements whose text is the code of a field, where a field is open. */
const CODE = ['instrText', 'delInstrText', 't', 'delText'];

const ELEMENTS: Record<string, OfficeReason> = {
	OLEObject: 'holds-objects',
	oleObj: 'holds-objects',
	oleObject: 'holds-objects',
	altChunk: 'holds-objects',
	ddeLink: 'asks-others',
	connectString: 'fetches-from-elsewhere'
};

/** Stands in a code for the field inside it, whose outcome is a part of the code. */
const INNER = '\0';
const START = /^[\s"]*([a-z]+|=)?/i;

/** What stands against a part that is read as XML. */
export function reasonsOfPart(content: Uint8Array): OfficeReason[] {
	const found: OfficeReason[] = [];
	/** The fields that are open, the innermost last. */
	const open: { code: string; isCode: boolean }[] = [];
	let inside = '';
	let formula = '';
	let stray = '';
	for (const thing of readXml(content)) {
		if (thing.is === 'text') {
			const field = open.at(-1);
			if (FORMULAS.includes(inside)) formula += thing.text;
			if (!CODE.includes(inside)) continue;
			if (field?.isCode) field.code += thing.text;
			else if (inside === 'instrText') stray += thing.text;
		} else if (thing.is === 'ends') {
			if (FORMULAS.includes(thing.name)) {
				found.push(...reasonsOfFormula(formula));
				formula = '';
			}
			inside = '';
		} else {
			const { name, attributes } = thing;
			inside = name;
			if (Object.hasOwn(ELEMENTS, name)) found.push(ELEMENTS[name]!);
			for (const attribute of attributes) found.push(...reasonsOfAttribute(name, attribute));
			const step = attributes.find((each) => each.name === 'fldCharType')?.value;
			if (name !== 'fldChar') continue;
			const field = open.at(-1);
			if (step === 'begin') {
				if (field?.isCode) field.code += INNER;
				open.push({ code: '', isCode: true });
			} else if (step === 'separate' && field) field.isCode = false;
			else if (step === 'end' && field) found.push(...reasonsOfField(open.pop()!.code));
		}
	}
	// What is broken off is read by somebody.
	for (const code of [...open.map((each) => each.code), stray]) found.push(...reasonsOfField(code));
	return found;
}

function reasonsOfField(code: string): OfficeReason[] {
	const start = START.exec(code)!;
	// A word that another field writes may be any word.
	if (code.startsWith(INNER, start[0].length)) return ['asks-others'];
	const word = (start[1] ?? '').toUpperCase();
	if (ASKING_FIELDS.includes(word)) return ['asks-others'];
	if (FETCHING_FIELDS.includes(word)) return ['fetches-from-elsewhere'];
	if (word !== 'HYPERLINK') return [];
	const leads = [...code.matchAll(/(?:^|["\s])((?:[a-z][a-z0-9+.-]*:(?=\S)|\\\\|\/\/)[^"\s]*)/gi)];
	const [, first] = /^\s*HYPERLINK\s+"([^"]*)"/i.exec(code) ?? [];
	return [...leads.map(([, target]) => target!), first ?? ''].every(isPlainLink)
		? []
		: ['links-to-files'];
}

function reasonsOfAttribute(element: string, { name, value }: XmlAttribute): OfficeReason[] {
	switch (name) {
		case 'instr':
			return element === 'fldSimple' ? reasonsOfField(value) : [];
		case 'action': {
			const act = /^\s*ppaction:\/\/(program|macro|ole|hlinkfile|hlinkpres)/i.exec(value)?.[1];
			if (!act) return [];
			return [/^hlink/i.test(act) ? 'links-to-files' : 'holds-macros'];
		}
		case 'src':
			return /^\s*([a-z][a-z0-9+.-]*:|\\\\|\/\/)/i.test(value) ? ['fetches-from-elsewhere'] : [];
		case 'href':
			if (element === 'imagedata' || element === 'fill')
				return value ? ['fetches-from-elsewhere'] : [];
			return isPlainLink(value) ? [] : ['links-to-files'];
		case 'connectString':
			return ['fetches-from-elsewhere'];
		default:
			return [];
	}
}
