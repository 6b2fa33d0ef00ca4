import { afterAll, beforeAll, expect, test } from 'vitest';
import { streamsOf } from '@kith/db/handles';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createJobContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { mail as letters } from './index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let admin: Awaited<ReturnType<TestCommunity['member']>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, { name: 'Harbour Choir' });
	admin = await here.member('admin', 'Ada');
});
afterAll(() => installation.close());

/** What was told of somebody, handed on twice, as the relay may. */
async function deliver(type: string, memberId: string): Promise<void> {
	const ctx = await createJobContext(installation.services, here.community, 'test');
	const events = await streamsOf(here.db)
		.selectFrom('outbox')
		.selectAll()
		.where('type', '=', type)
		.execute();
	const event = events.find(({ payload }) => Object(payload).memberId === memberId);
	if (!event) throw new Error(`nothing was told: ${type}`);
	const { id, payload } = event;
	for (const consumer of Object.values(letters.consumers))
		if ((consumer.on as readonly string[]).includes(type))
			for (let round = 0; round < 2; round++)
				await consumer.handle(ctx, {
					...{ id, communityId: here.id, type, payload: payload as Record<string, unknown> },
					...{ occurredAt: installation.clock.now(), actor: { kind: 'job', name: 'test' } },
				});
}

const mailsTo = async (email: string) => {
	const mails = await installation.mailbox.list({ to: email });
	return Promise.all(mails.map(({ id }) => installation.mailbox.get(id)));
};

test.for(['silenced', 'suspended', 'banned'] as const)(
	'who is %s is told once why and until when, and once when it is over',
	async (kind) => {
		const who = await here.member('member', `Nina ${kind}`);
		const { memberId } = who;
		const { restrictions } = communityCaller(await here.as(admin));
		const why = { memberId, hours: 48, reason: 'You sold things.' };
		if (kind === 'banned') await restrictions.ban({ ...why, contributions: 'keep' });
		else await restrictions.restrict({ ...why, kind });
		await deliver('restrictions.imposed', memberId);
		const [told, ...more] = await mailsTo(who.email);
		expect(more).toEqual([]);
		expect(told?.subject).toContain('Harbour Choir');
		expect(told?.text).toContain('You sold things.');
		const until = new Date(installation.clock.now().getTime() + 48 * 3_600_000);
		expect(told?.text).toContain(String(until.getUTCFullYear()));
		await communityCaller(await here.as(admin)).restrictions.lift({ memberId, reason: '' });
		await deliver('restrictions.ended', memberId);
		const all = await mailsTo(who.email);
		expect(all).toHaveLength(2);
		expect(new Set(all.map((mail) => mail?.subject)).size).toBe(2);
	},
);
