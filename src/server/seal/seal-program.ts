/** Seals in a thread of its own (threads/thread.ts), where waiting for an authority keeps nobody else waiting. */
import { answerWith } from '../threads/answer.ts';
import { factsOf, type CertificateFacts } from './certificates.ts';
import type { OwnKey } from './keep-key.ts';
import { sealPdf, upgradeSeal, type Sealed, type Sealing } from './seal-pdf.ts';
import { makeKey, openKey, type SealingKey } from './sealing-key.ts';

export type SealQuestion =
	| { do: 'seal'; pdf: Uint8Array; sealing: Sealing; at: Date }
	| { do: 'upgrade'; pdf: Uint8Array; timeStamps: string | undefined }
	| { do: 'look'; key: SealingKey }
	| { do: 'make'; name: string; now: Date };

export type SealAnswer =
	| { sealed: Sealed }
	| { certificate: Uint8Array; facts: CertificateFacts }
	| { made: OwnKey };

answerWith(
	async (question: SealQuestion): Promise<SealAnswer> => {
		switch (question.do) {
			case 'seal':
				return { sealed: await sealPdf(question.pdf, question.sealing, question.at) };
			case 'upgrade':
				return { sealed: await upgradeSeal(question.pdf, question) };
			case 'make':
				return { made: await makeKey(question.name, question.now) };
			case 'look': {
				const { certificate } = await openKey(question.key);
				return { certificate: certificate.der, facts: factsOf(certificate) };
			}
		}
	},
	(answer) => ('sealed' in answer ? [answer.sealed.pdf.buffer] : [])
);
