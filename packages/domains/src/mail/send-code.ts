import * as z from 'zod';
import type { CommunityDb } from '@kith/db/handles';
import { hashToken } from '@kith/kernel/ids';
import { unseal } from '@kith/kernel/seal';
import { findCommunity, type CommunitySnapshot } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { openInvitation } from '../members/index.ts';
import { brandOf, platformBrand } from './brands.ts';
import { deliver } from './deliver.ts';
import { knownAddress } from './mail.queries.ts';

const Payload = z.strictObject({
	realm: z.string(),
	email: z.string(),
	locale: z.string(),
	sealedCode: z.string(),
	/** A job that was asked for before an upgrade may carry none. */
	expiresAt: z.iso.datetime().optional(),
	/** Whether a single sign-on will let in whoever proves the address, known or not. */
	isExpected: z.boolean().default(false),
});

/**
 * Mails a sign-in code, where the address may sign in: staff always; in a community those who are known, who hold an
 * invitation, or anybody where joining is not by invitation only. Everybody else gets nothing, and nobody is told.
 * A try that comes after the code has expired ends without a mail.
 */
export async function sendCode(services: Services, payload: unknown): Promise<void> {
	const { realm, email, locale, sealedCode, expiresAt, isExpected } = Payload.parse(payload);
	if (expiresAt && new Date(expiresAt) <= services.clock.now()) {
		services.logger.info({ reason: 'mail.code_expired', realm }, 'a sign-in code was not mailed');
		return;
	}
	const brand =
		realm === 'platform'
			? platformBrand(services.platformOrigin)
			: await brandFor(services, realm, isExpected ? null : email);
	if (!brand) return;
	await deliver(services, {
		...{ kind: 'sign-in-code', to: email, locale, brand },
		props: { code: unseal(services.secret, 'sign-in code', sealedCode) },
		idempotencyKey: `send-code:${hashToken(sealedCode)}`,
	});
}

/** The community that a mail speaks for; null where the address may not sign in. Nobody asks when it is null. */
async function brandFor(services: Services, communityId: string, email: string | null) {
	const community = await findCommunity(services, communityId);
	if (!community || community.status === 'deleting') return null;
	const db = services.communityDb(community);
	const snapshot = await services.snapshots.get(community.id, db);
	const welcome = email === null || (await maySignIn(db, snapshot, email, services.clock.now()));
	return welcome ? brandOf(community, snapshot) : null;
}

async function maySignIn(
	db: CommunityDb,
	{ access }: CommunitySnapshot,
	email: string,
	now: Date,
): Promise<boolean> {
	if (access.join !== 'invite') return true;
	if (await knownAddress(db, email).executeTakeFirst()) return true;
	const held = await openInvitation(db, { tokenHash: null, email, now }).executeTakeFirst();
	return held !== undefined;
}
