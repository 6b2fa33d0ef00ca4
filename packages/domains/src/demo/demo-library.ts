import type { CommunityDb } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import type { CommunityIdentity } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { documentVector } from '../library/index.ts';
import { blobKey, EVERYBODY, storageKeyOf } from '../media/index.ts';
import type { Demo, DemoDocument } from '../templates/index.ts';
import {
	insertDocuments,
	insertFiles,
	insertFileUses,
	insertLibraryFolders,
	insertVersions,
	openLibraries,
	recountStorage,
} from './demo-library.queries.ts';

type Known = {
	memberIds: ReadonlyMap<string, string>;
	spaceIds: ReadonlyMap<string, string>;
};
const DAY_MS = 86_400_000;

/** Fills the libraries of a demo community, each document with the texts of its versions. */
export async function fillLibraries(
	services: Services,
	community: CommunityIdentity,
	tx: CommunityDb,
	{ demo, memberIds, spaceIds }: Known & { demo: Demo },
): Promise<void> {
	const documents = demo.library ?? [];
	if (documents.length === 0) return;
	const id = (ids: ReadonlyMap<string, string>, key: string) => ids.get(key) ?? '';
	const spaces = [...new Set(documents.map(({ space }) => id(spaceIds, space)))];
	await openLibraries(tx, spaces).execute();
	const folders = await makeFolders(services, tx, documents, { memberIds, spaceIds });
	for (const document of documents) {
		const rows = rowsOf(services, community, document, {
			db: tx,
			authorId: id(memberIds, document.author),
			spaceId: id(spaceIds, document.space),
			folderId: folders.get(folderKey(document)) ?? null,
		});
		await insertFiles(tx, rows.files).execute();
		await insertDocuments(tx, [rows.document]).execute();
		await insertVersions(tx, rows.versions).execute();
		await insertFileUses(tx, rows.uses).execute();
		for (const [index, file] of rows.files.entries())
			await services.blobs.put(
				blobKey(file.storageKey, 'original'),
				Buffer.from(document.versions[index] ?? ''),
				{ contentType: 'application/octet-stream' },
			);
	}
	await recountStorage(tx, EVERYBODY).execute();
}

const folderKey = ({ space, folder }: DemoDocument) => `${space}/${folder ?? ''}`;

async function makeFolders(
	services: Services,
	tx: CommunityDb,
	documents: readonly DemoDocument[],
	{ memberIds, spaceIds }: Known,
): Promise<Map<string, string>> {
	const inFolders = documents.filter(({ folder }) => folder !== undefined);
	const byKey = new Map(inFolders.map((document) => [folderKey(document), document]));
	const rows = [...byKey].map(([key, { space, folder, author }]) => ({
		key,
		row: {
			...{ id: newId(), spaceId: spaceIds.get(space) ?? '', parentId: null },
			...{ name: folder ?? '', authorId: memberIds.get(author) ?? '' },
			createdAt: services.clock.now(),
		},
	}));
	if (rows.length > 0)
		await insertLibraryFolders(
			tx,
			rows.map(({ row }) => row),
		).execute();
	return new Map(rows.map(({ key, row }) => [key, row.id]));
}

function rowsOf(
	{ clock }: Services,
	community: CommunityIdentity,
	{ fileName, title, description, downloads, daysAgo, versions }: DemoDocument,
	{ db, ...place }: { db: CommunityDb; authorId: string; spaceId: string; folderId: string | null },
) {
	const documentId = newId();
	const { authorId, spaceId } = place;
	const step = daysAgo / versions.length;
	const dates = versions.map(
		(_, index) => new Date(clock.now().getTime() - (daysAgo - index * step) * DAY_MS),
	);
	const files = versions.map((text, index) => {
		const id = newId();
		const createdAt = dates[index] ?? clock.now();
		return {
			...{ id, ownerId: authorId, purpose: 'post', spaceId, name: fileName, kind: 'file' },
			...{ mime: 'application/octet-stream', bytes: Buffer.byteLength(text), width: 0, height: 0 },
			...{ storageKey: storageKeyOf(community.id, id), attachedAt: createdAt, createdAt },
		};
	});
	const words = { title, description, fileName };
	const fileId = files.at(-1)?.id ?? '';
	const search = documentVector(community.locale, { ...words, fileId }, { db, authorId });
	const times = { createdAt: dates[0] ?? clock.now(), updatedAt: dates.at(-1) ?? clock.now() };
	return {
		files,
		document: {
			...{ id: documentId, ...place, ...words, ...times, search, downloads },
			number: versions.length,
		},
		versions: files.map((file, index) => ({
			...{ documentId, number: index + 1, fileId: file.id, memberId: authorId },
			createdAt: file.createdAt,
		})),
		uses: files.map((file) => ({ fileId: file.id, subjectId: documentId })),
	};
}
