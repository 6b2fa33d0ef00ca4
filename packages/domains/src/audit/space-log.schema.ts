import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import type { AuditNoun } from './audit.schema.ts';

/** The kinds of deeds in a space, by what was acted on. */
export const SPACE_LOG_KINDS = {
	posts: ['posts', 'answers', 'ideas', 'polls', 'submissions'],
	comments: ['comments'],
	files: ['documents', 'folders'],
	members: ['members'],
	space: ['spaces', 'roles'],
} as const satisfies Readonly<Record<string, readonly AuditNoun[]>>;
export const SpaceLogKind = z.enum(['posts', 'comments', 'files', 'members', 'space']);
export type SpaceLogKind = z.infer<typeof SpaceLogKind>;

export const ListSpaceLog = PageInput.extend({
	spaceId: z.uuid(),
	kind: SpaceLogKind.nullish(),
});
export type ListSpaceLog = z.infer<typeof ListSpaceLog>;
