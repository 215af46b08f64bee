/**
 * What came after a seal. A PDF may be added to without touching a byte that is sealed, and what is added may change
 * every page: so the file as it was sealed and as it is now are compared, thing by thing. Only what a reader never sees
 * may differ: the store of certificates, and further seals and time-stamps that have no look.
 */
import {
	type PDF,
	PdfArray,
	PdfBool,
	PdfDict,
	PdfName,
	PdfNull,
	PdfNumber,
	PdfRef,
	PdfStream,
	PdfString,
	type PdfObject
} from '@libpdf/core';

/** Whether `after` says nothing that `before` did not say. */
export function isSameToReaders(before: PDF, after: PDF): boolean {
	const sides: Sides = {
		before: (ref) => before.context.registry.resolve(ref),
		after: (ref) => after.context.registry.resolve(ref)
	};
	const [was, is] = [before.context.info.trailer, after.context.info.trailer];
	for (const key of ['Info', 'Encrypt'])
		if (!isEqual([[was.get(key), is.get(key), 'other']], sides)) return false;
	return isEqual([[before.getCatalog(), after.getCatalog(), 'catalog']], sides);
}

type Resolve = (ref: PdfRef) => PdfObject | null;
type Sides = { before: Resolve; after: Resolve };
/** What a thing is, where something may be added to it. */
type Role = 'catalog' | 'form' | 'fields' | 'annotations' | 'other';
type Pair = [was: PdfObject | null | undefined, is: PdfObject | null | undefined, role: Role];

/** Goes through both, by a list and not by calls within calls: the parts of a PDF refer to each other in long chains. */
function isEqual(pairs: Pair[], sides: Sides): boolean {
	const seen = new Set<string>();
	for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
		let [was, is, role] = pair;
		if (was instanceof PdfRef || is instanceof PdfRef) {
			const key = `${nameOf(was)}|${nameOf(is)}|${role}`;
			if (seen.has(key)) continue;
			seen.add(key);
			if (was instanceof PdfRef) was = sides.before(was);
			if (is instanceof PdfRef) is = sides.after(is);
		}
		const inner = comparePair(was, is, role, sides);
		if (!inner) return false;
		pairs.push(...inner);
	}
	return true;
}

const nameOf = (value: PdfObject | null | undefined) =>
	value instanceof PdfRef ? `${value.objectNumber} ${value.generation}` : '-';

/** The pairs inside a pair, or undefined where the two differ. */
function comparePair(was: Pair[0], is: Pair[1], role: Role, sides: Sides): Pair[] | undefined {
	if (isNothing(was) && isNothing(is)) return [];
	if (was instanceof PdfStream || is instanceof PdfStream) {
		const isSame =
			was instanceof PdfStream &&
			is instanceof PdfStream &&
			Buffer.compare(was.data, is.data) === 0;
		return isSame ? compareDicts(was, is, 'other') : undefined;
	}
	if (was instanceof PdfDict && is instanceof PdfDict) return compareDicts(was, is, role);
	if (isNothing(was) && is instanceof PdfDict && role === 'form')
		return compareDicts(new PdfDict(), is, role);
	if (was instanceof PdfArray && is instanceof PdfArray)
		return compareArrays([...was], [...is], role, sides);
	if (isNothing(was) && is instanceof PdfArray && ['fields', 'annotations'].includes(role))
		return compareArrays([], [...is], role, sides);
	return isSameAtom(was, is) ? [] : undefined;
}

const isNothing = (value: Pair[0]) => value == null || value instanceof PdfNull;

/** Keys that may differ, by what they are keys of. */
const FREE: Partial<Record<Role, string[]>> = {
	catalog: ['DSS', 'Extensions'],
	form: ['SigFlags']
};

function compareDicts(was: PdfDict, is: PdfDict, role: Role): Pair[] {
	const keys = new Set([...was.keys(), ...is.keys()].map(({ value }) => value));
	return [...keys]
		.filter((key) => !FREE[role]?.includes(key))
		.map((key): Pair => [was.get(key), is.get(key), roleOf(role, key)]);
}

function roleOf(role: Role, key: string): Role {
	if (role === 'catalog' && key === 'AcroForm') return 'form';
	if (role === 'form' && key === 'Fields') return 'fields';
	return key === 'Annots' ? 'annotations' : 'other';
}

/** What stood there stands there still, in its order; what may follow are seals without a look. */
function compareArrays(was: PdfObject[], is: PdfObject[], role: Role, { after }: Sides) {
	const added = is.slice(was.length);
	const mayGrow = role === 'fields' || role === 'annotations';
	if (is.length < was.length || (added.length > 0 && !mayGrow)) return undefined;
	if (!added.every((each) => isUnseenSeal(each, after))) return undefined;
	return was.map((each, index): Pair => [each, is[index], 'other']);
}

/** A signed field that takes up no room, has no look and does nothing. */
function isUnseenSeal(value: PdfObject, resolve: Resolve): boolean {
	const field = value instanceof PdfRef ? resolve(value) : value;
	if (!(field instanceof PdfDict) || field instanceof PdfStream) return false;
	const rect = [...(field.getArray('Rect', resolve) ?? [])].map((each) =>
		each instanceof PdfNumber ? each.value : Number.NaN
	);
	const hasNoRoom = rect.length === 4 && rect[0] === rect[2] && rect[1] === rect[3];
	const isQuiet = ['A', 'AA', 'AP', 'Kids', 'Parent'].every((key) => !field.has(key));
	const type = field.getDict('V', resolve)?.getName('Type', resolve)?.value;
	return (
		field.getName('FT', resolve)?.value === 'Sig' &&
		(type === 'Sig' || type === 'DocTimeStamp') &&
		hasNoRoom &&
		isQuiet
	);
}

function isSameAtom(was: Pair[0], is: Pair[1]): boolean {
	if (was instanceof PdfName && is instanceof PdfName) return was.value === is.value;
	if (was instanceof PdfNumber && is instanceof PdfNumber) return was.value === is.value;
	if (was instanceof PdfBool && is instanceof PdfBool) return was.value === is.value;
	if (was instanceof PdfString && is instanceof PdfString)
		return Buffer.compare(was.bytes, is.bytes) === 0;
	return false;
}
