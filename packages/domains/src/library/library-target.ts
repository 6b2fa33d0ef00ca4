type Document = { id: string; title: string; authorId: string | null; spaceId: string };
type Folder = { id: string; name: string; authorId: string | null; spaceId: string };

/** A document as the audit log names it. */
export const documentTarget = ({ id, title, authorId, spaceId }: Document) => ({
	...{ kind: 'document', id, label: title, memberId: authorId, spaceId },
});

/** A folder as the audit log names it. */
export const folderTarget = ({ id, name, authorId, spaceId }: Folder) => ({
	...{ kind: 'folder', id, label: name, memberId: authorId, spaceId },
});
