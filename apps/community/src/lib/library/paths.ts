import type { DocumentSort } from '@kith/domains/library/schema';

type Place = { folderId?: string | null; sort?: DocumentSort };

/** The address of a folder of a space's library, or of its top. */
export function folderPath(slug: string, { folderId, sort = 'newest' }: Place = {}): string {
	const query = new URLSearchParams();
	if (folderId) query.set('folder', folderId);
	if (sort !== 'newest') query.set('sort', sort);
	const search = query.toString();
	return `/s/${slug}/files${search && `?${search}`}`;
}

/** The address of a document's own page. */
export function documentPath(slug: string, documentId: string): string {
	return `/s/${slug}/files/${documentId}`;
}

/** Where a document is taken from: it is counted there, then sent. */
export function downloadPath(slug: string, documentId: string, number?: number): string {
	return `${documentPath(slug, documentId)}/download${number ? `?version=${number}` : ''}`;
}

type Target = { documentId: string } | { spaceId: string; folderId: string | null };

/** Where a plain form sends a file to; it leads back to `back`. */
export function formPath(target: Target, back: string): string {
	const query = new URLSearchParams(
		'documentId' in target
			? { documentId: target.documentId }
			: { spaceId: target.spaceId, folderId: target.folderId ?? '' },
	);
	query.set('back', back);
	return `/api/library?${query.toString()}`;
}
