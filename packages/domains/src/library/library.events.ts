import * as z from 'zod';

const Subject = z.strictObject({ documentId: z.uuid(), spaceId: z.uuid() });

export const libraryEvents = {
	'library.document_added': { live: false, payload: Subject },
	'library.version_added': { live: false, payload: Subject.extend({ number: z.int() }) },
	'library.document_deleted': { live: false, payload: Subject },
	'library.document_restored': { live: false, payload: Subject },
	'library.folder_deleted': {
		live: false,
		payload: z.strictObject({ folderId: z.uuid(), spaceId: z.uuid(), documents: z.int() }),
	},
} as const;
