import { afterAll, beforeAll, expect, test } from 'vitest';
import { matrixLine, outcomeAt } from '@kith/testing/matrix-line';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityApi, communityCaller } from './index.ts';
import { createStage, type Stage } from '@kith/testing/matrix-stage';
import { COMMUNITY_CASES } from '@kith/testing/matrix-cases';
import {
	mayThroughStudio,
	openStudio,
	STUDIO_ACTORS,
	writtenDown,
	type StudioActor,
} from '@kith/testing/matrix-studio';

let installation: TestInstallation;
let stage: Stage;
let through: ReturnType<typeof openStudio>;
beforeAll(async () => {
	installation = await createTestInstallation();
	stage = await createStage(installation);
	through = openStudio(installation, stage);
});
afterAll(() => installation.close());

const paths = Object.keys(communityApi._def.procedures);

/** What holds for good from then on, and asks for the second factor that all of these have shown. */
const FOR_GOOD = ['communities.askSecondFactorNow'];

async function call(path: string, actor: StudioActor): Promise<string> {
	const ctx = await through(actor);
	const input: unknown = await COMMUNITY_CASES[path]?.input?.(stage, ctx);
	return outcomeAt(communityCaller(ctx), path, input);
}

test('what is written down of the studio is about procedures that are there', () => {
	expect(writtenDown.filter((path) => !paths.includes(path))).toEqual([]);
});

test.for(FOR_GOOD)('%s is for who runs the community, once and for good', async (path) => {
	const elsewhere = openStudio(installation, await createStage(installation));
	const found: Record<string, string> = {};
	for (const actor of STUDIO_ACTORS)
		found[actor] = await outcomeAt(communityCaller(await elsewhere(actor)), path, undefined);
	expect(found).toEqual({
		...{ owner: 'done', admin: 'done' },
		...{ billing: 'permissions.denied', desk: 'permissions.denied' },
	});
});

const others = paths.filter((path) => !FOR_GOOD.includes(path));

test.for(others)('%s lets in from the studio who it should, and nobody else', async (path) => {
	const wanted = COMMUNITY_CASES[path];
	if (!wanted) throw new Error(`${path} is missing in the table`);
	const may = STUDIO_ACTORS.filter((actor) => mayThroughStudio(actor, path, wanted.allowed));
	const { found, expected } = await matrixLine(
		{ ...wanted, allowed: may },
		STUDIO_ACTORS,
		(actor) => call(path, actor),
	);
	expect(found).toEqual(expected);
});
