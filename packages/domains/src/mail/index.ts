import type { Domain } from '../domain.ts';
import { mailConsumers } from './mail.consumers.ts';
import { sendCode } from './send-code.ts';

export type { Brand } from './letter.ts';
export type { MailKind, MailProps } from './write-letter.ts';

export const mail = {
	jobs: { 'send-code': { run: sendCode } },
	consumers: mailConsumers,
} as const satisfies Domain;
