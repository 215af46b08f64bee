/** Looks into what strangers send in a thread of its own (threads/thread.ts), which may be ended at any moment. */
import { answerWith } from '../threads/answer.ts';
import { inspectPdf, type Inspection } from './inspect-pdf.ts';
import { inspectTemplate, type TemplateInspection } from './inspect-template.ts';

type Question = { file: Uint8Array; isTemplate: boolean };
type Answer = Inspection | TemplateInspection;

answerWith<Question, Answer>(({ file, isTemplate }) =>
	isTemplate ? inspectTemplate(file) : inspectPdf(file)
);
