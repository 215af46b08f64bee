/** What a seal proves, in words. */
import { m } from '#messages';
import type { SealProblem, Unreadable } from '#server/seal/verify-seal.ts';

/** What is wrong with a seal, as a sentence. */
export const sayProblem = (problem: SealProblem): string => PROBLEMS[problem]();

const PROBLEMS: Record<SealProblem, () => string> = {
	'signature-not-understood': m.seal_problem_not_understood,
	'algorithm-not-accepted': m.seal_problem_algorithm,
	'content-changed': m.seal_problem_content_changed,
	'signature-wrong': m.seal_problem_signature_wrong,
	'certificate-not-named': m.seal_problem_certificate_not_named,
	'not-for-time-stamps': m.seal_problem_time_stamp,
	'seal-misplaced': m.seal_problem_misplaced,
	'bytes-added': m.seal_problem_bytes_added,
	'content-added': m.seal_problem_content_added,
	malformed: m.seal_problem_malformed,
	'certificate-revoked': m.seal_problem_revoked,
	'certificate-not-valid-then': m.seal_problem_not_valid_then,
	'checksum-differs': m.seal_problem_checksum
};

/** Why a file cannot be read, as a sentence that says what to do. */
export const sayUnreadable = (why: Unreadable): string => UNREADABLE[why]();

const UNREADABLE: Record<Unreadable, () => string> = {
	'not-a-pdf': m.verify_not_a_pdf,
	encrypted: m.verify_encrypted,
	'too-large': m.verify_too_large,
	'took-too-long': m.verify_too_much,
	'took-too-much-memory': m.verify_too_much
};
