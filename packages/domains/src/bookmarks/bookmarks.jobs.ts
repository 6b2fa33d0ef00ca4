import type { Job } from '../domain.ts';
import { Reminder } from './bookmarks.schema.ts';
import { remindMember } from './remind-member.ts';

const sendReminder: Job = {
	run: (services, payload) => remindMember(services, Reminder.parse(payload)),
};

export const bookmarksJobs = { 'send-reminder': sendReminder } as const;
