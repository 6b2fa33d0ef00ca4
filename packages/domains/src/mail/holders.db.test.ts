import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { founderOf } from '@kith/testing/test-actors';
import { createRole } from '@kith/testing/test-verbs';
import { holdersOf } from './holders.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

test('who may do something is found behind however many who hold other roles', async () => {
	const here = await createTestCommunity(installation);
	const founder = await here.as(await founderOf(here));
	const { roleId } = await createRole(founder, { id: newId(), name: 'Supporter' });
	const { rows } = await installation.owner.query<{ id: string }>(
		`with people as (
			insert into c_${here.id}.auth_users (id, email, name, email_verified)
			select gen_random_uuid(), 's' || n || '@example.org', 'Supporter ' || n, true
			from generate_series(1, 600) n returning id, name
		), joined as (
			insert into c_${here.id}.members (id, user_id, handle, name, status, joined_at)
			select gen_random_uuid(), id, 's' || row_number() over (), name, 'active', now() - interval '9 years'
			from people returning id
		)
		insert into c_${here.id}.member_roles (member_id, role_id) select id, $1 from joined returning member_id as id`,
		[roleId],
	);
	expect(rows).toHaveLength(600);
	const ada = await here.member('admin', 'Ada Admin');
	const pending = await here.member('admin', 'Pia Pending', 'pending');
	const ctx = await here.as(ada);
	const ids = (await holdersOf(ctx, 'analytics:read', 50)).map(({ id }) => id);
	expect(ids).toContain(ada.memberId);
	expect(ids).not.toContain(pending.memberId);
	expect(rows.filter(({ id }) => ids.includes(id))).toEqual([]);
	expect(await holdersOf(ctx, 'analytics:read', 1)).toHaveLength(1);
	const among = [ada.memberId, pending.memberId, rows[0]?.id ?? ''];
	const some = await holdersOf(ctx, 'analytics:read', 50, among);
	expect(some.map(({ id }) => id)).toEqual([ada.memberId]);
	expect(await holdersOf(ctx, 'analytics:read', 50, [])).toEqual([]);
});
