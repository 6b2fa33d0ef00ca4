import type { Domain } from '../domain.ts';
import { tagsEvents } from './tags.events.ts';
import { tagsPermissions, tagsPolicy } from './tags.policy.ts';
import { tagsRouter } from './tags.router.ts';

export { alignTags, hasTag, tagsColumn, untagExamples } from './tagging.queries.ts';
export {
	documentsMarked,
	documentTagsColumn,
	hasTagMarks,
	recountDocuments,
	tagMark,
} from './document-tags.queries.ts';
export { dropTags, putTags, tagsFor, tagsOf } from './file-tags.ts';
export { followTags } from './follow-tag.ts';
export { namedTags, tagIdsOf, tagsLike, tagsMeant } from './look-up.ts';
export { tagDocument, UNTAGGED, wordsForTags, type TagWords } from './tag-document.ts';
export { checkTags, tagPost } from './tag-post.ts';
export { followedTagIds } from './tags.queries.ts';

export const tags = {
	router: tagsRouter,
	policy: tagsPolicy,
	permissions: tagsPermissions,
	events: tagsEvents,
} as const satisfies Domain;
