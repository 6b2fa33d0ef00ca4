import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { assignableRole } from '../members/index.ts';
import type { Entitlement } from './tiers.schema.ts';

/**
 * Who lets a tier open something must be able to open it for a single member: give the role, let into the space. Throws as
 * those verbs do, `roles.not_found` and `spaces.not_found` for what is not there.
 */
export function requireMayOpen(ctx: CommunityContext, entitlements: readonly Entitlement[]): void {
	for (const one of entitlements) {
		if (one.kind === 'role') requireMayGive(ctx, one.roleId);
		if (one.kind === 'space') requireMayLetIn(ctx, one.spaceId);
		if (one.kind === 'limit') ctx.authorize('administer', 'Setting', { key: 'storage' });
	}
}

function requireMayGive(ctx: CommunityContext, roleId: string): void {
	const role = ctx.snapshot.roles.find(({ id }) => id === roleId);
	if (!role || role.key === 'member') throw new NotFoundError('roles.not_found');
	ctx.authorize('assign', 'Member');
	assignableRole(ctx, role.key);
}

function requireMayLetIn(ctx: CommunityContext, spaceId: string): void {
	const space = ctx.snapshot.spaces.find(({ id }) => id === spaceId);
	if (!space || !ctx.grants.spaces.readable.includes(spaceId))
		throw new NotFoundError('spaces.not_found');
	ctx.authorize('update', 'Space', { id: spaceId });
}

/** Those of `after` that are not in `before`: what was opened once was asked for then. */
export function newly(
	before: readonly Entitlement[],
	after: readonly Entitlement[],
): Entitlement[] {
	const known = new Set(before.map((one) => JSON.stringify(plain(one))));
	return after.filter((one) => !known.has(JSON.stringify(plain(one))));
}

/** With its parts in one order: the database has its own. */
const plain = (one: Entitlement) => Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1));
