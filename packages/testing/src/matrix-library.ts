import { newId } from '@kith/kernel/ids';
import type { CommunityContext } from '@kith/domains/context';
import type { Stage } from './matrix-stage.ts';
import { INSIDE, KEEPERS, type Cases } from './matrix-who.ts';
import { uploadedBy } from './test-uploads.ts';

const space = ({ librarySpaceId: spaceId }: Stage) => ({ spaceId });
const document = (stage: Stage) => stage.document();
/** Nobody gets an upload who may not upload. */
const upload = (ctx: CommunityContext) => uploadedBy(ctx).catch(() => ({ fileId: newId() }));

/** The procedures of libraries, called on what a member added. */
export const LIBRARY_CASES: Cases = {
	'library.tree': { allowed: INSIDE, input: space },
	'library.list': { allowed: INSIDE, input: (stage) => ({ ...space(stage), folderId: null }) },
	'library.tagged': { allowed: INSIDE, input: () => ({ tagId: newId() }) },
	'library.get': { allowed: INSIDE, input: document },
	'library.deleted': { allowed: INSIDE, input: space },
	'library.download': { allowed: INSIDE, input: document },
	'library.add': {
		allowed: INSIDE,
		input: async (stage, ctx) => ({
			...{ id: newId(), ...space(stage), folderId: null, ...(await upload(ctx)) },
		}),
	},
	'library.edit': {
		allowed: KEEPERS,
		input: async (stage) => ({
			...{ ...(await stage.document()), version: 1, title: 'Changed', description: '' },
		}),
	},
	'library.move': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.document()), folderId: null }),
	},
	'library.delete': { allowed: KEEPERS, input: document },
	'library.restore': {
		allowed: KEEPERS,
		input: async (stage) => {
			const deleted = await stage.document();
			const change = stage.here.db.updateTable('documents').set({ deletedAt: new Date() });
			await change.where('id', '=', deleted.documentId).execute();
			return deleted;
		},
	},
	'library.addVersion': {
		allowed: KEEPERS,
		input: async (stage, ctx) => ({ ...(await stage.document()), ...(await upload(ctx)) }),
	},
	'library.restoreVersion': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.document()), number: 1 }),
		outcome: 'library.holds_already',
	},
	'library.createFolder': {
		allowed: INSIDE,
		input: (stage) => ({ ...{ id: newId(), ...space(stage), folderId: null, name: newId() } }),
	},
	'library.renameFolder': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.libraryFolder()), name: newId() }),
	},
	'library.moveFolder': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.libraryFolder()), toFolderId: null }),
	},
	'library.deleteFolder': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.libraryFolder()), documents: 0 }),
	},
};
