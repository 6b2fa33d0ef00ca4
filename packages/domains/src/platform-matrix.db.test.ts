import { afterAll, beforeAll, expect, test } from 'vitest';
import { matrixLine, outcomeAt } from '@kith/testing/matrix-line';
import {
	createPlatformStage,
	PLATFORM_ACTORS,
	PLATFORM_CASES,
	type PlatformActor,
	type PlatformStage,
} from '@kith/testing/platform-cases';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff } from '@kith/testing/test-staff';
import { platformApi, platformCaller } from './index.ts';

let installation: TestInstallation;
let stage: PlatformStage;
beforeAll(async () => {
	installation = await createTestInstallation();
	stage = await createPlatformStage(installation);
});
afterAll(() => installation.close());

const paths = Object.keys(platformApi._def.procedures);

async function call(path: string, actor: PlatformActor): Promise<string> {
	const input: unknown = await PLATFORM_CASES[path]?.input?.(stage);
	return outcomeAt(platformCaller(await stage.actor(actor)), path, input);
}

test('every procedure of the platform has its line in the table, and the table no other', () => {
	expect(Object.keys(PLATFORM_CASES).toSorted()).toEqual(paths.toSorted());
});

test.for(paths)('%s lets in who it should, and nobody else', async (path) => {
	const wanted = PLATFORM_CASES[path];
	if (!wanted) throw new Error(`${path} is missing in the table`);
	const { found, expected } = await matrixLine(wanted, PLATFORM_ACTORS, (actor) =>
		call(path, actor),
	);
	expect(found).toEqual(expected);
});

test('somebody who works for nobody runs nothing', async () => {
	const { staffId } = await createTestStaff(installation);
	const api = platformCaller(await asStaff(installation, staffId));
	expect(await api.organizations.communities()).toEqual([]);
	const { id: communityId } = stage.here;
	expect(await outcomeOf(api.organizations.enter({ communityId, next: '/' }))).toBe(
		'permissions.denied',
	);
});
