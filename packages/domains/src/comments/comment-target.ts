type Comment = { id: string; excerpt: string; authorId: string; spaceId: string };

const SHOWN = 80;

/** A comment as the audit log names it: by how it begins. */
export const commentTarget = ({ id, excerpt, authorId, spaceId }: Comment) => ({
	...{ kind: 'comment', id, label: excerpt.slice(0, SHOWN).toWellFormed(), memberId: authorId },
	spaceId,
});
