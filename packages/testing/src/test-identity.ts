import { communityCaller } from '@kith/domains';
import type { RequestFacts } from '@kith/domains/context';
import { createCommunityContext } from '@kith/domains/create-context';
import { totpCode } from '@kith/domains/factors';
import { unseal } from '@kith/kernel/seal';
import type { TestCommunity } from './test-community.ts';
import type { TestInstallation } from './test-installation.ts';
import { openBrowser } from './test-staff.ts';

/** The sign-in code that the mail to `email` would carry: the last one asked for in `realm`. */
export const latestCode = (installation: TestInstallation, realm: string, email: string) =>
	codeIn(installation, { realm, email, job: 'send-code', purpose: 'sign-in code' });

/** The same of a code by which an address becomes an account's. */
export const latestAddressCode = (installation: TestInstallation, realm: string, email: string) =>
	codeIn(installation, {
		...{ realm, email },
		...{ job: 'send-address-code', purpose: 'mailed address code' },
	});

async function codeIn(
	{ owner, services }: TestInstallation,
	{ realm, email, job, purpose }: Record<'realm' | 'email' | 'job' | 'purpose', string>,
): Promise<string> {
	const { rows } = await owner.query<{ sealed: string }>(
		`select payload->'payload'->>'sealedCode' as sealed from streams.outbox
		where type = 'jobs.requested' and payload->>'name' = $3
			and payload->'payload'->>'realm' = $1 and payload->'payload'->>'email' = $2
		order by id desc limit 1`,
		[realm, email, job],
	);
	const [row] = rows;
	if (!row) throw new Error(`nobody asked for a code to ${email}`);
	return unseal(services.secret, purpose, row.sealed);
}

/** A browser of `email`: signed in by a mailed code, or waiting at the second step where the person has one. */
export async function signedIn(
	installation: TestInstallation,
	{ id, community }: Pick<TestCommunity, 'id' | 'community'>,
	email: string,
	browser: RequestFacts = openBrowser(),
): Promise<RequestFacts> {
	const visit = async () =>
		communityCaller(await createCommunityContext(installation.services, community, browser));
	await (await visit()).identity.requestCode({ email });
	const code = await latestCode(installation, id, email);
	await (await visit()).identity.signInWithCode({ email, code });
	return browser;
}

/** The code that an app with this secret shows now. */
export function codeOfApp({ clock }: TestInstallation, secret: string): string {
	return totpCode(secret, Math.floor(clock.now().getTime() / 30_000));
}

/** Sets an app up in a signed-in browser. */
export async function withApp(
	installation: TestInstallation,
	{ community }: Pick<TestCommunity, 'community'>,
	browser: RequestFacts,
): Promise<{ secret: string; recoveryCodes: readonly string[] }> {
	const visit = async () =>
		communityCaller(await createCommunityContext(installation.services, community, browser));
	await (await visit()).factors.startApp();
	const { secret } = await (await visit()).factors.appSetup();
	const code = codeOfApp(installation, secret);
	const { recoveryCodes } = await (await visit()).factors.confirmApp({ code });
	return { secret, recoveryCodes: recoveryCodes ?? [] };
}
