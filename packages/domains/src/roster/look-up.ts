import { addSeconds } from '@kith/kernel/clock';
import { ForbiddenError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isOrdinaryRole, keysAsked, roleByKey } from '../members/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import type { Action } from '../permissions/permission.ts';
import type { Activity, RosterFilter, RosterState, SpaceRole } from './roster.schema.ts';
import type { Wanted } from './roster.queries.ts';

const may = ({ ability }: CommunityContext, action: Action) => isAllowed(ability, action, 'Member');

/** Throws unless the actor looks after members, lets them in or holds them back: for that one looks them up. */
export function authorizeLookUp(ctx: CommunityContext): void {
	if (!may(ctx, 'approve') && !may(ctx, 'silence')) ctx.authorize('administer', 'Member');
}

/** The states in which the actor looks members up, of those that are wanted; of who looks after all of them just these. */
function statesIn(ctx: CommunityContext, wanted: readonly RosterState[]): readonly RosterState[] {
	if (may(ctx, 'administer')) return wanted;
	const seen: readonly RosterState[] = [
		'active',
		...(may(ctx, 'approve') ? (['pending', 'paying'] as const) : []),
		...(may(ctx, 'silence') ? (['silenced', 'suspended'] as const) : []),
		...(may(ctx, 'ban') ? (['banned'] as const) : []),
	];
	const states = wanted.length === 0 ? [...seen] : wanted.filter((one) => seen.includes(one));
	if (states.length === 0) throw new ForbiddenError('permissions.denied');
	return wanted.length === 0 ? states.filter((one) => one !== 'banned') : states;
}

/** Whoever does not look after all members looks them up by the spaces they may read themselves. */
function spacesOf(ctx: CommunityContext): ReadonlySet<string> {
	const all = ctx.snapshot.spaces.map(({ id }) => id);
	return new Set(may(ctx, 'administer') ? all : ctx.grants.spaces.readable);
}

/**
 * A filter with its roles, fields and days looked up. Throws `roles.not_found`, `fields.not_found` and
 * `spaces.not_found` for what it names and the actor may not look members up by.
 */
// authorize: the verbs that look members up have asked.
export function wantedBy(ctx: CommunityContext, filter: RosterFilter): Wanted {
	const { search, tagIds, spaceIds, joinedFrom, joinedTo, invitationId } = filter;
	const { labels, withoutLabels } = filter;
	if (labels.length > 0 || withoutLabels.length > 0) ctx.authorize('read', 'Note');
	const spaces = spacesOf(ctx);
	if (!spaceIds.every((id) => spaces.has(id))) throw new NotFoundError('spaces.not_found');
	return {
		...{
			search,
			states: [...statesIn(ctx, filter.states)],
			tagIds,
			spaceIds,
			joinedFrom,
			joinedTo,
			invitationId,
			labels,
			withoutLabels,
		},
		access: ctx.snapshot.access,
		seesAddresses: isAllowed(ctx.ability, 'moderate', 'Member'),
		roles: rolesIn(ctx, filter.roleKeys),
		spaceRole: filter.spaceRole && roleInSpace(ctx, filter.spaceRole, spaces),
		keys: keysAsked(ctx, filter.filters),
		activity: filter.activity && activityIn(ctx, filter.activity),
	};
}

/** In any space means in any that the actor may look members up by. */
function roleInSpace(
	ctx: CommunityContext,
	{ roleKey, spaceId }: SpaceRole,
	spaces: ReadonlySet<string>,
): Wanted['spaceRole'] {
	if (spaceId !== null && !spaces.has(spaceId)) throw new NotFoundError('spaces.not_found');
	const all = may(ctx, 'administer') ? null : [...spaces];
	return {
		roleId: roleByKey(ctx.snapshot, roleKey).id,
		spaceIds: spaceId === null ? all : [spaceId],
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
