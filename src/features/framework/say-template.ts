/** Tools and templates of the framework in words: what kind a file is, and why one is not taken in. */
import { sayUpload } from '#features/documents/say-upload.ts';
import { m } from '#messages';
import type { OfficeReason } from '#server/uploads/office-reasons.ts';
import type { TemplateReason } from '#server/uploads/inspect-template.ts';
import type { UploadReason } from '#server/uploads/inspect-pdf.ts';
import type { FileKind } from '#values/file-kind.ts';

/** 'Word (.docx)'. */
export const sayKind = (kind: FileKind): string => KINDS[kind]();

const KINDS: Record<FileKind, () => string> = {
	pdf: m.framework_file_kind_pdf,
	docx: m.framework_file_kind_docx,
	xlsx: m.framework_file_kind_xlsx,
	pptx: m.framework_file_kind_pptx,
	odt: m.framework_file_kind_odt,
	ods: m.framework_file_kind_ods
};

/** What stands against a file, as a sentence that says what to do. */
export const sayTemplate = (reason: TemplateReason): string =>
	Object.hasOwn(SENTENCES, reason)
		? SENTENCES[reason as keyof typeof SENTENCES]()
		: sayUpload(reason as UploadReason);

const SENTENCES: Record<
	OfficeReason | 'too-large' | 'took-too-long' | 'took-too-much-memory',
	() => string
> = {
	'too-large': m.template_too_large,
	'took-too-long': m.template_too_much,
	'took-too-much-memory': m.template_too_much,
	broken: m.template_broken,
	encrypted: m.upload_encrypted,
	'unpacks-to-too-much': m.template_too_much,
	'is-two-things': m.template_two_things,
	'climbs-out': m.template_climbs_out,
	'names-one-twice': m.template_twice,
	'no-kind-that-is-taken': m.template_no_kind,
	'of-an-old-kind': m.template_old_kind,
	'is-saved-as-template': m.template_saved_as_template,
	'holds-macros': m.template_macros,
	'holds-controls': m.template_controls,
	'holds-objects': m.template_objects,
	'holds-addins': m.template_addins,
	'shows-media': m.template_media,
	'has-template-elsewhere': m.template_elsewhere,
	'fetches-from-elsewhere': m.template_fetches,
	'asks-others': m.template_asks,
	'links-to-files': m.template_links
};
