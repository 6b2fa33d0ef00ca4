import { inOrder } from '../../src/migration.ts';
import { feeds } from './0007-feeds.ts';
import { commentsByPost } from './0009-comments-by-post.ts';
import { members } from './0001-members.ts';
import { posts } from './0003-posts.ts';
import { reading } from './0008-reading.ts';
import { search } from './0004-search.ts';
import { spaces } from './0002-spaces.ts';
import { tags } from './0006-tags.ts';
import { uploads } from './0005-uploads.ts';

/** Every step of a community's schema, oldest first; append only. */
export const communityMigrations = inOrder([
	members,
	spaces,
	posts,
	search,
	uploads,
	tags,
	feeds,
	reading,
	commentsByPost,
]);
