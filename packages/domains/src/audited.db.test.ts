import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AUDITED, OWN_THINGS, UNSEEN, WRITTEN_ELSEWHERE } from '@kith/testing/audited';
import { COMMUNITY_CASES } from '@kith/testing/matrix-cases';
import { outcomeAt, pathsOf } from '@kith/testing/matrix-line';
import type { ActorName } from '@kith/testing/matrix-actors';
import { createStage, type Stage } from '@kith/testing/matrix-stage';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { checkLog } from './audit/index.ts';
import { communityApi, communityCaller } from './index.ts';

let installation: TestInstallation;
let stage: Stage;
beforeAll(async () => {
	installation = await createTestInstallation();
	stage = await createStage(installation);
});
afterAll(() => installation.close());

const mutations = pathsOf(communityApi, 'mutation');

const entries = () =>
	stage.here.db
		.selectFrom('auditEntries')
		.select(['number', 'action', 'memberId', 'targetId', 'details'])
		.orderBy('number')
		.execute();

/** Calls a procedure as somebody; returns how it ended and what the log says of it. */
async function call(path: string, actor: ActorName, come = stage.actor) {
	await AUDITED[path]?.prepare?.(stage);
	const ctx = await come(actor);
	const input = AUDITED[path]?.input ?? COMMUNITY_CASES[path]?.input;
	const given: unknown = await input?.(stage, ctx);
	const before = (await entries()).length;
	const outcome = await outcomeAt(communityCaller(ctx), path, given);
	const written = (await entries()).slice(before);
	return { outcome, written, memberId: ctx.grants.memberId };
}

type Content = { before: object; after: object };
const contentOf = (details: unknown): Content =>
	(details as { content: Content } | null | undefined)?.content ?? { before: {}, after: {} };

/** What replaces something, so that the log tells both. */
const CHANGES = /\.(?:updated|renamed|arranged|moved|saved|overridden|changed|labelled)$/;

test('every change says whether it is written into the log', () => {
	const written = [...Object.keys(AUDITED), ...Object.keys(WRITTEN_ELSEWHERE)];
	const said = [...written, ...OWN_THINGS, ...UNSEEN];
	expect(said.toSorted()).toEqual(mutations.toSorted());
});

test.for(Object.entries(WRITTEN_ELSEWHERE))('%s is looked for in the log', async ([, where]) => {
	const text = await readFile(new URL(`../../../${where.test}`, import.meta.url), 'utf8');
	expect(text).toContain(`'${where.action}'`);
});

test.for(Object.entries(AUDITED))('%s is written down', async ([path, one]) => {
	const { action, by = 'admin' as const } = one;
	const { outcome, written, memberId } = await call(path, by);
	expect(outcome).toBe('done');
	expect(written).toMatchObject([{ action, memberId }]);
	expect(written[0]?.targetId).not.toBe('');
	if (!CHANGES.test(action)) return;
	const { before, after } = contentOf(written[0]?.details);
	if (!path.endsWith('.create')) expect(Object.keys(before), 'how it was').not.toEqual([]);
	if (!path.endsWith('.remove')) expect(Object.keys(after), 'how it is').not.toEqual([]);
});

test.for(OWN_THINGS)('%s by a member is not', async (path) => {
	expect((await call(path, 'member')).written).toEqual([]);
});

test.for(Object.keys(AUDITED))('%s by a member who may not leaves nothing', async (path) => {
	const { outcome, written } = await call(path, 'foreigner', stage.lasting);
	expect(outcome).not.toBe('done');
	expect(written).toEqual([]);
});

test('after all of it the chain holds', async () => {
	const { services } = installation;
	const { id: communityId, db } = stage.here;
	const found = await checkLog({ db, communityId, secret: services.secret });
	expect(found).toEqual({ checked: (await entries()).length, next: null, fault: null });
});
