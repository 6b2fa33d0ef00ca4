import fc from 'fast-check';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { countAll } from '@kith/testing/test-analytics';
import { createTestCommunity } from '@kith/testing/test-community';
import type { TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { addDays, addMembers } from './analytics.queries.ts';
import type { Report, ReportName } from './analytics.schema.ts';
import { dayAfter, dayOf } from './days.ts';
import type { MemberDay, MemberFirsts } from './sum-up.ts';

export type Person = {
	joinedAgo: number;
	origin: string;
	isInvited: boolean;
	isStaff: boolean;
	isPersonal: boolean;
	gaps: number[];
};

const MOST_PEOPLE = 80;
const NOTHING_FIRST = {
	...{ welcomedOn: null, contributedOn: null, paidOn: null, touchedAt: null },
	...{ campaign: '', landing: '' },
};
const NOTHING_DONE = { posts: 0, comments: 0, reactions: 0, others: 0 };

/** People who joined within a little more than a year, and come by in their way. */
export const people = fc.array(
	fc.record({
		joinedAgo: fc.integer({ min: 0, max: 380 }),
		origin: fc.constantFrom('', '', 'news.example', 'talk.example', 'rare.example', 'odd.example'),
		isInvited: fc.boolean(),
		isStaff: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
		isPersonal: fc.integer({ min: 0, max: 9 }).map((one) => one > 0),
		/** Days from one visit to the next. */
		gaps: fc.array(fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 20, max: 40 })), {
			maxLength: 14,
		}),
	}),
	{ minLength: 30, maxLength: MOST_PEOPLE },
);

/** A community whose people can be put in place of those who were there before. */
export async function openPlace(installation: TestInstallation) {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	await countAll(await here.as(founder));
	const today = dayOf(installation.clock.now(), 'UTC');
	const ids: string[] = [];
	for (let index = 0; index < MOST_PEOPLE; index += 1)
		ids.push((await here.member('member', `Somebody ${index}`)).memberId);
	async function fill(all: readonly Person[]): Promise<void> {
		await here.db.deleteFrom('analyticsDays').execute();
		await here.db.deleteFrom('analyticsMembers').execute();
		const members: MemberFirsts[] = [];
		const days: MemberDay[] = [];
		const impersonal: string[] = [];
		for (const [index, { gaps, joinedAgo, isPersonal, ...one }] of all.entries()) {
			const memberId = ids[index] ?? '';
			const joinedOn = dayAfter(today, -joinedAgo);
			members.push({ ...NOTHING_FIRST, ...one, memberId, joinedOn });
			if (!isPersonal) impersonal.push(memberId);
			let day = joinedOn;
			for (const gap of gaps) {
				day = dayAfter(day, gap);
				if (day > today) break;
				days.push({ ...NOTHING_DONE, memberId, day, isStaff: one.isStaff, visits: 1 });
			}
		}
		await addMembers(here.db, members).execute();
		await addDays(here.db, days).execute();
		await here.db.updateTable('members').set({ isPersonal: true }).execute();
		const hidden = here.db.updateTable('members').set({ isPersonal: false });
		await hidden.where('id', 'in', [newId(), ...impersonal]).execute();
	}
	async function read(name: ReportName, withStaff: boolean): Promise<Report['rows']> {
		const { analytics } = communityCaller(await here.as(founder));
		return (await analytics.report({ name, days: 28, withStaff })).rows;
	}
	return { today, fill, read };
}
