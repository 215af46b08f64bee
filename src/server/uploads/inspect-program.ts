/** Looks into what strangers send in a thread of its own (threads/thread.ts), which may be ended at any moment. */
import { answerWith } from '../threads/answer.ts';
import { inspectPdf } from './inspect-pdf.ts';

answerWith((file: Uint8Array) => inspectPdf(file));
