import { m } from '#lib/paraglide/messages.js';

/** How much has a tag; documents are named where there are any. */
export function tagCounts({
	postCount,
	documentCount,
}: {
	postCount: number;
	documentCount: number;
}) {
	const documents = documentCount > 0 ? [m.tag_document_count({ count: documentCount })] : [];
	const posts =
		postCount > 0 || documentCount === 0 ? [m.tag_post_count({ count: postCount })] : [];
	return [...posts, ...documents].join(' · ');
}
