import type { Action, SubjectName } from './permission.ts';
import type { Permission } from './permissions.schema.ts';

const IDEA = { kind: 'idea' };
/** What a permission allows with a row of a space that somebody else made, in the words of the rules. */
export const BY_RULES: readonly [Permission, Action, SubjectName, object?][] = [
	['spaces:read', 'read', 'Space'],
	['spaces:manage', 'update', 'Space'],
	['posts:publish', 'create', 'Post'],
	['posts:moderate', 'moderate', 'Post'],
	['posts:feature', 'feature', 'Post'],
	['posts:approve', 'approve', 'Submission'],
	['comments:publish', 'comment', 'Post'],
	['comments:moderate', 'remove', 'Comment'],
	['reactions:react', 'react', 'Post'],
	['reactions:react', 'react', 'Comment'],
	['polls:vote', 'answer', 'Post'],
	['ideas:vote', 'vote', 'Post', IDEA],
	['ideas:manage', 'decide', 'Post', IDEA],
];
