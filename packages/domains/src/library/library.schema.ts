import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { FileKind } from '../media/media.schema.ts';
import { Byline } from '../posts/posts.schema.ts';
import { TagLink, TagNames } from '../tags/tags.schema.ts';

export const DEEPEST_FOLDER = 4;
export const MOST_FOLDERS = 500;
export const MOST_DOCUMENTS = 5_000;
export const MOST_VERSIONS = 100;
/** How long a deleted document can be brought back. */
export const KEPT_DAYS = 7;

const Title = z.string().trim().min(1).max(200);
const Description = z.string().trim().max(1000);
export const LibraryFolderName = z.string().trim().min(1).max(80);

export const DocumentSort = z.enum(['newest', 'name', 'downloads']);
export type DocumentSort = z.infer<typeof DocumentSort>;

/** Where in a library: null is its top. */
const Place = { spaceId: z.uuid(), folderId: z.uuid().nullable() };

export const ListDocuments = PageInput.extend({
	...Place,
	sort: DocumentSort.default('newest'),
});
export type ListDocuments = z.infer<typeof ListDocuments>;

export const ListTaggedDocuments = PageInput.extend({ tagId: z.uuid() });
export type ListTaggedDocuments = z.infer<typeof ListTaggedDocuments>;

export const SpaceOfLibrary = z.strictObject({ spaceId: z.uuid() });
export type SpaceOfLibrary = z.infer<typeof SpaceOfLibrary>;

export const AddDocument = z.strictObject({
	/** Made by the client before the first try: a retry adds the document once. */
	id: z.uuid(),
	...Place,
	/** An upload of one's own that nothing shows yet. */
	fileId: z.uuid(),
	/** Left out, the file's name without its ending. */
	title: Title.optional(),
	description: Description.optional(),
	tags: TagNames.optional(),
});
export type AddDocument = z.infer<typeof AddDocument>;

export const DocumentRef = z.strictObject({ documentId: z.uuid() });
export type DocumentRef = z.infer<typeof DocumentRef>;

export const EditDocument = DocumentRef.extend({
	/** The edit started from this one; another in between is a conflict, never lost. */
	version: z.int().positive(),
	title: Title,
	description: Description,
	/** Left out, it keeps those that it has. */
	tags: TagNames.optional(),
});
export type EditDocument = z.infer<typeof EditDocument>;

export const MoveDocument = DocumentRef.extend({ folderId: z.uuid().nullable() });
export type MoveDocument = z.infer<typeof MoveDocument>;

export const AddVersion = DocumentRef.extend({ fileId: z.uuid() });
export type AddVersion = z.infer<typeof AddVersion>;

export const VersionRef = DocumentRef.extend({ number: z.int().positive() });
export type VersionRef = z.infer<typeof VersionRef>;

/** Without a number the version that holds now. */
export const DownloadDocument = DocumentRef.extend({ number: z.int().positive().optional() });
export type DownloadDocument = z.infer<typeof DownloadDocument>;

export const CreateLibraryFolder = z.strictObject({
	id: z.uuid(),
	...Place,
	name: LibraryFolderName,
});
export type CreateLibraryFolder = z.infer<typeof CreateLibraryFolder>;

export const LibraryFolderRef = z.strictObject({ folderId: z.uuid() });
export type LibraryFolderRef = z.infer<typeof LibraryFolderRef>;

export const RenameLibraryFolder = LibraryFolderRef.extend({ name: LibraryFolderName });
export type RenameLibraryFolder = z.infer<typeof RenameLibraryFolder>;

export const MoveLibraryFolder = LibraryFolderRef.extend({
	/** The folder it goes into; null for the top. */
	toFolderId: z.uuid().nullable(),
});
export type MoveLibraryFolder = z.infer<typeof MoveLibraryFolder>;

export const DeleteLibraryFolder = LibraryFolderRef.extend({
	/** How many documents one was told go with it; another number meanwhile is a conflict. */
	documents: z.int().min(0),
});
export type DeleteLibraryFolder = z.infer<typeof DeleteLibraryFolder>;

export const LibraryFolder = z.strictObject({
	id: z.uuid(),
	parentId: z.uuid().nullable(),
	name: z.string(),
	/** 1 at the top. */
	depth: z.int(),
	/** With all that lies deeper. */
	documents: z.int(),
	mayEdit: z.boolean(),
	mayDelete: z.boolean(),
});
export type LibraryFolder = z.infer<typeof LibraryFolder>;

/** Every folder of a library, parents before what lies in them, and what the viewer may do. */
export const LibraryTree = z.strictObject({
	folders: z.array(LibraryFolder),
	documents: z.int(),
	mayAdd: z.boolean(),
});
export type LibraryTree = z.infer<typeof LibraryTree>;

export const DocumentCard = z.strictObject({
	id: z.uuid(),
	spaceId: z.uuid(),
	folderId: z.uuid().nullable(),
	title: z.string(),
	description: z.string(),
	fileId: z.uuid(),
	fileName: z.string(),
	kind: FileKind,
	bytes: z.int(),
	width: z.int(),
	height: z.int(),
	/** Of films, once they are probed. */
	durationMs: z.int().nullable(),
	hasPoster: z.boolean(),
	/** The number of the version that holds now. */
	number: z.int(),
	/** Members who took it, each counted once a day. */
	downloads: z.int(),
	author: Byline,
	tags: z.array(TagLink),
	createdAt: z.date(),
	updatedAt: z.date(),
	mayEdit: z.boolean(),
	version: z.int(),
});
export type DocumentCard = z.infer<typeof DocumentCard>;

/** A document apart from its library, with the space that has it. */
export const TaggedDocument = DocumentCard.extend({
	space: z.strictObject({ slug: z.string(), name: z.string(), icon: z.string() }),
});
export type TaggedDocument = z.infer<typeof TaggedDocument>;

export const DocumentVersion = z.strictObject({
	number: z.int(),
	fileName: z.string(),
	bytes: z.int(),
	/** Null for somebody the viewer does not meet. */
	by: z.strictObject({ handle: z.string(), name: z.string() }).nullable(),
	restoredFrom: z.int().nullable(),
	createdAt: z.date(),
});
export type DocumentVersion = z.infer<typeof DocumentVersion>;

export const DocumentView = z.strictObject({
	document: DocumentCard,
	/** Newest first. */
	versions: z.array(DocumentVersion),
});
export type DocumentView = z.infer<typeof DocumentView>;

export const DeletedDocument = z.strictObject({
	...{ id: z.uuid(), title: z.string(), fileName: z.string(), deletedAt: z.date() },
});
export type DeletedDocument = z.infer<typeof DeletedDocument>;

/** Where the bytes of a document are. */
export const Download = z.strictObject({ fileId: z.uuid() });
export type Download = z.infer<typeof Download>;

export const DocumentsGone = z.strictObject({ documents: z.int() });
export type DocumentsGone = z.infer<typeof DocumentsGone>;

export const LibraryJob = z.strictObject({ communityId: z.string() });
