import * as z from 'zod';
import type { CommunityDb } from '@kith/db/handles';
import { hashToken } from '@kith/kernel/ids';
import { unseal } from '@kith/kernel/seal';
import { findCommunity, type CommunitySnapshot } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { isOfDomain, openInvitation } from '../members/index.ts';
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
	/** Of the link that they came by. */
	invitationHash: z.string().nullable().default(null),
});

/**
 * Mails a sign-in code, where the address may sign in: staff always; in a community those who are known, who hold an
 * invitation or have an address of a domain that joins without asking, or anybody where joining is not by invitation only. Everybody else gets nothing, and nobody is told.
 * A try that comes after the code has expired ends without a mail.
 */
export async function sendCode(services: Services, payload: unknown): Promise<void> {
	const { realm, email, locale, sealedCode, expiresAt, ...asked } = Payload.parse(payload);
	if (expiresAt && new Date(expiresAt) <= services.clock.now()) {
		services.logger.info({ reason: 'mail.code_expired', realm }, 'a sign-in code was not mailed');
		return;
	}
	const brand =
		realm === 'platform'
			? platformBrand(services.platformOrigin)
			: await brandFor(services, realm, { email, ...asked });
	if (!brand) return;
	await deliver(services, {
		...{ kind: 'sign-in-code', to: email, locale, brand },
		props: { code: unseal(services.secret, 'sign-in code', sealedCode) },
		idempotencyKey: `send-code:${hashToken(sealedCode)}`,
	});
}

type Asked = { email: string; isExpected: boolean; invitationHash: string | null };

/** The community that a mail speaks for; null where the address may not sign in. Nobody asks when it is null. */
async function brandFor(services: Services, communityId: string, asked: Asked) {
	const community = await findCommunity(services, communityId);
	if (!community || community.status === 'deleting') return null;
	const db = services.communityDb(community);
	const snapshot = await services.snapshots.get(community.id, db);
	const welcome = asked.isExpected || (await maySignIn(db, snapshot, asked, services.clock.now()));
	return welcome ? brandOf(community, snapshot) : null;
}

async function maySignIn(
	db: CommunityDb,
	{ access, joining }: CommunitySnapshot,
	{ email, invitationHash }: Asked,
	now: Date,
): Promise<boolean> {
	if (access.join !== 'invite' || isOfDomain(email, joining.domains)) return true;
	if (await knownAddress(db, email).executeTakeFirst()) return true;
	const held = await openInvitation(db, {
		tokenHash: invitationHash,
		email,
		now,
	}).executeTakeFirst();
	return held !== undefined;
}
