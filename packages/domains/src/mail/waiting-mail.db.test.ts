import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSeconds } from '@kith/kernel/clock';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createJobContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { DEFAULT_LIFE } from '../submissions/submissions.schema.ts';
import { mailWaiting, waitingMailConsumers } from './waiting-mail.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const HOUR = 3600;
const look = () =>
	mailWaiting(installation.services, {
		...{ communityId: here.id, at: installation.clock.now().toISOString() },
	});
const mails = () => installation.mailbox.list({ limit: 100 });

test('those who approve hear once a day of what has waited for two days, and nobody else does', async () => {
	const owner = communityCaller(await here.as(await founderOf(here)));
	const rule = { spaceId: null, kind: null, roleKey: 'member' };
	await owner.approval.saveSettings({ rules: [rule], life: DEFAULT_LIFE });
	const moderator = await here.member('moderator', 'Mo');
	const author = await here.as(await here.member('member', 'Ann'));
	const spaceId = author.grants.spaces.postable[0] ?? '';
	const post = { id: newId(), spaceId, title: 'Waits', body: words('Waits') };
	await communityCaller(author).posts.publish(post);
	installation.clock.advance(47 * HOUR);
	await look();
	expect(await mails()).toEqual([]);
	installation.clock.advance(2 * HOUR);
	await look();
	await look();
	const told = await mails();
	expect(told.flatMap(({ to }) => to).toSorted()).toEqual(
		[moderator.email, here.ownerEmail].toSorted(),
	);
	const name = here.community.name;
	expect(told[0]?.subject).toBe(`A contribution to ${name} has waited for two days`);
	expect(told[0]?.text).toContain(`/c/${here.id}/moderation/queue`);
	await owner.approval.approve({ submissionId: post.id, version: 1 });
	installation.clock.advance(24 * HOUR);
	await look();
	expect(await mails()).toHaveLength(2);
});

test('who approves in one space alone hears of what waits there, and of nothing else', async () => {
	const founder = await here.as(await founderOf(here));
	const author = await here.as(await here.member('member', 'Ben'));
	const [spaceId = '', other = ''] = author.grants.spaces.postable;
	const roleId = founder.snapshot.roles.find(({ key }) => key === 'space_admin')?.id ?? '';
	const [sam, mo] = [await here.member('member', 'Sam'), await here.member('moderator', 'Mia')];
	await communityCaller(founder).roles.give({ memberId: sam.memberId, roleId, spaceId });
	const send = (where: string) =>
		communityCaller(author).posts.publish({
			...{ id: newId(), spaceId: where, title: 'Waits', body: words('Waits') },
		});
	await send(other);
	installation.clock.advance(49 * HOUR);
	await look();
	const to = async (email: string) => (await mails()).filter((mail) => mail.to.includes(email));
	expect(await to(sam.email)).toEqual([]);
	await send(spaceId);
	installation.clock.advance(49 * HOUR);
	await look();
	const { name } = here.community;
	const subjects = async (email: string) => (await to(email)).map(({ subject }) => subject);
	expect(await subjects(sam.email)).toEqual([`A contribution to ${name} has waited for two days`]);
	expect((await subjects(mo.email)).toSorted()).toEqual([
		`2 contributions to ${name} have waited for two days`,
		`A contribution to ${name} has waited for two days`,
	]);
});

test('what is sent is looked at again at the end of the quarter of a day in which it is two days old, all of it once', async () => {
	const ctx = await createJobContext(installation.services, here.community, 'waiting-mail');
	const payload = { submissionId: newId(), authorId: newId(), kind: 'post', spaceId: newId() };
	const event = { type: 'submissions.held', communityId: here.id, payload };
	const actor = { kind: 'job' as const, name: 'test' };
	const start = new Date('2031-03-01T00:00:00Z');
	for (const hours of [1, 5, 7])
		await waitingMailConsumers['waiting-mail'].handle(ctx, {
			...{ ...event, actor, id: newId(), occurredAt: addSeconds(start, hours * HOUR) },
		});
	const { rows } = await installation.owner.query<{ at: string }>(
		`select distinct payload->'payload'->>'at' as at from streams.outbox
			where type = 'jobs.requested' and payload->'payload'->>'at' like '2031-%' order by 1`,
	);
	expect(rows.map(({ at }) => at)).toEqual([
		...['2031-03-03T06:00:00.000Z', '2031-03-03T12:00:00.000Z'],
	]);
});

test('while somebody is on call, they alone hear of what waits; when nobody is, all do again', async () => {
	const place = await createTestCommunity(installation);
	const owner = communityCaller(await place.as(await founderOf(place)));
	const rule = { spaceId: null, kind: null, roleKey: 'member' };
	await owner.approval.saveSettings({ rules: [rule], life: DEFAULT_LIFE });
	const [mo, zoe] = [await place.member('moderator', 'Mo'), await place.member('moderator', 'Zoe')];
	const author = await place.as(await place.member('member', 'Ann'));
	const spaceId = author.grants.spaces.postable[0] ?? '';
	await communityCaller(author).posts.publish({
		...{ id: newId(), spaceId, title: 'Waits', body: words('Waits') },
	});
	const always = { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 0 };
	const shifts = [{ id: newId(), memberId: zoe.memberId, ...always }];
	await owner.rota.save({ shifts, version: 0 });
	const told = async () => {
		const before = (await mails()).map(({ id }) => id);
		installation.clock.advance(49 * HOUR);
		const at = installation.clock.now().toISOString();
		await mailWaiting(installation.services, { communityId: place.id, at });
		const since = (await mails()).filter(({ id }) => !before.includes(id));
		return since.flatMap(({ to }) => to).toSorted();
	};
	expect(await told()).toEqual([zoe.email]);
	await owner.rota.save({ shifts: [], version: 1 });
	expect(await told()).toEqual([mo.email, zoe.email, place.ownerEmail].toSorted());
});
