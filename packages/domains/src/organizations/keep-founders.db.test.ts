import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { latestAddressCode, latestCode } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff, openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from '../context.ts';
import { communityCaller, jobs, platformCaller } from '../index.ts';
import { createPlatformContext } from '../platform-context.ts';
import { alignStaff } from './align-staff.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const newEmail = () => `${newId()}@example.org`;

const platform = async (browser: RequestFacts) =>
	platformCaller(await createPlatformContext(installation.services, browser));

async function staffBrowser(email: string): Promise<RequestFacts> {
	const browser = openBrowser();
	await (await platform(browser)).identity.requestCode({ email });
	const code = await latestCode(installation, 'platform', email);
	await (await platform(browser)).identity.signInWithCode({ email, code });
	return browser;
}

/** Gives staff another address, and does what that asks for. */
async function move(browser: RequestFacts, email: string): Promise<void> {
	await (await platform(browser)).identity.requestAddress({ email });
	const code = await latestAddressCode(installation, 'platform', email);
	await (await platform(browser)).identity.changeAddress({ code });
	const { rows } = await installation.owner.query<{ payload: { payload: object } }>(
		`select payload from streams.outbox where payload->>'name' = 'keep-founders' order by id`,
	);
	for (const { payload } of rows)
		await jobs.get('keep-founders')?.run(installation.services, payload.payload);
}

/** Takes the organization from who founded it; returns whether they still own the community. */
async function ownsAfterLeaving({ db, community, staffId }: TestCommunity, memberId: string) {
	const { organizationId } = community;
	await installation.services.platform
		.deleteFrom('organizationStaff')
		.where('staffId', '=', staffId)
		.execute();
	await alignStaff(installation.services, { organizationId, staffId, wasOwner: true });
	const held = db
		.selectFrom('memberRoles')
		.innerJoin('roles', 'roles.id', 'memberRoles.roleId')
		.select('roles.key')
		.where('memberId', '=', memberId);
	return (await held.execute()).some(({ key }) => key === 'owner');
}

test('staff sign in by their new address, and by the old one as somebody else', async () => {
	const { staffId, email } = await createTestStaff(installation);
	const [browser, elsewhere] = [await staffBrowser(email), await staffBrowser(email)];
	const after = newEmail();
	await move(browser, after);
	expect(await (await platform(browser)).identity.me()).toMatchObject({
		...{ id: staffId, email: after },
	});
	expect(await (await platform(elsewhere)).identity.me()).toBeNull();
	const again = await (await platform(await staffBrowser(after))).identity.me();
	expect(again?.id).toBe(staffId);
	const other = await (await platform(await staffBrowser(email))).identity.me();
	expect(other?.id).not.toBe(staffId);
});

test('of an address that other staff have, no code is right', async () => {
	const { email: taken } = await createTestStaff(installation);
	const { staffId } = await createTestStaff(installation);
	const { identity } = platformCaller(await asStaff(installation, staffId));
	expect(await outcomeOf(identity.requestAddress({ email: taken }))).toBe('done');
	const code = await latestAddressCode(installation, 'platform', taken);
	expect(await outcomeOf(identity.changeAddress({ code }))).toBe('identity.bad_code');
});

test('who founded a community gives it back with the organization, whichever address they changed', async () => {
	for (const where of ['studio', 'community'] as const) {
		const here = await createTestCommunity(installation);
		const founder = await founderOf(here);
		const email = newEmail();
		if (where === 'studio') await move(await staffBrowser(here.ownerEmail), email);
		else {
			const { identity } = communityCaller(await here.as(founder));
			await identity.requestAddress({ email });
			const code = await latestAddressCode(installation, here.id, email);
			await identity.changeAddress({ code });
		}
		installation.services.snapshots.drop(here.id);
		expect(await ownsAfterLeaving(here, founder.memberId)).toBe(false);
	}
});

test('the account in a community keeps its address when the one in the studio changes', async () => {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	await move(await staffBrowser(here.ownerEmail), newEmail());
	const row = here.db.selectFrom('authUsers').select('email').where('id', '=', founder.userId);
	expect(await row.executeTakeFirst()).toEqual({ email: here.ownerEmail });
});
