/** Reads what strangers send in a thread of its own (threads/thread.ts), which may be ended at any moment. */
import { answerWith } from '../threads/answer.ts';
import { verifySeal } from './verify-seal.ts';

answerWith((pdf: Uint8Array) => verifySeal(pdf));
