import type { CommunitySnapshot, RoleFact } from '../snapshot.ts';
import { NOBODY, type Avoided, type Grants } from './permission.ts';

/** What is known of an acting member; null for visitors. */
export type Standing = {
	memberId: string;
	roleIds: readonly string[];
	/** Private spaces this member was let into. */
	spaceIds: readonly string[];
	avoided?: Avoided;
	/** The highest version of the guidelines that this member accepted; left out where nobody is asked. */
	guidelinesVersion?: number;
};

/** What a member does not do before they have accepted the guidelines; reading and keeping order go on. */
export const TAKING_PART: ReadonlySet<string> = new Set([
	...['posts:publish', 'comments:publish', 'reactions:react'],
	...['tags:create', 'ideas:vote', 'polls:vote'],
]);

const AVOIDS_NOBODY: Avoided = { blocked: [], blockedBy: [], muted: [] };

/**
 * What an actor may do in a community. Visitors hold the guest role, and nothing at all where the community is
 * private; the owner holds everything. At equal rank a denial beats an allowance; a higher rank beats a lower one. Who
 * owes a yes to the guidelines takes no part until it is given.
 */
export function grantsOf(snapshot: CommunitySnapshot, standing: Standing | null): Grants {
	const roles = rolesOf(snapshot, standing);
	const isOwner = roles.some((role) => role.key === 'owner');
	const shut = standing === null && snapshot.access.visibility === 'private';
	const accepted = standing?.guidelinesVersion ?? 0;
	const isAsked = standing?.guidelinesVersion !== undefined && !isOwner;
	const owes = isAsked && snapshot.guidelines.required > accepted;
	const has = (permission: string) =>
		isOwner || (!shut && !(owes && TAKING_PART.has(permission)) && decides(roles, permission));
	const sees = (space: CommunitySnapshot['spaces'][number]) =>
		has('spaces:manage') ||
		space.visibility === 'public' ||
		(standing !== null && (space.visibility === 'members' || standing.spaceIds.includes(space.id)));
	const readable = has('spaces:read') ? snapshot.spaces.filter(sees) : [];
	const postable = readable.filter(
		({ posting }) => posting === 'everyone' || has('posts:moderate'),
	);
	const libraries = readable.filter(({ library }) => library !== 'off');
	const fillable = postable.filter(
		({ library }) => library === 'everyone' || (library === 'staff' && has('posts:moderate')),
	);
	return {
		has,
		memberId: standing?.memberId ?? NOBODY,
		rank: Math.max(0, ...roles.map((role) => role.rank)),
		spaces: {
			...{ readable: idsOf(readable), postable: idsOf(postable) },
			...{ libraries: idsOf(libraries), fillable: idsOf(fillable) },
		},
		avoided: standing?.avoided ?? AVOIDS_NOBODY,
		guidelines: { accepted, owes },
	};
}

const idsOf = (spaces: readonly { id: string }[]) => spaces.map(({ id }) => id);

function rolesOf(snapshot: CommunitySnapshot, standing: Standing | null): RoleFact[] {
	if (!standing) return snapshot.roles.filter(({ key }) => key === 'guest');
	return snapshot.roles.filter(({ id, key }) => key === 'member' || standing.roleIds.includes(id));
}

function decides(roles: readonly RoleFact[], permission: string): boolean {
	const voices = roles.filter((role) => role.permissions[permission] !== undefined);
	const top = Math.max(...voices.map((role) => role.rank));
	const loudest = voices.filter((role) => role.rank === top);
	return loudest.length > 0 && loudest.every((role) => role.permissions[permission] === 'allow');
}
