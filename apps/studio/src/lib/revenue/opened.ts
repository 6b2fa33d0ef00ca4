import type { Entitlement } from '@kith/domains/tiers/schema';
import { size } from '#lib/data/size.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Openable } from './tier-draft.ts';

/** What a tier opens, by name; what is gone since is left out. */
export function namesOpened(
	entitlements: readonly Entitlement[],
	{ spaces, roles }: Openable,
): { spaces: string[]; roles: string[]; limits: string[] } {
	const nameIn = (list: readonly { id: string; name: string }[], wanted: string) =>
		list.find(({ id }) => id === wanted)?.name ?? [];
	return {
		spaces: entitlements.flatMap((one) =>
			one.kind === 'space' ? nameIn(spaces, one.spaceId) : [],
		),
		roles: entitlements.flatMap((one) => (one.kind === 'role' ? nameIn(roles, one.roleId) : [])),
		limits: entitlements.flatMap((one) => {
			if (one.kind !== 'limit') return [];
			const most = { size: size(one.amount) };
			return one.key === 'fileBytes' ? m.tiers_limit_file(most) : m.tiers_limit_member(most);
		}),
	};
}
