import { createTestCommunity } from '@kith/testing/test-community';
import type { TestInstallation } from '@kith/testing/test-installation';
import { learnTables } from '@kith/testing/test-statistics';
import { fillWithTags } from '@kith/testing/test-tags';

/** A community with a thousand posts a day for a month, all of them saved and liked by who reads. */
export async function fillWithPosts(installation: TestInstallation) {
	const here = await createTestCommunity(installation);
	const who = await here.member('member', 'Rea');
	const reader = await here.as(who);
	const spaceId = reader.grants.spaces.readable[0] ?? '';
	const where = { communityId: here.id, spaceId, authorIds: [who.memberId] };
	const every = await fillWithTags(installation, where);
	const { owner } = installation;
	const schema = `c_${here.id}`;
	await owner.query(`update ${schema}.posts set created_at = now() - (now() - created_at) / 7`);
	await owner.query(
		`insert into ${schema}.post_scores (post_id, space_id, day, score)
		select id, space_id, (created_at at time zone 'UTC')::date, 1 + row_number() over (order by id) % 500
		from ${schema}.posts where created_at > now() - interval '1 year'`,
	);
	await owner.query(
		`insert into ${schema}.bookmarks (member_id, post_id, note, created_at)
		select $1, id, '', created_at from ${schema}.posts`,
		[who.memberId],
	);
	await owner.query(
		`insert into ${schema}.reactions (subject_id, member_id, emoji, subject_kind, created_at)
		select id, $1, '👍', 'post', created_at from ${schema}.posts`,
		[who.memberId],
	);
	await learnTables(owner, schema, ['posts', 'post_scores', 'bookmarks', 'reactions']);
	const newest = reader.db.selectFrom('posts').select('id').orderBy('createdAt', 'desc').limit(1);
	const postId = (await newest.executeTakeFirstOrThrow()).id;
	return { here, who, reader, spaceId, postId, every, schema };
}
