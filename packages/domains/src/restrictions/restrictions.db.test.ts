import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { streamsOf } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { strongAs } from '@kith/testing/test-desks';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createJobContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { mail as letters } from '../mail/index.ts';
import { ensureMember } from '../members/index.ts';
import { endDue } from './end-due.ts';

let installation: TestInstallation;
let here: TestCommunity;
let admin: Awaited<ReturnType<TestCommunity['member']>>;
let keeper: typeof admin;
let ann: typeof admin;
let number = 0;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	admin = await here.member('admin', 'Ada');
	keeper = await here.member('moderator', 'Mo');
});
beforeEach(async () => {
	ann = await here.member('member', `Ann ${(number += 1)}`);
});
afterAll(() => installation.close());

/** Weeks pass here: who keeps order shows a second factor. */
const as = async (who: typeof admin) => communityCaller(await strongAs(installation, here, who));
const row = (memberId: string) =>
	here.db.selectFrom('members').selectAll().where('id', '=', memberId).executeTakeFirstOrThrow();

async function write(who: typeof admin) {
	const ctx = await here.as(who);
	const spaceId = ctx.grants.spaces.readable[0] ?? '';
	const text = { title: 'Hello', body: words('Hello') };
	return communityCaller(ctx).posts.publish({ id: newId(), spaceId, ...text });
}

const silence = { kind: 'silenced', hours: 24, reason: 'Enough for today.' } as const;
const suspend = { kind: 'suspended', hours: 72, reason: 'Cool down.' } as const;
const ban = { hours: null, reason: 'Spam.', contributions: 'keep' } as const;
const { memberId: nobody } = { memberId: '00000000-0000-7000-8000-000000000000' };
const end = () => endDue(installation.services, { communityId: here.id, memberId: ann.memberId });
const later = (hours: number) => installation.clock.advance(hours * 3600);

async function session(userId: string, ipAddress: string) {
	const now = installation.clock.now();
	await here.db
		.insertInto('authSessions')
		.values({
			...{ id: newId(), userId, token: newId(), ipAddress, createdAt: now, updatedAt: now },
			expiresAt: new Date(now.getTime() + 86_400_000),
		})
		.execute();
}

/** Somebody with a session who comes to the door for the first time. */
async function newcomer(email: string, ip: string) {
	const person = await here.person(email, 'New');
	const { snapshot } = await here.as(null);
	const place = { services: installation.services, community: here.community, snapshot };
	return ensureMember(place, { ...person, ip }, null);
}

test('a silenced member reads and writes nothing, knows why and until when, and writes again after it', async () => {
	await (await as(keeper)).restrictions.restrict({ memberId: ann.memberId, ...silence });
	await expect(write(ann)).rejects.toMatchObject({
		cause: { code: 'members.silenced', details: { until: expect.stringMatching(/^20/) } },
	});
	const ctx = await here.as(ann);
	expect(ctx.viewer?.restriction).toMatchObject({ kind: 'silenced', reason: silence.reason });
	expect((await communityCaller(ctx).posts.list({})).items.length).toBeGreaterThan(0);
	later(23.9);
	await end();
	expect(await outcomeOf(write(ann))).toBe('members.silenced');
	later(0.1);
	await end();
	await end();
	expect(await outcomeOf(write(ann))).toBe('done');
	const ended = streamsOf(here.db).selectFrom('outbox').select('payload');
	const told = await ended
		.where('type', '=', 'restrictions.ended')
		.where('communityId', '=', here.id)
		.execute();
	const mine = told.filter(({ payload }) => Object(payload).memberId === ann.memberId);
	expect(mine).toHaveLength(1);
});

test('a suspended member is signed out, told at the door, and in again after it', async () => {
	await session(ann.userId, '192.0.2.7');
	const dropped: unknown[] = [];
	const stop = installation.services.bus.subscribe(({ topic, data }) => {
		if (topic === 'sessions.revoked' || topic === 'member.touched') dropped.push(data);
	});
	await (await as(keeper)).restrictions.restrict({ memberId: ann.memberId, ...suspend });
	stop();
	expect(dropped).toEqual(
		expect.arrayContaining([{ memberId: ann.memberId }, { userId: ann.userId }]),
	);
	const sessions = here.db.selectFrom('authSessions').select('id').where('userId', '=', ann.userId);
	expect(await sessions.execute()).toEqual([]);
	const ctx = await here.as(ann);
	expect(ctx.actor.kind).toBe('anonymous');
	expect(ctx.viewer).toMatchObject({
		...{ standing: 'suspended', restriction: { kind: 'suspended', reason: 'Cool down.' } },
	});
	later(72);
	await end();
	expect((await here.as(ann)).actor.kind).toBe('member');
});

test('what is prolonged or lifted in between is left alone by the first end', async () => {
	const { restrictions } = await as(admin);
	await restrictions.restrict({ memberId: ann.memberId, ...silence });
	await restrictions.restrict({ memberId: ann.memberId, ...suspend });
	later(24);
	await end();
	expect((await row(ann.memberId)).status).toBe('suspended');
	await restrictions.lift({ memberId: ann.memberId });
	expect(await row(ann.memberId)).toMatchObject({ status: 'active', restriction: null });
	const again = restrictions.lift({ memberId: ann.memberId });
	expect(await outcomeOf(again)).toBe('restrictions.not_found');
	await restrictions.restrict({ memberId: ann.memberId, ...silence, hours: null });
	later(24 * 400);
	await end();
	expect(await row(ann.memberId)).toMatchObject({ restriction: 'silenced', restrictedUntil: null });
});

test('who was banned is gone for good, by any spelling of their address, until it is lifted', async () => {
	const email = 'nasty.person@gmail.com';
	await here.db.updateTable('authUsers').set({ email }).where('id', '=', ann.userId).execute();
	await session(ann.userId, '2001:db8:1:2:3::4');
	await write(ann);
	const { restrictions, members } = await as(admin);
	await restrictions.ban({ memberId: ann.memberId, ...ban });
	const ctx = await here.as(ann);
	expect(ctx.actor.kind).toBe('anonymous');
	expect(ctx.viewer).toMatchObject({ standing: 'removed', restriction: { kind: 'banned' } });
	expect(await members.invite({ emails: [email], roleKey: 'member' })).toEqual({
		...{ sent: 0, alreadyMembers: 1 },
	});
	expect(await newcomer('nastyperson+2@googlemail.com', '198.51.100.1')).toBeNull();
	const near = await newcomer('someone@example.org', '2001:db8:1:2:ffff::1');
	expect(near?.status).toBe('pending');
	expect((await newcomer('other@example.org', '198.51.100.1'))?.status).toBe('active');
	const { restrictionDetails } = await row(ann.memberId);
	expect(JSON.stringify(restrictionDetails)).not.toMatch(/nasty|2001/);
	await restrictions.lift({ memberId: ann.memberId, reason: 'A mistake.' });
	expect((await here.as(ann)).actor.kind).toBe('member');
	expect((await newcomer('nasty.person+3@gmail.com', ''))?.status).toBe('active');
});

test('a ban can take the name along; lifted, the person may join anew', async () => {
	const { postId } = await write(ann);
	await (
		await as(admin)
	).restrictions.ban({
		...{ memberId: ann.memberId, ...ban, contributions: 'anonymise' },
	});
	expect(await row(ann.memberId)).toMatchObject({ userId: null, status: 'removed', bio: '' });
	const post = await (await as(admin)).posts.get({ postId });
	expect(post.author.name).toBe('Former member');
	const { viewer } = await here.as(ann);
	expect(viewer?.restriction?.kind).toBe('banned');
	await (await as(admin)).restrictions.lift({ memberId: viewer?.memberId ?? '' });
	const { snapshot } = await here.as(null);
	const place = { services: installation.services, community: here.community, snapshot };
	const member = await ensureMember(place, ann, null);
	expect(member).toMatchObject({ status: 'active', name: ann.name });
	expect(member?.id).not.toBe(ann.memberId);
});

test('nobody is held back without a reason, and let go without one', async () => {
	const { restrictions } = await as(keeper);
	const { memberId } = ann;
	for (const reason of ['', ' \n']) {
		const holds = [
			restrictions.restrict({ memberId, ...silence, reason }),
			restrictions.ban({ memberId, ...ban, reason }),
		];
		for (const hold of holds) expect(await outcomeOf(hold)).toContain('too_small');
	}
	await restrictions.restrict({ memberId, ...silence });
	expect(await outcomeOf(restrictions.lift({ memberId, reason: ' ' }))).toBe('done');
});

test('nobody holds back themselves, their equals or those above, an owner or who is not here', async () => {
	const owner = await founderOf(here);
	const other = await here.member('moderator', 'Moira');
	const waiting = await here.member('member', 'Willa', 'pending');
	const { restrictions } = await as(keeper);
	const outcome = (memberId: string) => outcomeOf(restrictions.restrict({ memberId, ...silence }));
	expect(await outcome(keeper.memberId)).toBe('members.not_oneself');
	expect(await outcome(other.memberId)).toBe('members.above_you');
	expect(await outcome(admin.memberId)).toBe('members.above_you');
	expect(await outcome(owner.memberId)).toBe('members.above_you');
	expect(await outcome(waiting.memberId)).toBe('restrictions.not_a_member');
	expect(await outcome(nobody)).toBe('members.not_found');
	const { memberId } = ann;
	const plain = (await as(await here.member('member', 'Pia'))).restrictions;
	expect(await outcomeOf(plain.ban({ memberId, ...ban }))).toBe('permissions.denied');
	await (await as(admin)).restrictions.ban({ memberId, ...ban });
	expect(await outcomeOf(plain.lift({ memberId }))).toBe('permissions.denied');
	expect(await outcomeOf(restrictions.lift({ memberId }))).toBe('done');
	const elsewhere = await createTestCommunity(installation);
	const foreign = await elsewhere.member('member', 'Fay');
	expect(await outcome(foreign.memberId)).toBe('members.not_found');
});

test('members are told by mail, once, in their language and time', async () => {
	await here.db
		.updateTable('members')
		.set({ locale: 'de', timeZone: 'Europe/Berlin' })
		.where('id', '=', ann.memberId)
		.execute();
	await (await as(keeper)).restrictions.restrict({ memberId: ann.memberId, ...silence });
	const ctx = await createJobContext(installation.services, here.community, 'test');
	const events = await streamsOf(here.db)
		.selectFrom('outbox')
		.selectAll()
		.where('type', '=', 'restrictions.imposed')
		.where('communityId', '=', here.id)
		.execute();
	const event = events.find(({ payload }) => Object(payload).memberId === ann.memberId);
	for (let round = 0; round < 2; round++)
		await letters.consumers['restriction-mail'].handle(ctx, {
			...{ id: event?.id ?? '', communityId: here.id, type: 'restrictions.imposed' },
			...{ payload: event?.payload as Record<string, unknown>, occurredAt: new Date() },
			actor: { kind: 'job', name: 'test' },
		});
	const mails = await installation.mailbox.list({ limit: 500 });
	const mine = mails.filter(({ to }) => to.includes(ann.email));
	expect(mine).toHaveLength(1);
	expect(mine[0]?.subject).toContain('vorerst nicht schreiben');
	const mail = await installation.mailbox.get(mine[0]?.id ?? '');
	expect(mail?.text).toContain('> Enough for today.');
	expect(mail?.text).toMatch(/MEZ|MESZ/);
});
