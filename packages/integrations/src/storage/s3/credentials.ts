import * as z from 'zod';
import { systemClock, type Clock } from '@kith/kernel/clock';
import type { Credentials } from './sign.ts';

export type CredentialSource = () => Promise<Credentials>;

const FRESH_MILLISECONDS = 5 * 60_000;
const Answer = z.object({
	AccessKeyId: z.string(),
	SecretAccessKey: z.string(),
	Token: z.string(),
	Expiration: z.coerce.date(),
});

/** The keys of the role that a container runs as, asked for at `url` and again before they run out. */
export function roleCredentials(url: string, clock: Clock = systemClock): CredentialSource {
	let known: Promise<{ credentials: Credentials; until: number }> | undefined;
	return async () => {
		const held = await known?.catch(() => undefined);
		if (held && held.until - FRESH_MILLISECONDS > clock.now().getTime()) return held.credentials;
		known = ask(url);
		return (await known).credentials;
	};
}

async function ask(url: string) {
	const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
	if (!response.ok) throw new Error(`The role's keys were refused with ${response.status}`);
	const { AccessKeyId, SecretAccessKey, Token, Expiration } = Answer.parse(await response.json());
	return {
		credentials: {
			accessKeyId: AccessKeyId,
			secretAccessKey: SecretAccessKey,
			sessionToken: Token,
		},
		until: Expiration.getTime(),
	};
}
