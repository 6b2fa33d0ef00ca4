import type { Domain } from '../domain.ts';
import { bookmarksConsumers } from './bookmarks.consumers.ts';
import { bookmarksEvents } from './bookmarks.events.ts';
import { bookmarksJobs } from './bookmarks.jobs.ts';
import { bookmarksRouter } from './bookmarks.router.ts';

export const bookmarks = {
	router: bookmarksRouter,
	events: bookmarksEvents,
	jobs: bookmarksJobs,
	consumers: bookmarksConsumers,
} as const satisfies Domain;
