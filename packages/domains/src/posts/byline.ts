import type { CommunitySnapshot } from '../snapshot.ts';
import type { Byline } from './posts.schema.ts';

type Author = {
	authorId: string;
	handle: string;
	name: string;
	avatarFileId: string | null;
	authorRoleIds: readonly string[];
};

const ORDINARY = 'member';

/** A member as their contribution shows them, with the badge of their highest role above member. */
export function bylineOf(snapshot: CommunitySnapshot, author: Author): Byline {
	const member = snapshot.roles.find(({ key }) => key === ORDINARY);
	// Roles come highest first.
	const role = snapshot.roles.find(
		({ id, rank }) => author.authorRoleIds.includes(id) && rank > (member?.rank ?? 0),
	);
	return {
		id: author.authorId,
		handle: author.handle,
		name: author.name,
		avatarFileId: author.avatarFileId,
		role: role ? { name: role.name, color: role.color } : null,
	};
}
