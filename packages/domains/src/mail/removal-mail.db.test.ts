import { afterAll, beforeAll, expect, test } from 'vitest';
import { streamsOf } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { batches } from '../batches/index.ts';
import { createJobContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { mail as letters } from './index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let admin: Awaited<ReturnType<TestCommunity['member']>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	admin = await here.member('admin', 'Ada');
});
afterAll(() => installation.close());

const api = async () => communityCaller(await here.as(admin));
const speaking = async (who: typeof admin, locale: string) => {
	const change = here.db.updateTable('members').set({ locale });
	await change.where('id', '=', who.memberId).execute();
	return who;
};

/** What was told of a removal, handed on twice, as the relay may. */
async function deliver(memberId: string): Promise<Record<string, unknown>> {
	const ctx = await createJobContext(installation.services, here.community, 'test');
	const told = streamsOf(here.db).selectFrom('outbox').selectAll();
	const events = await told
		.where('type', '=', 'members.removed')
		.where('communityId', '=', here.id)
		.execute();
	const event = events.find(({ payload }) => Object(payload).memberId === memberId);
	const payload = event?.payload as Record<string, unknown>;
	for (let round = 0; round < 2; round++)
		await letters.consumers['removal-mail'].handle(ctx, {
			...{ id: event?.id ?? '', communityId: here.id, type: 'members.removed', payload },
			...{ occurredAt: installation.clock.now(), actor: { kind: 'job', name: 'test' } },
		});
	return payload;
}
const mailsTo = async (email: string) => {
	const mails = await installation.mailbox.list({ to: email });
	return Promise.all(mails.map(({ id }) => installation.mailbox.get(id)));
};

test('who is removed is told once, with the reason, in their language, wherever their name went', async () => {
	for (const contributions of ['keep', 'anonymise', 'delete'] as const) {
		const who = await speaking(await here.member('member', `Gone ${contributions}`), 'de');
		const reason = 'You sold things.';
		await (await api()).members.remove({ memberId: who.memberId, contributions, reason });
		const payload = await deliver(who.memberId);
		expect(JSON.stringify(payload)).not.toContain(who.email);
		const mails = await mailsTo(who.email);
		expect(mails).toHaveLength(1);
		expect(mails[0]?.subject).toBe(`Deine Mitgliedschaft bei ${here.community.name} ist beendet`);
		expect(mails[0]?.text).toContain('> You sold things.');
	}
	const { items } = await (await api()).audit.list({ action: 'members.removed' });
	expect(items.map(({ details }) => details?.reason)).toContain('You sold things.');
});

test('who is not to be told, who only waited, and who is banned get no such mail', async () => {
	const quiet = await here.member('member', 'Quiet');
	const waiting = await here.member('member', 'Waiting', 'pending');
	const banned = await here.member('member', 'Banned');
	const { members, restrictions } = await api();
	const removal = { contributions: 'keep', reason: 'Why.' } as const;
	await members.remove({ memberId: quiet.memberId, ...removal, tells: false });
	await members.remove({ memberId: waiting.memberId, ...removal });
	await restrictions.ban({ memberId: banned.memberId, ...removal, hours: null });
	for (const { memberId, email } of [quiet, waiting, banned]) {
		expect(await deliver(memberId)).toMatchObject({ notice: null });
		expect(await mailsTo(email)).toEqual([]);
	}
});

test('of many who are removed at once each is told when it is done, and nobody of what was taken back', async () => {
	const who = await speaking(await here.member('member', 'Many'), 'fr');
	const start = async () => {
		const id = newId();
		const action = { kind: 'remove', contributions: 'keep', reason: 'Tidy.' } as const;
		await (await api()).batches.start({ id, action, memberIds: [who.memberId] });
		return id;
	};
	const run = (batchId: string) =>
		batches.jobs['run-bulk'].run(installation.services, { communityId: here.id, batchId });
	const first = await start();
	await (await api()).batches.undo({ batchId: first });
	installation.clock.advance(601);
	await run(first);
	expect((await (await api()).roster.get({ memberId: who.memberId })).status).toBe('active');
	const second = await start();
	installation.clock.advance(601);
	await run(second);
	expect(await deliver(who.memberId)).toMatchObject({ notice: { locale: 'fr', reason: 'Tidy.' } });
	const [mail] = await mailsTo(who.email);
	expect(mail?.subject).toBe(`Votre adhésion à ${here.community.name} a pris fin`);
});
