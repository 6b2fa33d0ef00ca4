import type { Services } from '../context.ts';
import { mailsByKeys } from './deliveries.queries.ts';
import type { MailState } from './deliveries.schema.ts';

/**
 * What became of the mail that was sent under `key`, and since when; null for one that nobody asked for, or that lies
 * more than thirty days back. For the domain that had it sent, and chose the key.
 */
export async function mailState(
	{ platform }: Services,
	key: string,
): Promise<{ state: MailState; at: Date } | null> {
	const mail = await mailsByKeys(platform, [key]).executeTakeFirst();
	return mail ? { state: mail.state as MailState, at: mail.stateAt } : null;
}
