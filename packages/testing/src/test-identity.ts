import { unseal } from '@kith/kernel/seal';
import type { TestInstallation } from './test-installation.ts';

/** The sign-in code that the mail to `email` would carry: the last one asked for in `realm`. */
export async function latestCode(
	{ owner, services }: TestInstallation,
	realm: string,
	email: string,
): Promise<string> {
	const { rows } = await owner.query<{ sealed: string }>(
		`select payload->'payload'->>'sealedCode' as sealed from streams.outbox
		where type = 'jobs.requested' and payload->>'name' = 'send-code'
			and payload->'payload'->>'realm' = $1 and payload->'payload'->>'email' = $2
		order by id desc limit 1`,
		[realm, email],
	);
	const [row] = rows;
	if (!row) throw new Error(`nobody asked for a code to ${email}`);
	return unseal(services.secret, 'sign-in code', row.sealed);
}
