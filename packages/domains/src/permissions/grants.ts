import type { CommunitySnapshot, SpaceFact } from '../snapshot.ts';
import { NOBODY, type Avoided, type Grants } from './permission.ts';
import { Resolver } from './resolve.ts';
import type { Standing } from './standing.ts';

const AVOIDS_NOBODY: Avoided = { blocked: [], blockedBy: [], muted: [], spaces: [] };

/**
 * What an actor may do in a community, by the order of `STEPS`. Visitors hold the guest role, and nothing at all where
 * the community is private; the owner holds everything.
 */
export function grantsOf(snapshot: CommunitySnapshot, standing: Standing | null): Grants {
	const resolver = new Resolver(snapshot, standing);
	const spacesWhere = (permission: string) =>
		snapshot.spaces.filter((space) => resolver.allows(permission, space));
	const lists = new Map<string, readonly string[]>();
	const where = (permission: string) => {
		const ids = lists.get(permission) ?? idsOf(spacesWhere(permission));
		lists.set(permission, ids);
		return ids;
	};
	const libraries = () => spacesWhere('spaces:read').filter(({ library }) => library !== 'off');
	const doors = () => {
		const readable = new Set(where('spaces:read'));
		const sold = new Set(snapshot.offers.flatMap(({ spaceIds }) => spaceIds));
		const isShut = ({ id, visibility }: SpaceFact) => visibility === 'private' && !readable.has(id);
		return snapshot.spaces.filter((space) => sold.has(space.id) && isShut(space));
	};
	const isFillable = (space: SpaceFact) =>
		resolver.allows('posts:publish', space) &&
		(space.library === 'everyone' || resolver.allows('posts:moderate', space));
	return {
		has: (permission) => resolver.allows(permission),
		where,
		whereNot: (permission) => {
			const there = new Set(where(permission));
			return idsOf(snapshot.spaces).filter((id) => !there.has(id));
		},
		// Whoever is no member has nothing of their own, not even what is nobody's.
		memberId: standing && standing.isMember !== false ? standing.memberId : NOBODY,
		rank: resolver.rank,
		spaces: {
			...{ readable: where('spaces:read'), postable: where('posts:publish') },
			doors: idsOf(doors()),
			libraries: idsOf(libraries()),
			fillable: idsOf(libraries().filter(isFillable)),
		},
		avoided: standing?.avoided ?? AVOIDS_NOBODY,
		guidelines: {
			...{ accepted: standing?.guidelinesVersion ?? 0, owes: resolver.debts.guidelines },
		},
		terms: { accepted: standing?.termsVersion ?? 0, owes: resolver.debts.terms },
		lacksSecondFactor: resolver.lacksSecondFactor,
	};
}

const idsOf = (spaces: readonly { id: string }[]) => spaces.map(({ id }) => id);
