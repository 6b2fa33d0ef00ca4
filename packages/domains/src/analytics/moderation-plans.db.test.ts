import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCommunity } from '@kith/testing/test-community';
import { strongAs } from '@kith/testing/test-desks';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { plansOf } from '@kith/testing/test-plans';
import { learnTables } from '@kith/testing/test-statistics';
import { readModeration } from './read-moderation.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

test('of years of decisions only the days that are looked at are read, by keys', async () => {
	const here = await createTestCommunity(installation);
	const keeper = await here.member('moderator', 'Mo Keeps');
	const { owner } = installation;
	const schema = `c_${here.id}`;
	const spaceId = (await here.as(keeper)).grants.spaces.postable[0];
	await owner.query(
		`insert into ${schema}.submissions (id, kind, state, author_id, space_id, body, sent_at, held_at, decided_at, first_decided_at)
		select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'post', 'published', $1, $2, '{}',
			now() - n * interval '1 hour', now() - n * interval '1 hour', now() - n * interval '50 minutes', now() - n * interval '50 minutes'
		from generate_series(1, 30000) as n`,
		[keeper.memberId, spaceId],
	);
	await owner.query(
		`insert into ${schema}.audit_entries (number, at, action, actor_kind, member_id, target_kind, target_id, actor_digest, details_digest, hash)
		select 100000 + n, now() - n * interval '50 minutes',
			case when n % 3 = 0 then 'posts.pinned' else 'submissions.approved' end, 'member', $1, 'submission',
			'00000000-0000-7000-8000-' || lpad(n::text, 12, '0'), '', '', ''
		from generate_series(1, 30000) as n`,
		[keeper.memberId],
	);
	await learnTables(owner, schema, ['submissions', 'audit_entries', 'members']);
	const ctx = await strongAs(installation, here, keeper);
	const plans = await plansOf(ctx.db, (db) => readModeration({ ...ctx, db }, { days: 28 }));
	expect(plans.length).toBe(7);
	for (const plan of plans) expect(plan).not.toMatch(/Seq Scan (?:submissions|audit_entries)/);
	expect(plans.join('\n')).toMatch(/audit_entries_pkey/);
	expect(plans.join('\n')).toMatch(/submissions_queue_idx/);
});
