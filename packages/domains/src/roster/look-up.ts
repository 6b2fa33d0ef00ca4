import { addSeconds } from '@kith/kernel/clock';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isOrdinaryRole, keysAsked, roleByKey } from '../members/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import type { Activity, RosterFilter } from './roster.schema.ts';
import type { Wanted } from './roster.queries.ts';

/**
 * A filter with its roles, fields and days looked up. Throws `roles.not_found`, `fields.not_found` and
 * `spaces.not_found` for what it names and the actor may not look members up by.
 */
// authorize: the verbs that look members up have asked.
export function wantedBy(ctx: CommunityContext, filter: RosterFilter): Wanted {
	const { search, states, tagIds, spaceIds, joinedFrom, joinedTo, invitationId } = filter;
	if (!spaceIds.every((id) => ctx.snapshot.spaces.some((space) => space.id === id)))
		throw new NotFoundError('spaces.not_found');
	return {
		...{ search, states, tagIds, spaceIds, joinedFrom, joinedTo, invitationId },
		seesAddresses: isAllowed(ctx.ability, 'moderate', 'Member'),
		roles: rolesIn(ctx, filter.roleKeys),
		keys: keysAsked(ctx, filter.filters),
		activity: filter.activity && activityIn(ctx, filter.activity),
	};
}

function rolesIn({ snapshot }: CommunityContext, keys: readonly string[]): Wanted['roles'] {
	if (keys.length === 0) return null;
	const roles = keys.map((key) => roleByKey(snapshot, key));
	return { ids: roles.map(({ id }) => id), isOrdinary: roles.some(isOrdinaryRole) };
}

function activityIn({ clock }: CommunityContext, { kind, days }: Activity): Wanted['activity'] {
	return {
		did: kind === 'seen' || kind === 'not_seen' ? 'seen' : 'posted',
		since: addSeconds(clock.now(), -days * 86_400),
		isNegated: kind === 'not_seen' || kind === 'not_posted',
	};
}
