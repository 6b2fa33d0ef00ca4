import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { rowsTouched, statementOf } from '@kith/testing/test-plans';
import { fillWithTags } from '@kith/testing/test-tags';
import type { CommunityContext } from '../context.ts';
import { followedPosts, latestInFeed } from './feeds.queries.ts';
import { DEFAULT_WEIGHTS } from './feeds.schema.ts';
import { rankedPosts } from './ranking.queries.ts';
import { readerOf } from './reader.ts';
import { membersToMeet } from './suggestions.queries.ts';
import { topOfAll, topSince } from './top.queries.ts';

/** What one page may read of thirty thousand posts, all joins counted. */
const MOST = 40_000;

let installation: TestInstallation;
let reader: CommunityContext;

beforeAll(async () => {
	installation = await createTestInstallation();
	const here = await createTestCommunity(installation);
	const authorIds: string[] = [];
	for (const name of ['Mia', 'Noa', 'Ole', 'Pia'])
		authorIds.push((await here.member('member', name)).memberId);
	reader = await here.as(await here.member('member', 'Rea'));
	const spaceId = reader.grants.spaces.readable[0] ?? '';
	const where = { communityId: here.id, spaceId, authorIds };
	const every = await fillWithTags(installation, where);
	const { memberId } = reader.grants;
	await here.db
		.insertInto('tagFollows')
		.values({ memberId, tagId: every(7), createdAt: installation.clock.now() })
		.execute();
	const quiet = await here.member('member', 'Quinn');
	const createdAt = installation.clock.now();
	const follow = { memberId, targetId: quiet.memberId, kind: 'follow' as const, createdAt };
	await here.db.insertInto('relations').values(follow).execute();
	await here.db
		.insertInto('spaceVisits')
		.columns(['memberId', 'spaceId', 'seenAt', 'followedAt'])
		.expression((eb) =>
			eb
				.selectFrom('spaces')
				.select([eb.val(memberId).as('memberId'), 'id'])
				.select([eb.val(createdAt).as('seenAt'), eb.val(createdAt).as('followedAt')])
				.where('id', '<>', spaceId),
		)
		.execute();
	await installation.owner.query(
		`insert into c_${here.id}.reactions (subject_id, member_id, emoji, subject_kind, created_at)
		select id, $1, '👍', 'post', created_at from c_${here.id}.posts`,
		[memberId],
	);
	await installation.owner.query(`analyze c_${here.id}.reactions`);
}, 120_000);
afterAll(() => installation.close());

const learning = () => ({ memberId: reader.grants.memberId, since: new Date(0) });
const ranking = (isOn: boolean, db = reader.db) =>
	rankedPosts(db, {
		...{ ability: reader.ability, reader: readerOf(reader), weights: DEFAULT_WEIGHTS, shown: [] },
		...{ learning: isOn ? learning() : null, asOf: '2027-01-01T00:00:00.000Z', limit: 100 },
	});
const meeting = (isOn: boolean, db = reader.db) =>
	membersToMeet(
		db,
		{ ability: reader.ability, reader: readerOf(reader) },
		{
			...{ keys: [], dismissed: [], since: new Date(0), limit: 4 },
			learning: isOn ? learning() : null,
		},
	);

test.for([true, false])(
	'who did a lot among thirty thousand posts is ranked for and suggested to with bounded work (learning: %s)',
	async (isOn) => {
		await reader.db.transaction().execute(async (tx) => {
			// As in a community so big that reading a whole table is out of the question.
			await sql`set local enable_seqscan = off`.execute(tx);
			expect(await rowsTouched(ranking(isOn, tx))).toBeLessThanOrEqual(MOST);
			expect(await rowsTouched(meeting(isOn, tx))).toBeLessThanOrEqual(MOST);
		});
	},
);

test('following somebody and a space with nothing costs no walk through what others wrote', async () => {
	const feed = followedPosts(reader.db, {
		...{ ability: reader.ability, reader: readerOf(reader), limit: 20, after: null },
		...{ spaceId: undefined, kind: undefined, state: undefined },
	});
	// The twenty posts under the tag that is followed, and what stands around them.
	expect(await rowsTouched(feed)).toBeLessThanOrEqual(500);
});

/** Reads as `reader`, who muted the space that holds nearly everything. */
const quiet = () => {
	const { ability, grants } = reader;
	const avoided = { ...grants.avoided, spaces: grants.spaces.readable.slice(0, 1) };
	const listing = { ability, reader: readerOf({ ...reader, grants: { ...grants, avoided } }) };
	const whole = { spaceId: undefined, kind: undefined, state: undefined };
	return { ...listing, ...whole, limit: 20, after: null };
};
const quietFeeds = {
	'For you': (db = reader.db) =>
		rankedPosts(db, {
			...{ ...quiet(), weights: DEFAULT_WEIGHTS, shown: [], learning: null },
			...{ asOf: '2027-01-01T00:00:00.000Z', limit: 100 },
		}),
	'who is worth meeting': (db = reader.db) =>
		membersToMeet(db, quiet(), {
			...{ keys: [], dismissed: [], since: new Date(0), limit: 4, learning: null },
		}),
	Latest: (db = reader.db) => latestInFeed(db, quiet()),
	'Top of the month': (db = reader.db) => {
		const now = installation.clock.now();
		return topSince(db, new Date(now.getTime() - 30 * 86_400_000), now, quiet());
	},
	'Top of all time': (db = reader.db) => topOfAll(db, quiet()),
};
test('a page is whole however many spaces it is taken from', async () => {
	const { readable } = reader.grants.spaces;
	const idsOf = async (spaces: string[] | null) => {
		const listing = { ...quiet(), limit: 50 };
		const rows = latestInFeed(reader.db, { ...listing, reader: { ...listing.reader, spaces } });
		return (await rows.execute()).map(({ id }) => id);
	};
	const many = [...readable, ...Array.from({ length: 600 }, () => newId())];
	expect(await idsOf(many)).toEqual(await idsOf(null));
});

test('the statements for who muted a space are these', () => {
	for (const name of ['Latest', 'Top of the month', 'Top of all time'] as const)
		expect(statementOf(quietFeeds[name]())).toMatchSnapshot();
});

test('the statements are these', () => {
	for (const statement of [ranking(true), ranking(false), meeting(true), meeting(false)])
		expect(statementOf(statement)).toMatchSnapshot();
});

describe('in a space that wakes once for a while, beside one that is never silent', () => {
	beforeAll(async () => {
		const schema = `c_${reader.community.id}`;
		const [, second] = reader.grants.spaces.readable;
		for (const table of ['posts', 'post_tags'])
			await installation.owner.query(
				`update ${schema}.${table} set space_id = $1
				where ${table === 'posts' ? 'created_at' : 'shown_at'} < now() - interval '140 days'`,
				[second],
			);
		await installation.owner.query(
			`insert into ${schema}.post_scores (post_id, space_id, day, score)
			select id, space_id, (created_at at time zone 'UTC')::date,
				case when space_id = $1 then 1 else 3 end from ${schema}.posts`,
			[second],
		);
		await installation.owner.query(`analyze ${schema}.posts, ${schema}.post_scores`);
	});

	test.for([
		...([['For you', MOST]] as const),
		...([['who is worth meeting', MOST]] as const),
		...([['Latest', 500]] as const),
		...([['Top of the month', 1000]] as const),
		...([['Top of all time', 500]] as const),
	])('%s walks through nothing of a muted one', async ([name, most]) => {
		await reader.db.transaction().execute(async (tx) => {
			await sql`set local enable_seqscan = off`.execute(tx);
			expect(await rowsTouched(quietFeeds[name](tx))).toBeLessThanOrEqual(most);
		});
	});
});
