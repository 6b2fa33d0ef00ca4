import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { addDocument } from './add-document.ts';
import { addVersion } from './add-version.ts';
import { moveLibraryFolder, renameLibraryFolder } from './arrange-folder.ts';
import { createLibraryFolder } from './create-folder.ts';
import { deleteDocument, restoreDocument } from './delete-document.ts';
import { deleteLibraryFolder } from './delete-folder.ts';
import { downloadDocument } from './download-document.ts';
import { editDocument } from './edit-document.ts';
import {
	AddDocument,
	AddVersion,
	CreateLibraryFolder,
	DeletedDocument,
	DeleteLibraryFolder,
	DocumentCard,
	DocumentRef,
	DocumentsGone,
	DocumentView,
	Download,
	DownloadDocument,
	EditDocument,
	LibraryFolderRef,
	LibraryTree,
	ListDocuments,
	MoveDocument,
	MoveLibraryFolder,
	RenameLibraryFolder,
	ListTaggedDocuments,
	SpaceOfLibrary,
	TaggedDocument,
	VersionRef,
} from './library.schema.ts';
import { moveDocument } from './move-document.ts';
import {
	getDocument,
	libraryTree,
	listDeleted,
	listDocuments,
	listTaggedDocuments,
} from './read-library.ts';
import { restoreVersion } from './restore-version.ts';

const pageOf = <T extends z.ZodType>(item: T) =>
	z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

export const libraryRouter = communityRouter({
	tree: communityProcedure
		.input(SpaceOfLibrary)
		.output(LibraryTree)
		.query(({ ctx, input }) => libraryTree(ctx, input)),
	list: communityProcedure
		.input(ListDocuments)
		.output(pageOf(DocumentCard))
		.query(({ ctx, input }) => listDocuments(ctx, input)),
	tagged: communityProcedure
		.input(ListTaggedDocuments)
		.output(pageOf(TaggedDocument))
		.query(({ ctx, input }) => listTaggedDocuments(ctx, input)),
	get: communityProcedure
		.input(DocumentRef)
		.output(DocumentView)
		.query(({ ctx, input }) => getDocument(ctx, input)),
	deleted: communityProcedure
		.input(SpaceOfLibrary)
		.output(z.array(DeletedDocument))
		.query(({ ctx, input }) => listDeleted(ctx, input)),
	add: communityProcedure
		.input(AddDocument)
		.output(DocumentRef)
		.mutation(({ ctx, input }) => addDocument(ctx, input)),
	edit: communityProcedure
		.input(EditDocument)
		.output(z.void())
		.mutation(({ ctx, input }) => editDocument(ctx, input)),
	move: communityProcedure
		.input(MoveDocument)
		.output(z.void())
		.mutation(({ ctx, input }) => moveDocument(ctx, input)),
	delete: communityProcedure
		.input(DocumentRef)
		.output(z.void())
		.mutation(({ ctx, input }) => deleteDocument(ctx, input)),
	restore: communityProcedure
		.input(DocumentRef)
		.output(z.void())
		.mutation(({ ctx, input }) => restoreDocument(ctx, input)),
	download: communityProcedure
		.input(DownloadDocument)
		.output(Download)
		.mutation(({ ctx, input }) => downloadDocument(ctx, input)),
	addVersion: communityProcedure
		.input(AddVersion)
		.output(VersionRef)
		.mutation(({ ctx, input }) => addVersion(ctx, input)),
	restoreVersion: communityProcedure
		.input(VersionRef)
		.output(VersionRef)
		.mutation(({ ctx, input }) => restoreVersion(ctx, input)),
	createFolder: communityProcedure
		.input(CreateLibraryFolder)
		.output(LibraryFolderRef)
		.mutation(({ ctx, input }) => createLibraryFolder(ctx, input)),
	renameFolder: communityProcedure
		.input(RenameLibraryFolder)
		.output(z.void())
		.mutation(({ ctx, input }) => renameLibraryFolder(ctx, input)),
	moveFolder: communityProcedure
		.input(MoveLibraryFolder)
		.output(z.void())
		.mutation(({ ctx, input }) => moveLibraryFolder(ctx, input)),
	deleteFolder: communityProcedure
		.input(DeleteLibraryFolder)
		.output(DocumentsGone)
		.mutation(({ ctx, input }) => deleteLibraryFolder(ctx, input)),
});
