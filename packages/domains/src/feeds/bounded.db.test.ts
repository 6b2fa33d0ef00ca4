import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { rowsTouched, statementOf } from '@kith/testing/test-plans';
import { fillWithTags } from '@kith/testing/test-tags';
import type { CommunityContext } from '../context.ts';
import { followedPosts } from './feeds.queries.ts';
import { DEFAULT_WEIGHTS } from './feeds.schema.ts';
import { rankedPosts } from './ranking.queries.ts';
import { readerOf } from './reader.ts';
import { membersToMeet } from './suggestions.queries.ts';

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

test('the statements are these', () => {
	for (const statement of [ranking(true), ranking(false), meeting(true), meeting(false)])
		expect(statementOf(statement)).toMatchSnapshot();
});
