import { createPublicKey, X509Certificate } from 'node:crypto';
import { ConflictError, ForbiddenError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { requireMayOpen, tierRow } from '../tiers/index.ts';
import { Entitlements } from '../tiers/tiers.schema.ts';
import { requireOwn } from '../roles/index.ts';
import type { MappingRule, Source } from './sso.schema.ts';

const SHORTEST_SHARED_SECRET = 32;

/** Whether a connection of this source needs a secret that we keep. */
export function needsSecret(source: Source): boolean {
	return source.kind !== 'saml' && !(source.kind === 'token' && source.algorithm === 'EdDSA');
}

/**
 * Throws what is wrong with a source as it was typed in: `sso.insecure_address`, `sso.bad_certificate`,
 * `sso.bad_key`, `sso.short_secret`. `secret` is null when the one there is stays.
 */
export function checkSource(ctx: CommunityContext, source: Source, secret: string | null): void {
	for (const address of addressesIn(source)) requireSecure(ctx, address);
	if (source.kind === 'saml') source.certificates.forEach(requireCertificate);
	if (source.kind !== 'token') return;
	if (source.algorithm === 'EdDSA') requireKey(source.publicKey);
	else if (secret !== null && secret.length < SHORTEST_SHARED_SECRET)
		throw new InvalidError('sso.short_secret', { least: SHORTEST_SHARED_SECRET });
}

function addressesIn(source: Source): string[] {
	if (source.kind === 'openid') return [source.issuer];
	if (source.kind === 'saml') return [source.ssoUrl, ...(source.sloUrl ? [source.sloUrl] : [])];
	return source.kind === 'token' ? [source.loginUrl] : [];
}

/** Where we ourselves are encrypted, so is everybody to whom we send people. */
function requireSecure({ community }: CommunityContext, address: string): void {
	if (community.origin.startsWith('https:') && !address.startsWith('https:'))
		throw new InvalidError('sso.insecure_address', { address });
}

function requireCertificate(certificate: string): void {
	try {
		void new X509Certificate(certificate).publicKey;
	} catch (cause) {
		throw new InvalidError('sso.bad_certificate', {}, { cause });
	}
}

function requireKey(pem: string): void {
	try {
		if (createPublicKey(pem).asymmetricKeyType === 'ed25519') return;
	} catch (cause) {
		throw new InvalidError('sso.bad_key', {}, { cause });
	}
	throw new InvalidError('sso.bad_key');
}

/**
 * Throws `sso.rule_of_nothing` for a rule that gives nothing, `sso.rule_of_two` for a tier beside something else, `tiers.not_found`, `roles.not_found` and `spaces.not_found` for what is not there
 * or cannot be given by rule, `members.role_above_own` and `roles.beyond_own`: nobody gives by rule what they could not
 * give by hand.
 */
// authorize: who may administer connections has been asked; for a tier it asks besides.
export async function checkRules(
	ctx: CommunityContext,
	rules: readonly MappingRule[],
): Promise<void> {
	for (const { roleId, spaceId, tierId } of rules) {
		if (tierId !== null) await requireTier(ctx, tierId, roleId ?? spaceId);
		else if (roleId !== null && spaceId !== null) requireRoleInSpace(ctx, roleId, spaceId);
		else if (roleId !== null) requireRole(ctx, roleId);
		else if (spaceId !== null) requireSpace(ctx, spaceId);
		else throw new InvalidError('sso.rule_of_nothing');
	}
}

/** A tier is given alone, by who could give it to a single member by hand. */
async function requireTier(
	ctx: CommunityContext,
	tierId: string,
	other: string | null,
): Promise<void> {
	if (other !== null) throw new InvalidError('sso.rule_of_two');
	requireModule(ctx, 'memberships');
	ctx.authorize('create', 'Membership');
	const tier = await tierRow(ctx.db, tierId).executeTakeFirst();
	if (!tier) throw new NotFoundError('tiers.not_found');
	if (tier.status !== 'published') throw new ConflictError('tiers.not_published');
	requireMayOpen(ctx, Entitlements.parse(tier.entitlements));
}

function requireRole(ctx: CommunityContext, roleId: string): void {
	const role = ctx.snapshot.roles.find(({ id }) => id === roleId);
	if (role?.scope !== 'community' || role.key === 'guest' || role.key === 'member')
		throw new NotFoundError('roles.not_found');
	if (role.key === 'owner' || role.rank >= ctx.grants.rank)
		throw new ForbiddenError('members.role_above_own');
	requireOwn(ctx, {}, role.permissions);
}

/** A role of spaces may be given in every one of them, as by hand. */
function requireRoleInSpace(ctx: CommunityContext, roleId: string, spaceId: string): void {
	const { roles, spaces } = ctx.snapshot;
	const role = roles.find(({ id }) => id === roleId);
	if (role?.scope !== 'space') throw new NotFoundError('roles.not_found');
	if (!spaces.some(({ id }) => id === spaceId)) throw new NotFoundError('spaces.not_found');
	if (role.rank >= ctx.grants.rank) throw new ForbiddenError('members.role_above_own');
	requireOwn(ctx, {}, role.permissions, spaceId);
}

function requireSpace({ snapshot }: CommunityContext, spaceId: string): void {
	const space = snapshot.spaces.find(({ id }) => id === spaceId);
	if (space?.visibility !== 'private') throw new NotFoundError('spaces.not_found');
}
