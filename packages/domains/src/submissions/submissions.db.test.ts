import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { publishPost } from '@kith/testing/test-verbs';
import { hold } from './hold.ts';
import { submissionsConsumers } from './submissions.consumers.ts';
import { submissionById } from './submissions.queries.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

async function held() {
	const who = await here.member('member', `Writer ${newId().slice(-6)}`);
	const ctx = await here.as(who);
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	const entry = { id: newId(), kind: 'post' as const, authorId: who.memberId, spaceId };
	const text = { title: 'Held', body: words('Held'), extras: {} };
	await ctx.transaction((tx) => hold(ctx, tx, { ...entry, ...text }));
	const row = () => submissionById(here.db, entry.id).executeTakeFirst();
	return { ctx, who, entry, text, row };
}

test('what is held twice lies there once, and nobody else can take its id', async () => {
	const { ctx, entry, text, row } = await held();
	await ctx.transaction((tx) => hold(ctx, tx, { ...entry, ...text }));
	expect(await row()).toMatchObject({ state: 'waiting', version: 1 });
	const other = await held();
	const theft = { ...entry, ...text, authorId: other.entry.authorId };
	await expect(other.ctx.transaction((tx) => hold(other.ctx, tx, theft))).rejects.toMatchObject({
		code: 'posts.id_taken',
	});
});

test('what somebody who left had waiting is gone', async () => {
	const { ctx, who, row } = await held();
	const owner = await here.as(await founderOf(here));
	await publishPost(owner, {
		...{ id: newId(), spaceId: owner.grants.spaces.postable[0] ?? '', title: 'Stays' },
		body: words('Stays'),
	});
	await submissionsConsumers['drop-submissions'].handle(owner, {
		...{ communityId: here.id, id: newId(), type: 'members.left', occurredAt: new Date() },
		...{ payload: { memberId: who.memberId, contributions: 'keep' }, actor: ctx.actor },
	});
	expect(await row()).toBeUndefined();
});
