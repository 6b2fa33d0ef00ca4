type Post = { id: string; title: string; authorId: string };

/** A post as the audit log names it. */
export const postTarget = ({ id, title, authorId }: Post) => ({
	...{ kind: 'post', id, label: title, memberId: authorId },
});
