import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { latestCode } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openBrowser } from '@kith/testing/test-staff';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const visit = (browser = openBrowser()) =>
	createCommunityContext(installation.services, here.community, browser);

/** Somebody whom a list brought in: a member who has still to come. */
async function staged(email: string): Promise<string> {
	const [userId, memberId] = [newId(), newId()];
	const person = { id: userId, email, name: 'Sam', emailVerified: false };
	await here.db.insertInto('authUsers').values(person).execute();
	const joinedAt = installation.clock.now();
	const member = {
		id: memberId,
		userId,
		handle: `sam-${memberId.slice(-6)}`,
		name: 'Sam',
		joinedAt,
	};
	await here.db
		.insertInto('members')
		.values({ ...member, status: 'staged' })
		.execute();
	return userId;
}

test('who was brought in comes in by a mailed code; what was tied to the address before is gone', async () => {
	const email = 'sam@list.example';
	const userId = await staged(email);
	const account = (providerId: string) => ({
		...{ id: newId(), userId, providerId, accountId: newId() },
		password: providerId === 'credential' ? 'somebody else’s' : null,
	});
	for (const kind of ['credential', 'scim:name'])
		await here.db.insertInto('authAccounts').values(account(kind)).execute();
	const browser = openBrowser();
	await communityCaller(await visit(browser)).identity.requestCode({ email });
	const code = await latestCode(installation, here.id, email);
	const wrong = communityCaller(await visit()).identity.signInWithCode({ email, code: '000000' });
	expect(await outcomeOf(wrong)).toBe('identity.bad_code');
	const proved = here.db.selectFrom('authUsers').select('emailVerified').where('id', '=', userId);
	expect(await proved.executeTakeFirst()).toEqual({ emailVerified: false });
	await communityCaller(await visit(browser)).identity.signInWithCode({ email, code });
	expect((await visit(browser)).viewer).toMatchObject({ standing: 'active', name: 'Sam' });
	expect(await proved.executeTakeFirst()).toEqual({ emailVerified: true });
	const left = here.db.selectFrom('authAccounts').select('providerId').where('userId', '=', userId);
	expect(await left.execute()).toEqual([{ providerId: 'scim:name' }]);
	// Once is once, as for everybody.
	const again = communityCaller(await visit()).identity.signInWithCode({ email, code });
	expect(await outcomeOf(again)).toBe('identity.bad_code');
});
