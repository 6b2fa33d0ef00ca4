import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { adoptGrants } from './rows.queries.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

test('what a sign-in gave, everywhere and in a space, is the community’s own where that does not come along', async () => {
	const { memberId } = await here.member('member', 'Mia Moved');
	const { roles, spaces } = (await here.as(null)).snapshot;
	const roleOf = (key: string) => roles.find((role) => role.key === key)?.id ?? '';
	const spaceId = spaces[0]?.id ?? '';
	const [everywhere, inSpace] = [
		{ memberId, roleId: roleOf('moderator') },
		{ memberId, roleId: roleOf('space_admin'), spaceId },
	];
	for (const source of ['manual', `sso:${newId()}`, `sso:${newId()}`]) {
		await here.db
			.insertInto('memberRoles')
			.values({ ...everywhere, source })
			.execute();
		if (source === 'manual') continue;
		await here.db
			.insertInto('scopedRoles')
			.values({ ...inSpace, source })
			.execute();
	}
	const client = await installation.owner.connect();
	try {
		await adoptGrants(client, here.id, ['manual', 'onboarding']);
	} finally {
		client.release();
	}
	const sources = (table: 'memberRoles' | 'scopedRoles') =>
		here.db
			.selectFrom(table)
			.select(['roleId', 'source'])
			.where('memberId', '=', memberId)
			.execute();
	expect(await sources('memberRoles')).toEqual([{ roleId: everywhere.roleId, source: 'manual' }]);
	expect(await sources('scopedRoles')).toEqual([{ roleId: inSpace.roleId, source: 'manual' }]);
});
