import { afterAll, beforeAll, expect, test } from 'vitest';
import { matrixLine, outcomeAt, pathsOf } from '@kith/testing/matrix-line';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityApi, communityCaller } from './index.ts';
import { ACTORS, type ActorName } from '@kith/testing/matrix-actors';
import { createStage, type Stage } from '@kith/testing/matrix-stage';
import { COMMUNITY_CASES } from '@kith/testing/matrix-cases';
import { INSIDE } from '@kith/testing/matrix-who';

let installation: TestInstallation;
let stage: Stage;
beforeAll(async () => {
	installation = await createTestInstallation();
	stage = await createStage(installation);
});
afterAll(() => installation.close());

const paths = Object.keys(communityApi._def.procedures);
const reads = new Set(pathsOf(communityApi, 'query'));

async function call(path: string, actor: ActorName): Promise<string> {
	const { allowed = [], input: inputOf } = COMMUNITY_CASES[path] ?? {};
	// Whom it lets in and lets change something is somebody new each time.
	const isLasting = reads.has(path) || !allowed.includes(actor);
	const ctx = await (isLasting ? stage.lasting(actor) : stage.actor(actor));
	const input: unknown = await inputOf?.(stage, ctx);
	return outcomeAt(communityCaller(ctx), path, input);
}

test('every procedure of a community has its line in the table, and the table no other', () => {
	expect(Object.keys(COMMUNITY_CASES).toSorted()).toEqual(paths.toSorted());
});

test.for(paths)('%s lets in who it should, and nobody else', async (path) => {
	const wanted = COMMUNITY_CASES[path];
	if (!wanted) throw new Error(`${path} is missing in the table`);
	const { found, expected } = await matrixLine(wanted, ACTORS, (actor) => call(path, actor));
	expect(found).toEqual(expected);
});

test('whom it refused again and again may still do what was theirs before', async () => {
	for (const actor of INSIDE) {
		const ctx = await stage.lasting(actor);
		expect(await outcomeAt(communityCaller(ctx), 'members.me', undefined), actor).toBe('done');
	}
});
