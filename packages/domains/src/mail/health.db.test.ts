import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityCaller } from '@kith/domains';
import { founderOf } from '@kith/testing/test-actors';
import { mailBounces } from '@kith/testing/test-bounces';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { deliveries } from '../deliveries/index.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const callerOf = async (who: Parameters<TestCommunity['as']>[0]) =>
	communityCaller(await here.as(who));

test('an admin sees since when mail bounces, has it go again, and the log says so', async () => {
	const ann = await here.member('member', 'Ann');
	const admin = await callerOf(await here.member('admin', 'Ada'));
	const { memberId } = ann;
	expect(await admin.mail.health({ memberId })).toBeNull();
	await mailBounces(here, memberId);
	expect(await admin.mail.health({ memberId })).toEqual({
		...{ reason: 'bounce', since: expect.any(Date) },
	});
	await admin.mail.resume({ memberId });
	await admin.mail.resume({ memberId });
	expect(await admin.mail.health({ memberId })).toBeNull();
	const { items } = await communityCaller(await here.as(await founderOf(here))).audit.list({
		...{ action: 'members.mail_resumed', cursor: null, limit: 10 },
	});
	expect(items).toMatchObject([
		{ target: { id: memberId }, details: { before: { reason: 'bounce' } } },
	]);
});

test('a member sees their own, and has mail go again; visitors hear that all is well', async () => {
	const bo = await here.member('member', 'Bo');
	await mailBounces(here, bo.memberId);
	const own = await callerOf(bo);
	expect(await own.mail.ownHealth()).toMatchObject({ reason: 'bounce' });
	expect(await (await callerOf(null)).mail.ownHealth()).toBeNull();
	const other = await callerOf(await here.member('moderator', 'Mo'));
	await expect(other.mail.health({ memberId: bo.memberId })).rejects.toThrow('permissions.denied');
	await own.mail.resumeOwn();
	expect(await own.mail.ownHealth()).toBeNull();
});

test('asking for a code answers alike, whether mail to the address bounces or not', async () => {
	const cy = await here.member('member', 'Cy');
	await mailBounces(here, cy.memberId);
	const visitor = await callerOf(null);
	const answers = [
		await visitor.identity.requestCode({ email: cy.email }),
		await visitor.identity.requestCode({ email: 'nobody@example.org' }),
	];
	expect(answers[0]).toEqual(answers[1]);
});

test('what is known of an address is forgotten when its owner leaves', async () => {
	const di = await here.member('member', 'Di');
	await mailBounces(here, di.memberId);
	const count = async () => {
		const { rows } = await installation.owner.query<{ count: number }>(
			'select count(*)::int as count from platform.mail_troubles where scope = $1',
			[here.id],
		);
		return rows[0]?.count ?? 0;
	};
	const before = await count();
	await (await callerOf(di)).members.leave({ contributions: 'anonymise' });
	const { rows } = await installation.owner.query<{ payload: unknown }>(
		`select payload->'payload' as payload from streams.outbox
			where type = 'jobs.requested' and payload->>'name' = 'forget-address'`,
	);
	expect(rows).toHaveLength(1);
	expect(JSON.stringify(rows)).not.toContain(di.email);
	await deliveries.jobs['forget-address'].run(installation.services, rows[0]?.payload);
	expect(await count()).toBe(before - 1);
});
