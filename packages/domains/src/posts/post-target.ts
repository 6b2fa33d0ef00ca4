type Post = { id: string; title: string; authorId: string; spaceId: string };

/** A post as the audit log names it. */
export const postTarget = ({ id, title, authorId, spaceId }: Post) => ({
	...{ kind: 'post', id, label: title, memberId: authorId, spaceId },
});
