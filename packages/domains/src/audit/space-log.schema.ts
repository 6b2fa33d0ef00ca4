import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { AuditFilter, type AuditNoun } from './audit.schema.ts';

/** The kinds of deeds in a space, by what was acted on. */
export const SPACE_LOG_KINDS = {
	posts: ['posts', 'announcements', 'answers', 'ideas', 'polls', 'submissions', 'versions'],
	comments: ['comments'],
	files: ['documents', 'folders'],
	members: ['members'],
	space: ['spaces', 'roles'],
} as const satisfies Readonly<Record<string, readonly AuditNoun[]>>;
export const SpaceLogKind = z.enum(['posts', 'comments', 'files', 'members', 'space']);
export type SpaceLogKind = z.infer<typeof SpaceLogKind>;

/** Which entries of the log of a space are wanted; nothing named: all. */
export const SpaceLogFilter = AuditFilter.omit({ action: true }).extend({
	kind: SpaceLogKind.nullish(),
});
export type SpaceLogFilter = z.infer<typeof SpaceLogFilter>;

export const ListSpaceLog = PageInput.extend(SpaceLogFilter.shape).extend({ spaceId: z.uuid() });
export type ListSpaceLog = z.infer<typeof ListSpaceLog>;
