type Document = { id: string; title: string; authorId: string | null };
type Folder = { id: string; name: string; authorId: string | null };

/** A document as the audit log names it. */
export const documentTarget = ({ id, title, authorId }: Document) => ({
	...{ kind: 'document', id, label: title, memberId: authorId },
});

/** A folder as the audit log names it. */
export const folderTarget = ({ id, name, authorId }: Folder) => ({
	...{ kind: 'folder', id, label: name, memberId: authorId },
});
