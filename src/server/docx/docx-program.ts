/** Writes DOCX in a thread of its own (threads/thread.ts). */
import type { PlainDocument } from '../print/plain-document.ts';
import { answerWith } from '../threads/answer.ts';
import { writeDocx } from './docx-document.ts';

answerWith(
	(document: PlainDocument) => writeDocx(document),
	(docx) => [docx.buffer]
);
