import fc from 'fast-check';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { countAll } from '@kith/testing/test-analytics';
import { createTestCommunity } from '@kith/testing/test-community';
import { spaceFields } from '@kith/testing/test-content';
import type { TestInstallation } from '@kith/testing/test-installation';
import { createSpace } from '@kith/testing/test-verbs';
import { communityCaller } from '../index.ts';
import { EVERYBODY } from '../roster/roster.schema.ts';
import { addCounts, addDays, addMembers } from './analytics.queries.ts';
import { dayAfter, dayOf } from './days.ts';
import type { AskExplore } from './explore.schema.ts';
import type { Count } from './sum-up.ts';

export const ROLES = ['member', 'admin', 'moderator'] as const;
export const LABELS = ['Board', 'VIP', 'Speaker'] as const;
/** The roster is kept narrowed by this label. */
export const KEPT_LABEL = 'VIP';

const MOST_PEOPLE = 40;
/** All that is told lies in so many days. */
const REACH = 60;
const few = fc.integer({ min: 0, max: 3 });

const day = fc.record({
	...{
		ago: fc.integer({ min: 0, max: REACH }),
		isStaff: fc.constantFrom(false, false, false, true),
	},
	...{ visits: few, posts: few, comments: few, reactions: few },
});
const person = fc.record({
	joinedAgo: fc.integer({ min: 0, max: REACH }),
	/** So many days after joining the first text came; never, or before that. */
	wroteAfter: fc.option(fc.integer({ min: -3, max: 20 })),
	origin: fc.constantFrom('', '', 'news.example', 'news.example', 'talk.example', 'rare.example'),
	campaign: fc.constantFrom('', 'spring', 'autumn'),
	...{ isInvited: fc.boolean(), isStaff: fc.constantFrom(false, false, false, true) },
	isPersonal: fc.constantFrom(true, true, true, true, false),
	/** Those that they hold beside the ordinary one. */
	roles: fc.subarray(['admin', 'moderator']),
	labels: fc.subarray([...LABELS]),
	days: fc.uniqueArray(day, { maxLength: 12, selector: ({ ago }) => ago }),
});
export type Person = typeof person extends fc.Arbitrary<infer Value> ? Value : never;

const METRICS = [
	...(['visit', 'action', 'post', 'comment', 'reaction', 'vote', 'answer', 'solution'] as const),
	...(['follow', 'document', 'joined', 'left'] as const),
];
const sum = fc.record({
	metric: fc.constantFrom(...METRICS),
	source: fc.constantFrom('member', 'member', 'staff', 'bot', 'api', 'import'),
	ago: fc.integer({ min: 0, max: REACH }),
	dimension: fc.constantFrom('all' as const, 'space' as const, 'hour' as const),
	/** Which space, or which hour; the last two spaces are private, and gone. */
	at: fc.integer({ min: 0, max: 23 }),
	n: fc.integer({ min: 1, max: 9 }),
});
export type Sum = typeof sum extends fc.Arbitrary<infer Value> ? Value : never;

export const history = fc.record({
	people: fc.array(person, { minLength: 12, maxLength: MOST_PEOPLE }),
	sums: fc.array(sum, { maxLength: 60 }),
});
export type Told = { people: readonly Person[]; sums: readonly Sum[] };

/** A community in which anything can be told to have happened, in place of what was told before. */
export async function openExplorer(installation: TestInstallation) {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	const owner = await here.as(founder);
	await countAll(owner);
	const today = dayOf(installation.clock.now(), 'UTC');
	const { spaceId: openId } = await createSpace(owner, spaceFields('Yard'));
	const hall = { ...spaceFields('Hall'), visibility: 'private' as const };
	const { spaceId: hiddenId } = await createSpace(await here.as(founder), hall);
	installation.services.snapshots.drop(here.id);
	const spaces = [openId, hiddenId, newId()];
	const ids: string[] = [];
	for (let index = 0; index < MOST_PEOPLE; index += 1)
		ids.push((await here.member('member', `Somebody ${index}`)).memberId);
	const segmentId = newId();
	const filter = { ...EVERYBODY, labels: [KEPT_LABEL] };
	const { roster } = communityCaller(await here.as(founder));
	for (const label of LABELS) await roster.changeLabels({ memberId: ids[0] ?? '', add: [label] });
	await roster.saveSegment({ id: segmentId, name: 'Very important', filter });

	async function fill({ people, sums }: Told): Promise<void> {
		const { db } = here;
		for (const table of ['analyticsCounts', 'analyticsDays', 'analyticsMembers'] as const)
			await db.deleteFrom(table).execute();
		await db.deleteFrom('memberRoles').where('memberId', 'in', ids).execute();
		await db.updateTable('members').set({ labels: [] }).where('id', 'in', ids).execute();
		const { snapshot } = await here.as(founder);
		for (const [index, { labels, isPersonal, roles }] of people.entries()) {
			const memberId = ids[index] ?? '';
			await db
				.updateTable('members')
				.set({ labels, isPersonal })
				.where('id', '=', memberId)
				.execute();
			for (const role of roles) {
				const { id = '' } = snapshot.roles.find(({ key }) => key === role) ?? {};
				await db.insertInto('memberRoles').values({ memberId, roleId: id }).execute();
			}
		}
		await addMembers(
			db,
			people.map((one, index) => ({
				...{ memberId: ids[index] ?? '', isStaff: one.isStaff, isInvited: one.isInvited },
				joinedOn: dayAfter(today, -one.joinedAgo),
				contributedOn:
					one.wroteAfter === null ? null : dayAfter(today, one.wroteAfter - one.joinedAgo),
				...{ welcomedOn: null, paidOn: null, touchedAt: null, landing: '' },
				...{ origin: one.origin, campaign: one.campaign },
			})),
		).execute();
		const days = people.flatMap((one, index) =>
			one.days.map(({ ago, ...done }) => ({
				...{ ...done, memberId: ids[index] ?? '', day: dayAfter(today, -ago), others: 0 },
			})),
		);
		if (days.length > 0) await addDays(db, days).execute();
		for (const one of sums) await addCounts(db, [countOf(one)]).execute();
	}
	const countOf = ({ metric, source, ago, dimension, at, n }: Sum): Count => ({
		...{ metric, source, dimension, n, day: dayAfter(today, -ago) },
		value: { all: '', space: spaces[at % 3] ?? '', hour: String(at).padStart(2, '0') }[dimension],
	});
	const nameOf = (key: string) => owner.snapshot.roles.find((role) => role.key === key)?.name ?? '';
	const ask = async (asked: Partial<AskExplore>, who = founder) =>
		communityCaller(await here.as(who)).analytics.explore(asked);
	return { here, founder, today, segmentId, fill, ask, nameOf };
}
