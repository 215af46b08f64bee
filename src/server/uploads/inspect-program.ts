/** Looks into what strangers send in a thread of its own (threads/thread.ts), which may be ended at any moment. */
import { answerWith } from '../threads/answer.ts';
import { inspectPaper, type PaperInspection } from './inspect-paper.ts';
import { inspectPdf, type Inspection } from './inspect-pdf.ts';
import { inspectTemplate, type TemplateInspection } from './inspect-template.ts';

/** What it is to be: a PDF, a tool or a template, or a paper, which may be photographed. */
export type UploadAs = 'pdf' | 'template' | 'paper';
type Question = { file: Uint8Array; as: UploadAs };
type Answer = Inspection | TemplateInspection | PaperInspection;

const INSPECTORS = { pdf: inspectPdf, template: inspectTemplate, paper: inspectPaper };

answerWith<Question, Answer>(({ file, as }) => INSPECTORS[as](file));
