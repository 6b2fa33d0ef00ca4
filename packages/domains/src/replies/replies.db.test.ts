import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const by = async (role: string) =>
	communityCaller(await here.as(await here.member(role, `R ${newId().slice(-10)}`))).replies;
const founder = async () => communityCaller(await here.as(await founderOf(here))).replies;
const reply = { id: newId(), title: 'Off topic', body: 'Dear {name}, this is not for {space}.' };

test('who gives reasons finds them, who runs the rules writes them, and nobody else either', async () => {
	const owner = await founder();
	const { version } = await owner.list();
	await owner.save({ replies: [reply], version });
	const moderator = await by('moderator');
	expect(await moderator.list()).toEqual({ replies: [reply], version: version + 1 });
	expect(await outcomeOf(moderator.save({ replies: [], version: version + 1 }))).toBe(
		'permissions.denied',
	);
	const member = await by('member');
	expect(await outcomeOf(member.list())).toBe('permissions.denied');
	expect(await outcomeOf(member.save({ replies: [], version }))).toBe('permissions.denied');
	const there = await createTestCommunity(installation);
	const stranger = communityCaller(await there.as(await founderOf(there))).replies;
	expect(await stranger.list()).toEqual({ replies: [], version: 0 });
});

test('of ten who save upon the same version one does', async () => {
	const owner = await founder();
	const { version } = await owner.list();
	const outcomes = await atOnce(10, () => owner.save({ replies: [], version }));
	expect(outcomes).toEqual({ done: 1, 'replies.changed_meanwhile': 9 });
});

test('fifty fit and no more, each with a title and words', async () => {
	const owner = await founder();
	const { version } = await owner.list();
	const many = (count: number) => Array.from({ length: count }, () => ({ ...reply, id: newId() }));
	const save = (replies: (typeof reply)[]) => owner.save({ replies, version });
	const refused = { code: 'BAD_REQUEST' };
	await expect(save(many(51))).rejects.toMatchObject(refused);
	await expect(save([reply, reply])).rejects.toMatchObject(refused);
	await expect(save([{ ...reply, title: ' ' }])).rejects.toMatchObject(refused);
	await expect(save([{ ...reply, body: ' ' }])).rejects.toMatchObject(refused);
	expect(await outcomeOf(save(many(50)))).toBe('done');
	expect((await owner.list()).replies).toHaveLength(50);
});
