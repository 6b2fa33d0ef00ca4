import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { DEFAULT_LIFE } from '../submissions/submissions.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const waitingFor = async (role: string) =>
	communityCaller(
		await here.as(await here.member(role, `N ${newId().slice(-10)}`)),
	).desks.waiting();

test('who decides is told how much waits for them, and nobody else of anything', async () => {
	const owner = await here.as(await here.member('owner', 'Otto Owner'));
	const rule = { spaceId: null, kind: null, roleKey: 'member' } as const;
	await communityCaller(owner).approval.saveSettings({ rules: [rule], life: DEFAULT_LIFE });
	for (const name of ['Pia', 'Paul', 'Pola']) await here.member('member', name, 'pending');
	const author = await here.as(await here.member('member', 'Mia Member'));
	const [spaceId = '', other = ''] = author.grants.spaces.postable;
	for (const at of [spaceId, spaceId, other])
		await communityCaller(author).posts.publish({
			...{ id: newId(), spaceId: at, title: 'Held', body: words('Held') },
		});
	expect(await waitingFor('owner')).toEqual({ requests: 3, submissions: 3 });
	expect(await waitingFor('moderator')).toEqual({ requests: null, submissions: 3 });
	expect(await waitingFor('member')).toEqual({ requests: null, submissions: null });
	const visitor = communityCaller(await here.as(null));
	expect(await visitor.desks.waiting()).toEqual({ requests: null, submissions: null });

	const helper = await here.member('member', 'Hal Helper');
	const roleId = owner.snapshot.roles.find(({ key }) => key === 'space_admin')?.id ?? '';
	await communityCaller(owner).roles.give({ memberId: helper.memberId, roleId, spaceId: other });
	expect(await communityCaller(await here.as(helper)).desks.waiting()).toEqual({
		...{ requests: null, submissions: 1 },
	});
});
