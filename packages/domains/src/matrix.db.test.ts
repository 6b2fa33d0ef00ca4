import { afterAll, beforeAll, expect, test } from 'vitest';
import { matrixLine, outcomeAt } from '@kith/testing/matrix-line';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityApi, communityCaller } from './index.ts';
import { ACTORS, createStage, type ActorName, type Stage } from '@kith/testing/matrix-stage';
import { COMMUNITY_CASES } from '@kith/testing/matrix-cases';

let installation: TestInstallation;
let stage: Stage;
beforeAll(async () => {
	installation = await createTestInstallation();
	stage = await createStage(installation);
});
afterAll(() => installation.close());

const paths = Object.keys(communityApi._def.procedures);

async function call(path: string, actor: ActorName): Promise<string> {
	const ctx = await stage.actor(actor);
	const input: unknown = await COMMUNITY_CASES[path]?.input?.(stage, ctx);
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
