import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isBuiltOnSpaces, permissionCatalogue } from '../permissions/permissions.schema.ts';
import { isAllowedBy, Resolver } from '../permissions/resolve.ts';
import type { Standing } from '../permissions/standing.ts';
import type { CommunitySnapshot, Overrides, SpaceFact } from '../snapshot.ts';
import type { OtherwiseAsked, OtherwiseTold } from './otherwise.schema.ts';
import { withOverrides } from './set-overrides.ts';
import { standingFor } from './whom.ts';

type Scope = OtherwiseAsked['scope'];

/**
 * What comes of each permission for who holds a role in a space, or in an ordinary space of a group, where that place
 * says nothing of it: with the changes that are being made. The same code answers as decides. Throws
 * `spaces.not_found`, `spaces.group_not_found`.
 */
export async function otherwise(
	ctx: CommunityContext,
	{ scope, changes }: OtherwiseAsked,
): Promise<OtherwiseTold> {
	ctx.authorize('read', 'Role');
	const saved = overridesAt(ctx.snapshot, scope);
	const said = changed(saved, changes);
	const told: OtherwiseTold = [];
	for (const { id, key } of ctx.snapshot.roles) {
		if (key === 'owner') continue;
		const spaceId = scope.kind === 'space' ? scope.scopeId : PROBE;
		const standing = await standingFor(ctx, { kind: 'role', roleId: id, spaceId });
		const place = { ...ctx, scope, said, standing };
		told.push({ roleId: id, allowed: OF_SPACES.filter((one) => comesOf(place, id, one)) });
	}
	return told;
}

const OF_SPACES = permissionCatalogue.filter(isBuiltOnSpaces);

/** A space of a group that nothing is special about. */
const PROBE = '00000000-0000-4000-8000-000000000001';

type Place = Pick<CommunityContext, 'snapshot'> & {
	scope: Scope;
	said: Overrides;
	standing: Standing | null;
};

function comesOf({ snapshot, scope, said, standing }: Place, roleId: string, permission: string) {
	const { [permission]: _, ...others } = said[roleId] ?? {};
	const asked = {
		...snapshot,
		...withOverrides(snapshot, scope, { ...said, [roleId]: others }),
	};
	return isAllowedBy(new Resolver(asked, standing).rules(permission, spaceIn(asked, scope)));
}

function spaceIn({ spaces }: CommunitySnapshot, { kind, scopeId }: Scope): SpaceFact | undefined {
	if (kind === 'space') return spaces.find(({ id }) => id === scopeId);
	return {
		...{ id: PROBE, slug: '', name: '', groupId: scopeId, icon: '', description: '', prompt: '' },
		...{ visibility: 'public', posting: 'everyone', reactions: 'all', library: 'off' },
		...{ cover: null, modules: [] },
		...{ position: 0, overrides: {}, version: 1 },
	};
}

function overridesAt({ spaces, groups }: CommunitySnapshot, { kind, scopeId }: Scope): Overrides {
	const found = (kind === 'space' ? spaces : groups).find(({ id }) => id === scopeId);
	if (!found)
		throw new NotFoundError(kind === 'space' ? 'spaces.not_found' : 'spaces.group_not_found');
	return found.overrides;
}

/** What is said there, with what is about to be said. */
function changed(saved: Overrides, changes: OtherwiseAsked['changes']): Overrides {
	const said: Record<string, Record<string, 'allow' | 'deny'>> = {};
	for (const [roleId, words] of Object.entries(saved)) said[roleId] = { ...words };
	for (const [roleId, words] of Object.entries(changes))
		for (const [permission, word] of Object.entries(words)) {
			const ofRole = (said[roleId] ??= {});
			if (word === 'inherit') delete ofRole[permission];
			else ofRole[permission] = word;
		}
	return said;
}
