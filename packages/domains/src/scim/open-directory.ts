import { timingSafeEqual } from 'node:crypto';
import { addSeconds } from '@kith/kernel/clock';
import { hashToken } from '@kith/kernel/ids';
import { networkOf } from '@kith/kernel/network';
import type { CommunityIdentity } from '../communities/index.ts';
import type { CommunityContext, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { ScimError } from './scim-error.ts';
import { noteUse } from './scim.queries.ts';
import { scimNow } from './setting.ts';

/** Requests of one token, and refused ones of one network. */
export const [PER_TOKEN, PER_NETWORK, SECONDS] = [1500, 60, 60];
const USE_SECONDS = 60;
/** Compared with where there is no token, so that the answer takes as long. */
const NOTHING = '0'.repeat(64);

export const tokenLimit = (communityId: string, tokenId: string) =>
	`scim ${communityId} ${tokenId}`;

/**
 * The context of a community's directory: it is named in the audit log, and its verbs do what a directory may. Throws a
 * 401 for whoever brings no token of this community, and `limits.too_many`.
 */
// authorize: the token is the proof.
export async function openDirectory(
	services: Services,
	community: CommunityIdentity,
	{ authorization, ip }: { authorization: string; ip: string },
): Promise<CommunityContext> {
	const ctx = await createJobContext(services, community, 'directory');
	const { tokens } = await scimNow(ctx);
	const given = hashToken(/^Bearer ([\w-]{1,200})$/i.exec(authorization)?.[1] ?? '');
	const known = Object.values(tokens);
	const found = [...known, { id: '', hash: NOTHING }].filter(({ hash }) => isSame(hash, given))[0];
	if (!found) {
		await services.limiter.take(
			`scim unknown ${community.id} ${networkOf(ip)}`,
			PER_NETWORK,
			SECONDS,
		);
		throw new ScimError(401, null, 'This is no token of this community.');
	}
	await services.limiter.take(tokenLimit(community.id, found.id), PER_TOKEN, SECONDS);
	const now = ctx.clock.now();
	const before = addSeconds(now, -USE_SECONDS);
	await noteUse(ctx.db, found.id, { now, before }).execute();
	return ctx;
}

const isSame = (one: string, other: string) =>
	timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
