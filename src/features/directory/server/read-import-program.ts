/** Reads what somebody wants to take into the directory in a thread of its own (threads/thread.ts), which may be ended at any moment. */
import { answerWith } from '#server/threads/answer.ts';
import { readImport, type SentFile } from './read-import.ts';

answerWith((files: SentFile[]) => readImport(files));
