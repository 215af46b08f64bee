/** Why a file is not taken in, in words that say what was found and what to do. */
import { m } from '#messages';
import type { PaperReason } from '#server/uploads/inspect-paper.ts';

/** What stands against a file, as a sentence. */
export const sayUpload = (reason: PaperReason): string => SENTENCES[reason]();

const SENTENCES: Record<PaperReason, () => string> = {
	empty: m.upload_empty,
	'not-a-pdf': m.upload_not_a_pdf,
	'not-a-paper': m.upload_not_a_paper,
	'picture-of-new-kind': m.upload_picture_of_new_kind,
	'picture-too-large': m.upload_picture_too_large,
	'too-large': m.upload_too_large,
	'too-many-pages': m.upload_too_many_pages,
	broken: m.upload_broken,
	encrypted: m.upload_encrypted,
	'goes-on-after-its-end': m.upload_goes_on,
	'holds-scripts': m.upload_scripts,
	'starts-programs': m.upload_programs,
	'holds-files': m.upload_files,
	'holds-form-program': m.upload_form_program,
	'acts-by-itself': m.upload_acts,
	'leads-elsewhere': m.upload_leads_elsewhere,
	'plays-media': m.upload_media,
	'took-too-long': m.upload_too_much,
	'took-too-much-memory': m.upload_too_much
};
