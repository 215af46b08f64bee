/** Kinds of files that a framework takes in as tools and templates. */

/** Each by the letters that end its name. */
export const FILE_KINDS = ['pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';

/** What each is called by those who ask for its kind. */
export const MEDIA_TYPES: Record<FileKind, string> = {
	pdf: 'application/pdf',
	docx: `${OOXML}.wordprocessingml.document`,
	xlsx: `${OOXML}.spreadsheetml.sheet`,
	pptx: `${OOXML}.presentationml.presentation`,
	odt: `${ODF}.text`,
	ods: `${ODF}.spreadsheet`
};

/** For a field that takes them: browsers know some by their type and others by how their names end. */
export const ACCEPTED_FILES = FILE_KINDS.flatMap((kind) => [`.${kind}`, MEDIA_TYPES[kind]]).join(
	','
);

/** A name that ends as its kind does, so that nothing else is started by it. */
export const endingAs = (name: string, kind: FileKind): string =>
	name.toLowerCase().endsWith(`.${kind}`) ? name : `${name}.${kind}`;
