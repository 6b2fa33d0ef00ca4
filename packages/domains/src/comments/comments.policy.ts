import type { Policy } from '../permissions/permission.ts';

export const commentsPermissions = ['comments:publish', 'comments:moderate'] as const;

export const commentsPolicy: Policy = (grants, { can }) => {
	const readable = { status: 'published', spaceId: { $in: [...grants.spaces.readable] } };
	if (grants.has('posts:read')) can('read', 'Comment', readable);
	if (grants.has('comments:publish')) {
		can('comment', 'Post', readable);
		can(['update', 'delete'], 'Comment', { ...readable, authorId: grants.memberId });
	}
	if (grants.has('comments:moderate')) can(['remove', 'moderate'], 'Comment', readable);
};
