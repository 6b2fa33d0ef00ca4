import { inOrder } from '../../src/migration.ts';
import { lifecycle } from './0005-lifecycle.ts';
import { members } from './0001-members.ts';
import { posts } from './0003-posts.ts';
import { search } from './0004-search.ts';
import { spaces } from './0002-spaces.ts';

/** Every step of a community's schema, oldest first; append only. */
export const communityMigrations = inOrder([members, spaces, posts, search, lifecycle]);
